"""The briefing for an official visit: one content, from which slides, paper and speaker's text are made.

It holds texts in Chinese and English and nothing else that could change: the same content makes the same files.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.centre.clock import HOME
from kudosbay.centre.queries import operator
from kudosbay.gatherings.models import Gathering
from kudosbay.kernel.labels import themes
from kudosbay.statistics.briefing.cases import success_cases
from kudosbay.statistics.briefing.charts import charts
from kudosbay.statistics.briefing.figures import Counts, key_figures
from kudosbay.statistics.briefing.speech import questions, speech
from kudosbay.statistics.briefing.wishes import asked_before
from kudosbay.statistics.briefing.words import Places, Texts, day, in_each, texts
from kudosbay.statistics.catalogue import count_all
from kudosbay.statistics.figures import Asked

STALE: Final = 30  # days


def frozen_figures(on: date) -> dict[str, Any]:
    """Return every figure as of a day, as it is kept with a visit."""
    return {one.figure.key: one.as_json() for one in count_all(Asked(on))}


def mark_of(values: Mapping[str, Any]) -> str:
    """Return what tells this set of figures from any other: sixty-four signs."""
    return hashlib.sha256(json.dumps(values, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def briefing(visit: Gathering, *, focus: str, languages: list[str], today: date) -> dict[str, Any]:
    """Return the content for a visit whose figures are frozen; `focus` is a theme's code, or empty."""
    asked = _asked(visit)
    counts = Counts(asked, visit.figures["values"], Places())
    content: dict[str, Any] = {
        "reference": visit.reference,
        "languages": languages,
        "made_on": today.isoformat(),
        "made_words": in_each(lambda: day(today)),
        "as_of": asked.as_of.isoformat(),
        "as_of_words": in_each(lambda: day(asked.as_of)),
        "stale": stale(asked.as_of, today),
        "mark": mark_of(visit.figures["values"]),
        "focus": _focus(focus),
        "words": _words(),
        **_visit(visit),
        **_centre(),
    }
    content["figures"] = key_figures(focus, counts)
    content["charts"] = charts(counts)
    content["cases"] = success_cases(asked, counts.places)
    content["asked"] = asked_before(visit)
    return content | {"speech": speech(content), "questions": questions(content)}


def _asked(visit: Gathering) -> Asked:
    frozen_on = localdate(datetime.fromisoformat(visit.figures["frozen_at"]))
    return Asked(date.fromisoformat(visit.figures["as_of"]), frozen_on)


def stale(as_of: date, today: date) -> int:
    """Return how many days old the figures are, where that is more than thirty; else nothing."""
    age = (today - as_of).days
    return age if age > STALE else 0


def _focus(code: str) -> Texts:
    named = {one.code: one.names for one in themes()}
    return texts(named[code]) if code in named else {}


def _visit(visit: Gathering) -> dict[str, Any]:
    extras, begins = visit.extras, visit.starts_at.astimezone(HOME)
    return {
        "title": texts(visit.titles),
        "day": in_each(lambda: day(begins.date())),
        "hours": f"{begins:%H:%M}–{visit.ends_at.astimezone(HOME):%H:%M}",
        "place": texts(visit.place),
        "purpose": texts(extras.get("purpose") or extras.get("matter") or {}),
        "delegation": _members(extras.get("delegation") or extras.get("members") or []),
        "hosts": _members(extras.get("hosts") or []),
        "route": _route(extras.get("route") or [], begins),
    }


def _members(members: list[dict[str, Any]]) -> list[list[Texts]]:
    return [[texts(office) for office in member["offices"]] for member in members]


def _route(stops: list[dict[str, Any]], begins: datetime) -> list[dict[str, Any]]:
    found = []
    for stop in stops:
        found.append({"at": f"{begins:%H:%M}", "minutes": stop["minutes"], "place": texts(stop["place"])})
        begins += timedelta(minutes=stop["minutes"])
    return found


def _centre() -> dict[str, Any]:
    row = operator()
    if row is None:
        return {"centre": {"zh-Hans": "Kudosbay", "en": "Kudosbay"}, "company": {}, "demonstration": False}
    return {"centre": texts(row.names), "company": texts(row.company), "demonstration": row.is_demonstration}


def _words() -> dict[str, Texts]:
    """Return the fixed words of slides and papers."""
    return {name: in_each(make) for name, make in WORDS.items()}


WORDS: Final = {
    "briefing": lambda: _("Briefing for the visit"),
    "delegation": lambda: _("Delegation"),
    "hosts": lambda: _("Received by"),
    "agenda": lambda: _("Agenda and route"),
    "purpose": lambda: _("Purpose of the visit"),
    "focus": lambda: _("Focus"),
    "minutes": lambda: _("Minutes"),
    "figures": lambda: _("Key figures"),
    "counted": lambda: _("How they are counted"),
    "source": lambda: _("Source"),
    "as_of": lambda: _("As of"),
    "made": lambda: _("Made on"),
    "cases": lambda: _("Firms that grew here"),
    "asked": lambda: _("What was asked, and where it stands"),
    "matter": lambda: _("Matter"),
    "state": lambda: _("State"),
    "answer": lambda: _("Answer"),
    "speech": lambda: _("Speaker’s text"),
    "ours": lambda: _("For us only"),
    "questions": lambda: _("Likely questions"),
    "welcome": lambda: _("Welcome"),
    "thanks": lambda: _("Thank you"),
    "mark": lambda: _("Checksum of the figures"),
    "stale": lambda: _("These figures are older than 30 days."),
    "demonstration": lambda: _("Demonstration data"),
    "time": lambda: _("Time"),
    "place": lambda: _("Place"),
    "figure": lambda: _("Figure"),
    "value": lambda: _("Value"),
}
