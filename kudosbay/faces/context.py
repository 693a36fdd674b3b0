"""What every page knows: who looks, in which look, who operates the centre, what places are called."""

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from kudosbay.centre import queries as centre
from kudosbay.kernel.ids import secret_token
from kudosbay.kernel.search import fold, pinyin
from kudosbay.kernel.text import Said, pick
from kudosbay.rulebook.words import TERRITORIES

THEME_COOKIE = "kudosbay_theme"
THEMES = ("auto", "light", "dark")
NAMES_FOR_SECONDS = 300


def theme_of(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else "auto"


def territory_names() -> dict[str, dict[str, str]]:
    """Return the operator's words for every place by its code; kept for a few minutes."""
    names: dict[str, dict[str, str]] | None = cache.get("territory_names")
    if names is None:
        names = centre.territory_names()
        cache.set("territory_names", names, NAMES_FOR_SECONDS)
    return names


def territory(code: str, lang: str) -> Said:
    return pick(territory_names().get(code, {"en": code}), [lang])


def places(lang: str) -> list[tuple[str, str]]:
    """Return code and name of every place that is shown, in the order of the names in that language."""
    shown = centre.shown_territories() or sorted(TERRITORIES)
    named = [(code, str(territory(code, lang))) for code in shown]
    return sorted(named, key=lambda pair: fold(pair[1]) if not lang.startswith("zh") else "".join(pinyin(pair[1])))


def surroundings(request: HttpRequest) -> dict[str, Any]:
    return {
        "request": request,
        "user": getattr(request, "user", None),
        "theme": theme_of(request),
        "demo": settings.DEMO,
        "operator": SimpleLazyObject(centre.operator),
        "form_key": SimpleLazyObject(secret_token),
        "territory": lambda code: territory(code, getattr(request, "LANGUAGE_CODE", "en")),
    }
