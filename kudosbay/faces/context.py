"""What every page knows: languages, look, operator."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from kudosbay.centre import queries as centre

THEME_COOKIE = "kudosbay_theme"
THEMES = ("auto", "light", "dark")
BCP47 = {"zh-hans": "zh-Hans"}


def theme_of(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else "auto"


def surroundings(request: HttpRequest) -> dict[str, Any]:
    code = translation.get_language() or "en"
    return {
        "request": request,
        "user": getattr(request, "user", None),
        "LANGUAGE_CODE": code,
        "lang": BCP47.get(code, code),
        "text_direction": "rtl" if translation.get_language_bidi() else "ltr",
        "languages": settings.LANGUAGES,
        "theme": theme_of(request),
        "demo": settings.DEMO,
        "operator": SimpleLazyObject(centre.operator),
    }
