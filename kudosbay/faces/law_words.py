"""A change that other rules bring to a plan, in the reader's words: what, from what to what, and why by both rules."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kudosbay.faces.jinja import html_lang
from kudosbay.kernel.formats import format_date, range_words, working_days
from kudosbay.kernel.text import pick

Change = Mapping[str, Any]
Side = Mapping[str, Any] | None
VERDICTS: Final[Mapping[str, Promise]] = {
    "possible": gettext_lazy("Possible as described"),
    "conditional": gettext_lazy("Possible on conditions"),
    "blocked": gettext_lazy("Not possible as described"),
}
COMES: Final[Mapping[str, Promise]] = {
    "steps": gettext_lazy("New step: %(name)s"),
    "papers": gettext_lazy("New paper: %(name)s"),
    "deadlines": gettext_lazy("New due day: %(name)s"),
    "blocks": gettext_lazy("New condition: %(name)s"),
}
GOES: Final[Mapping[str, Promise]] = {
    "steps": gettext_lazy("Step no longer needed: %(name)s"),
    "papers": gettext_lazy("Paper no longer needed: %(name)s"),
    "deadlines": gettext_lazy("Due day no longer there: %(name)s"),
    "blocks": gettext_lazy("Condition no longer there: %(name)s"),
}
STAYS: Final[Mapping[str, Promise]] = {
    "steps": gettext_lazy("Step changed: %(name)s"),
    "papers": gettext_lazy("Paper changed: %(name)s"),
    "deadlines": gettext_lazy("Due day moved: %(name)s"),
    "blocks": gettext_lazy("Condition changed: %(name)s"),
    "dates": gettext_lazy("Moved: %(name)s"),
    "finish": gettext_lazy("The end of the plan moves"),
    "verdict": gettext_lazy("Whether it can be done"),
}


def told_change(change: Change) -> dict[str, Any]:
    before, after = change["before"], change["after"]
    words = (COMES if before is None else GOES if after is None else STAYS)[change["part"]]
    lang = html_lang()
    name = pick(change["names"] or {}, [lang]).text
    return {
        "title": str(words) % {"name": name},
        "before": _side(change["part"], before),
        "after": _side(change["part"], after),
        "why_before": _only(change["why_before"], change["why_after"], lang),
        "why_after": _only(change["why_after"], change["why_before"], lang),
    }


def _only(these: Mapping[str, list[str]], others: Mapping[str, list[str]], lang: str) -> list[str]:
    """What both rules say alike decided nothing between them."""
    told, known = (some.get(lang) or some.get("en") or [] for some in (these, others))
    return [line for line in told if line not in known]


def told_changes(changes: Sequence[Change]) -> dict[str, list[dict[str, Any]]]:
    """`weighty`: what is different; `moved`: steps and due days that only move with the others."""
    return {
        "weighty": [told_change(one) for one in changes if not _only_moves(one)],
        "moved": [told_change(one) for one in changes if _only_moves(one)],
    }


def in_short(changes: Sequence[Change]) -> dict[str, Any]:
    """What a cell of a list says: the weightiest, and how much more there is."""
    told = told_changes(changes)
    return {"shown": told["weighty"][:SHORT], "more": len(told["weighty"][SHORT:]) + len(told["moved"])}


SHORT: Final = 4


def _only_moves(change: Change) -> bool:
    before, after = change["before"], change["after"]
    if change["part"] == "deadlines" and before and after:
        return before["date"] is None and after["date"] is None
    return bool(change["part"] == "dates")


def _side(part: str, told: Side) -> str:
    return SIDES[part](told) if told is not None and part in SIDES else ""


def _paper(told: Mapping[str, Any]) -> str:
    if told.get("route_names"):
        return pick(told["route_names"], [html_lang()]).text
    return str(_("Still open")) if told["possible"] else ""


def span_words(told: Mapping[str, Any]) -> str:
    """From the earliest to the latest day, or the one of them that is known."""
    first, last = _day(told["earliest"]), _day(told["latest"])
    if first and last:
        return range_words(first, last)
    return format_date(first or last)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _deadline(told: Mapping[str, Any]) -> str:
    return format_date(_day(told["date"])) if told["date"] else span_words(told["estimate"])


def _step(told: Mapping[str, Any]) -> str:
    return working_days(told["working_days"]["min"], max(1, told["working_days"]["max"]))


SIDES: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    "papers": _paper,
    "steps": _step,
    "dates": lambda told: span_words(told["finish"]),
    "finish": span_words,
    "deadlines": _deadline,
    "verdict": lambda told: str(VERDICTS[told["verdict"]]),
}
