"""Figures in words: values with their units, and charts whose title is what they show."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kudosbay.faces.context import territories
from kudosbay.kernel import formats
from kudosbay.statistics import queries
from kudosbay.statistics.figures import Asked, Counted
from kudosbay.statistics.wording import shown

TOP = 12
GROUPS = {
    "growth": gettext_lazy("Enterprises and people"),
    "guests": gettext_lazy("Wisdom guests and talents"),
    "publications": gettext_lazy("Policies, research and answers"),
    "messages": gettext_lazy("Messages"),
    "gatherings": gettext_lazy("Meetings, trainings and visits"),
    "promises": gettext_lazy("Promises"),
    "introductions": gettext_lazy("Introductions and trade"),
    "premises": gettext_lazy("Building and addresses"),
    "compliance": gettext_lazy("Duties and filings"),
    "law": gettext_lazy("Rules and law packs"),
}


def cards(counted: Mapping[str, Counted], query: Mapping[str, str]) -> list[dict[str, Any]]:
    return [_card(one, query) for one in counted.values()]


def grouped(counted: Mapping[str, Counted], query: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the figures under their headings; a heading without figures is left out."""
    by_group: dict[str, dict[str, Counted]] = {group: {} for group in GROUPS}
    for key, one in counted.items():
        by_group[one.figure.group][key] = one
    return [{"title": GROUPS[group], "cards": cards(some, query)} for group, some in by_group.items() if some]


def _card(one: Counted, query: Mapping[str, str]) -> dict[str, Any]:
    address = reverse("desk:figure", args=[one.figure.key], query=dict(query) or None)
    return {"figure": one.figure, "value": shown(one), "href": address, "counted": one}


def years_chart(asked: Asked) -> dict[str, Any]:
    years = queries.by_year(asked)
    best = max(years, key=lambda pair: pair[1], default=(asked.as_of.year, 0))
    title = _("%(year)s brought the most licences: %(count)s") % {"year": best[0], "count": formats.number(best[1])}
    return {"title": title, "rows": [(str(year), count) for year, count in years]}


def countries_chart(asked: Asked, lang: str) -> dict[str, Any]:
    counted = queries.by_country(asked)
    place = territories(lang)
    named = [(str(place(code)), count) for code, count in counted[:TOP]]
    if not named:
        return {"title": _("No enterprises yet"), "rows": []}
    words = {"place": named[0][0], "count": formats.number(named[0][1]), "all": formats.number(len(counted))}
    return {"title": _("Most come from %(place)s: %(count)s, of %(all)s countries and regions") % words, "rows": named}
