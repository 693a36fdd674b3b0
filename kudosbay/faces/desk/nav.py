"""The desk's side navigation, with counts that are those of the pages behind them."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kudosbay.cases.queries import begins_with_team, open_count
from kudosbay.faces.access import ways_of
from kudosbay.faces.requests import user_of
from kudosbay.promises.queries import open_promises

Item = tuple[str, Promise, str, str]  # view, words, icon, the queue whose count stands beside it

GROUPS: Final[tuple[tuple[str | Promise, tuple[Item, ...]], ...]] = (
    (
        "",
        (
            ("desk:day", _("My day"), "home-check", "all"),
            ("desk:cases", _("Cases"), "files", ""),
            ("desk:promises", _("Requests and promises"), "list-check", "promises"),
        ),
    ),
    (
        _("Clients"),
        (
            ("desk:people", _("People"), "users", ""),
            ("desk:guests", _("Wisdom guests"), "star", ""),
            ("desk:enterprises", _("Enterprises"), "building", ""),
            ("desk:introductions", _("Introductions"), "heart-handshake", ""),
        ),
    ),
    (
        _("Tell and meet"),
        (
            ("desk:publications", _("Publications"), "file-text", ""),
            ("desk:campaigns", _("Messages to many"), "send", ""),
            ("desk:deliveries", _("Messages"), "mail", ""),
            ("desk:gatherings", _("Gatherings"), "calendar-event", ""),
        ),
    ),
    (
        _("House and duties"),
        (
            ("desk:law", _("Rules and law packs"), "scale", ""),
            ("desk:premises", _("Building and addresses"), "building-community", ""),
            ("desk:compliance", _("Duties and filings"), "calendar-due", ""),
        ),
    ),
    (
        _("Report"),
        (
            ("desk:overview", _("Overview"), "chart-bar", ""),
            ("desk:forecasts", _("Forecasts"), "clock", ""),
            ("desk:milestones", _("Milestones and accreditations"), "rosette-discount-check", ""),
            ("desk:claims", _("The story, claim by claim"), "target", ""),
        ),
    ),
    (_("Centre"), (("desk:centre", _("Centre settings"), "settings", ""), ("desk:accounts", _("Accounts"), "key", ""))),
)


def desk_nav(request: HttpRequest) -> list[Any]:
    """Return groups of (heading, items); an item is there only for those who may open it."""
    user = user_of(request)
    everybody = begins_with_team(user)
    counts = {
        "all": open_count(user, everybody=everybody),
        "promises": open_promises(user, everybody=everybody),
    }
    shown = [(heading, [made for item in items if (made := _item(request, item, counts))]) for heading, items in GROUPS]
    return [{"label": heading, "items": items} for heading, items in shown if items]


def _item(request: HttpRequest, item: Item, counts: Mapping[str, int]) -> dict[str, Any] | None:
    name, label, icon, queue = item
    if not ways_of(request)(name):
        return None
    try:
        href = reverse(name)
    except NoReverseMatch:
        return None
    current = bool(request.resolver_match and request.resolver_match.view_name == name)
    return {"label": label, "href": href, "icon": icon, "count": counts.get(queue), "current": current}
