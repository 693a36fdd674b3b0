"""The figures of a visit as they were frozen: for the page, for the wall, as data. Offices are named, persons never."""

from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils.timezone import localdate

from kudosbay.faces import gathering_words as words
from kudosbay.gatherings.models import Gathering, VisitLink, VisitPack
from kudosbay.kernel import formats
from kudosbay.kernel.text import pick
from kudosbay.statistics.briefing import mark_of, stale
from kudosbay.statistics.queries import HEAD
from kudosbay.statistics.wording import value_words

OFFICES: Final = ("delegation", "members")


def visit_page(link: VisitLink) -> dict[str, Any]:
    event = link.gathering
    day = date.fromisoformat(event.figures["as_of"])
    members: list[dict[str, Any]] = next((event.extras[name] for name in OFFICES if event.extras.get(name)), [])
    return {
        "event": event,
        "words": words,
        "link": link,
        "purpose": event.extras.get("purpose") or event.extras.get("matter") or {},
        "members": members,
        "route": event.extras.get("route", []),
        "cards": cards(event),
        "day": day,
        "stale": stale(day, localdate()),
        "mark": mark_of(event.figures["values"]),
        "present": reverse("public:visit_slides", args=[link.token]),
        "data": reverse("public:visit_figures", args=[link.token]),
    }


def cards(event: Gathering) -> list[dict[str, Any]]:
    findings = {one["key"]: one["finding"] for one in _content(event).get("figures", [])}
    return [
        {"figure": one, "value": value_words(one["value"], one["unit"]), "finding": findings.get(one["key"])}
        for one in _shown(event)
    ]


def _shown(event: Gathering) -> list[dict[str, Any]]:
    """Return the figures that visitors see: those of the overview's head, then those of the latest pack."""
    kept = event.figures["values"]
    wanted = dict.fromkeys((*HEAD, *(one["key"] for one in _content(event).get("figures", []))))
    return [kept[key] for key in wanted if key in kept and kept[key]["value"] is not None]


def _content(event: Gathering) -> dict[str, Any]:
    latest = event.packs.filter(status=VisitPack.Status.READY).order_by("-pk").first()
    content: dict[str, Any] = latest.content if latest else {}
    return content


def on_the_wall(link: VisitLink, lang: str) -> dict[str, Any]:
    """Return what slides are made from, with the way out."""
    event = link.gathering
    charts = [
        {
            "title": pick(one["title"], [lang]).text,
            "rows": [(pick(row["label"], [lang]).text, row["value"]) for row in one["rows"]],
        }
        for one in _content(event).get("charts", [])
    ]
    return {
        "head": cards(event)[:8],
        "groups": [],
        "charts": charts,
        "as_of": formats.format_date(date.fromisoformat(event.figures["as_of"])),
        "leave_href": reverse("public:visit", args=[link.token]),
    }


def as_data(link: VisitLink) -> dict[str, Any]:
    event = link.gathering
    kept = {one["key"]: one for one in _shown(event)}
    return {
        "as_of": event.figures["as_of"],
        "frozen_at": event.figures["frozen_at"],
        "mark": mark_of(event.figures["values"]),
        "values": {key: one["value"] for key, one in kept.items()},
        "figures": list(kept.values()),
    }
