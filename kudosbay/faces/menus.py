"""Where a visitor and a client can go: public pages, and one's own matters."""

from typing import Any, Final

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from kudosbay.accounts.matrix import allowed

# Name of a page with its arguments, and the word for it.
PUBLIC: Final[tuple[tuple[tuple[str, ...], Promise], ...]] = (
    (("portal:way",), gettext_lazy("Find your way")),
    (("public:set_ups",), gettext_lazy("Guides")),
    (("public:shelf", "policy"), gettext_lazy("Policies")),
    (("public:shelf", "news"), gettext_lazy("News")),
    (("public:events",), gettext_lazy("Events")),
    (("public:trade",), gettext_lazy("Trade and partners")),
    (("portal:services",), gettext_lazy("Living and travel")),
    (("public:how_we_work",), gettext_lazy("How we work")),
)
OWN: Final[tuple[tuple[tuple[str, ...], Promise], ...]] = (
    (("portal:cases",), gettext_lazy("My cases")),
    (("portal:companies",), gettext_lazy("My companies")),
    (("portal:requests",), gettext_lazy("My requests")),
    (("portal:tickets",), gettext_lazy("My events")),
    (("portal:introductions",), gettext_lazy("My introductions")),
    (("portal:account",), gettext_lazy("My account")),
)


def site_nav(request: HttpRequest) -> list[dict[str, Any]]:
    return _items(request, PUBLIC)


def own_menu(request: HttpRequest) -> list[dict[str, Any]]:
    return _items(request, OWN)


def _items(request: HttpRequest, wanted: tuple[tuple[tuple[str, ...], Promise], ...]) -> list[dict[str, Any]]:
    user = getattr(request, "user", None)
    roles = frozenset(str(role) for role in user.role_set) if user and user.is_authenticated else frozenset()
    open_ones = [(page, label) for page, label in wanted if allowed(page[0], method="GET", roles=roles)]
    return [
        {"label": label, "href": href, "current": href == request.path}
        for page, label in open_ones
        if (href := _address(*page))
    ]


def _address(name: str, *of: str) -> str:
    try:
        return reverse(name, args=of)
    except NoReverseMatch:
        return ""
