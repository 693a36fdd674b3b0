"""What every page knows: who looks, in which look, who operates the centre, what places are called."""

from collections.abc import Callable
from functools import lru_cache
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
from kudosbay.centre.models import Operator
from kudosbay.faces.access import ways_of
from kudosbay.faces.menus import own_menu, site_nav
from kudosbay.kernel.ids import secret_token
from kudosbay.kernel.search import fold, pinyin
from kudosbay.kernel.text import Said, pick
from kudosbay.rulebook.words import TERRITORIES

THEME_COOKIE = "kudosbay_theme"
THEMES = ("auto", "light", "dark")
NAMES_FOR_SECONDS = 300
PLACES = "edition_of_places"


def theme_of(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else "auto"


def edition_of_places() -> str:
    """Return what changes with the operator's words for places: their words are kept by each process under it."""
    return cast("str", cache.get_or_set(PLACES, secret_token, NAMES_FOR_SECONDS))


@lru_cache(maxsize=2)
def territory_names(_edition: str) -> dict[str, dict[str, str]]:
    """Return the operator's words for every place by its code."""
    return centre.territory_names()


def territories(lang: str) -> Callable[[str], Said]:
    """Return what names a place by its code; the names are fetched once, when the first is asked for."""
    kept: list[dict[str, dict[str, str]]] = []

    def named(code: str) -> Said:
        if not kept:
            kept.append(territory_names(edition_of_places()))
        return pick(kept[0].get(code, {"en": code}), [lang])

    return named


def territory(code: str, lang: str) -> Said:
    return territories(lang)(code)


def places(lang: str) -> list[tuple[str, str]]:
    """Return code and name of every place that is shown, in the order of the names in that language."""
    return [*_places(lang, edition_of_places())]


@lru_cache(maxsize=8)
def _places(lang: str, edition: str) -> list[tuple[str, str]]:
    names, shown = territory_names(edition), centre.shown_territories() or sorted(TERRITORIES)
    named = [(code, str(pick(names.get(code, {"en": code}), [lang]))) for code in shown]
    return sorted(named, key=lambda pair: fold(pair[1]) if not lang.startswith("zh") else "".join(pinyin(pair[1])))


def forget_places() -> None:
    """Let the next page read the names anew: they were changed."""
    cache.delete(PLACES)


def help_href(request: HttpRequest, operator: Operator | None) -> str:
    """Return where somebody asks us: in the messages of the latest case, else by mail to the operator."""
    user = getattr(request, "user", None)
    case = latest_case(user) if isinstance(user, User) and user.role_set & CLIENTS else None
    if case:
        return reverse("portal:messages", args=[case])
    return f"mailto:{operator.email}" if operator and operator.email else ""


def surroundings(request: HttpRequest) -> dict[str, Any]:
    operator: Any = SimpleLazyObject(centre.operator)
    return {
        "request": request,
        "user": getattr(request, "user", None),
        "may": ways_of(request),
        "theme": theme_of(request),
        "demo": settings.DEMO,
        "operator": operator,
        "help_href": SimpleLazyObject(lambda: help_href(request, operator)),
        "site_nav": SimpleLazyObject(lambda: site_nav(request)),
        "own_menu": SimpleLazyObject(lambda: own_menu(request)),
        "form_key": SimpleLazyObject(secret_token),
        "territory": territories(getattr(request, "LANGUAGE_CODE", "en")),
    }
