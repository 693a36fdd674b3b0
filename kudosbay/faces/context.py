"""What every page knows: who looks, in which look, who operates the centre, what places are called."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from kudosbay.accounts.matrix import CLIENTS
from kudosbay.accounts.models import User
from kudosbay.cases.queries import latest_case
from kudosbay.centre import queries as centre
from kudosbay.faces.menus import own_menu, site_nav
from kudosbay.kernel.ids import secret_token
from kudosbay.kernel.search import fold, pinyin
from kudosbay.kernel.text import Said, pick
from kudosbay.rulebook.words import TERRITORIES

THEME_COOKIE = "kudosbay_theme"
THEMES = ("auto", "light", "dark")
NAMES_FOR_SECONDS = 300
LANGUAGES_OF_PLACES = ("en", "zh-hans", "zh-Hans", "ar")  # as settings and as HTML write them


def theme_of(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else "auto"


def territory_names() -> dict[str, dict[str, str]]:
    """Return the operator's words for every place by its code; kept for a few minutes."""
    kept = cache.get_or_set("territory_names", centre.territory_names, NAMES_FOR_SECONDS)
    return cast("dict[str, dict[str, str]]", kept)


def territories(lang: str) -> Callable[[str], Said]:
    """Return what names a place by its code; the names are fetched once, when the first is asked for."""
    kept: list[dict[str, dict[str, str]]] = []

    def named(code: str) -> Said:
        if not kept:
            kept.append(territory_names())
        return pick(kept[0].get(code, {"en": code}), [lang])

    return named


def territory(code: str, lang: str) -> Said:
    return territories(lang)(code)


def places(lang: str) -> list[tuple[str, str]]:
    """Return code and name of every place that is shown, in the order of the names in that language."""
    kept = cache.get_or_set(f"places:{lang}", lambda: _places(lang), NAMES_FOR_SECONDS)
    return cast("list[tuple[str, str]]", kept)


def _places(lang: str) -> list[tuple[str, str]]:
    name_of, shown = territories(lang), centre.shown_territories() or sorted(TERRITORIES)
    named = [(code, str(name_of(code))) for code in shown]
    return sorted(named, key=lambda pair: fold(pair[1]) if not lang.startswith("zh") else "".join(pinyin(pair[1])))


def forget_places() -> None:
    """Let the next page read the names anew: they were changed."""
    cache.delete_many(["territory_names", *(f"places:{code}" for code in LANGUAGES_OF_PLACES)])


def help_href(request: HttpRequest) -> str:
    """Return where somebody asks us: in the messages of the latest case, else by mail to the operator."""
    user = getattr(request, "user", None)
    case = latest_case(user) if isinstance(user, User) and user.role_set & CLIENTS else None
    if case:
        return reverse("portal:messages", args=[case])
    operator = centre.operator()
    return f"mailto:{operator.email}" if operator and operator.email else ""


def surroundings(request: HttpRequest) -> dict[str, Any]:
    return {
        "request": request,
        "user": getattr(request, "user", None),
        "theme": theme_of(request),
        "demo": settings.DEMO,
        "operator": SimpleLazyObject(centre.operator),
        "help_href": SimpleLazyObject(lambda: help_href(request)),
        "site_nav": SimpleLazyObject(lambda: site_nav(request)),
        "own_menu": SimpleLazyObject(lambda: own_menu(request)),
        "form_key": SimpleLazyObject(secret_token),
        "territory": territories(getattr(request, "LANGUAGE_CODE", "en")),
    }
