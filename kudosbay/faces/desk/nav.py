"""The desk's side navigation, with counts that are those of the pages behind them."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.matrix import allowed
from kudosbay.cases.queries import queue_counts
from kudosbay.faces.requests import user_of

Item = tuple[str, str, str, int | None]  # view, words, icon, what waits there


def desk_nav(request: HttpRequest) -> list[Any]:
    """Return groups of (heading, items); an item is there only for those who may open it."""
    counts = queue_counts(user_of(request), today=localdate())
    groups: list[tuple[str, list[Item]]] = [
        ("", [("desk:day", _("My day"), "home-check", counts["all"]), ("desk:cases", _("Cases"), "files", None)]),
        (
            _("Clients"),
            [("desk:people", _("People"), "users", None), ("desk:enterprises", _("Enterprises"), "building", None)],
        ),
        (_("Report"), [("desk:overview", _("Overview"), "chart-bar", None)]),
        (_("Centre"), [("desk:centre", _("Centre settings"), "settings", None)]),
    ]
    shown = [(heading, [made for item in items if (made := _item(request, item))]) for heading, items in groups]
    return [{"label": heading, "items": items} for heading, items in shown if items]


def _item(request: HttpRequest, item: Item) -> dict[str, Any] | None:
    name, label, icon, count = item
    roles = frozenset(str(role) for role in user_of(request).role_set)
    if not allowed(name, method="GET", roles=roles):
        return None
    try:
        href = reverse(name)
    except NoReverseMatch:
        return None
    current = bool(request.resolver_match and request.resolver_match.view_name == name)
    return {"label": label, "href": href, "icon": icon, "count": count, "current": current}
