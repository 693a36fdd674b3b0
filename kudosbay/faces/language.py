"""Which language a page speaks: the address's, else the one chosen, else the browser's. Never guessed from a place."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

COOKIE = "kudosbay_language"
YEAR = 365 * 24 * 3600
DESK = "/desk"
DESK_LANGUAGES = ("zh-hans", "en")


def asked(request: HttpRequest) -> str:
    """Return the language that the menu asks for by `?lang=zh-Hans`, where the address itself has none."""
    code = request.GET.get("lang", "").lower()
    return code if code in dict(settings.LANGUAGES) else ""


def preferred(request: HttpRequest) -> str:
    chosen = asked(request) or request.COOKIES.get(COOKIE, "")
    if chosen in dict(settings.LANGUAGES):
        return chosen
    return translation.get_language_from_request(request)


def language_for(request: HttpRequest) -> str:
    if request.path_info.startswith(DESK):
        chosen = asked(request) or request.COOKIES.get(COOKIE, "")
        return chosen if chosen in DESK_LANGUAGES else DESK_LANGUAGES[0]
    return translation.get_language_from_path(request.path_info) or preferred(request)


class LanguageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(language_for(request)):
            request.LANGUAGE_CODE = str(translation.get_language())
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        if asked(request) == request.LANGUAGE_CODE:
            response.set_cookie(COOKIE, request.LANGUAGE_CODE, max_age=YEAR, samesite="Lax")
        return response
