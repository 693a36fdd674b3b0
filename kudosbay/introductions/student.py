"""A student's way to a company, as the rulebook knows it on a day. What no rule says is left to a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from kudosbay.rulebook.load import load_rules

ROUTE: Final = ("p.startup_residence", "p.startup_work_permit")
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the way: `since` and `confidence` are those of its rule."""

    id: str
    names: Words
    authority: Words
    note: Words
    since: date | None
    source: str
    confidence: str


def student_route(day: date) -> list[Stage]:
    """Return the steps in force on the day, in order; empty where no rule held yet."""
    rulebook = load_rules()
    steps = {step.id: step.data for step in rulebook.on(day).steps if step.id in ROUTE}
    return [
        Stage(
            id=name,
            names=_words("name", name),
            authority=_words("authority", name),
            note=_words("note", name),
            since=_day((steps[name].get("valid") or {}).get("from")),
            source=", ".join(steps[name].get("source") or ()),
            confidence=str(steps[name].get("confidence", "unverified")),
        )
        for name in ROUTE
        if name in steps
    ]


def _words(field: str, step: str) -> Words:
    rulebook = load_rules()
    data = next(step_.data for step_ in rulebook.steps if step_.id == step)
    return {lang: rulebook.text("steps", data, field, language=lang) for lang in ("en", "zh-Hans", "ar")}


def _day(told: object) -> date | None:
    return date.fromisoformat(str(told)) if told else None
