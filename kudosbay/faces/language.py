"""Which language a page speaks: the address's, else the person's, else the browser's. Never guessed from where one is."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

COOKIE = "kudosbay_language"
DESK = "/desk"
DESK_LANGUAGES = ("zh-hans", "en")


def preferred(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(COOKIE, "")
    if chosen in dict(settings.LANGUAGES):
        return chosen
    return translation.get_language_from_request(request)


def language_for(request: HttpRequest) -> str:
    if request.path_info.startswith(DESK):
        chosen = request.COOKIES.get(COOKIE, "")
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
        return response
