"""Why a need and an offer fit or do not: each check of the kind, decided in the rulebook's language of three values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Final

from kudosbay.introductions.kinds import NEED, OFFER, Check, Field, Kind, kind_of
from kudosbay.introductions.models import Notice
from kudosbay.introductions.routes import on_belt_road
from kudosbay.rulebook.conditions import Condition, Vocabulary, compile_condition
from kudosbay.rulebook.conditions.vocabulary import DATE, NUMBER, Sort

COMMON: Final[Mapping[str, Sort]] = {
    "today": DATE,
    "shared.languages": NUMBER,
    "need.country": Sort("word"),
    "offer.country": Sort("word"),
    "need.belt_road": Sort("bool"),
    "offer.belt_road": Sort("bool"),
}
READ: Final[Mapping[str, Any]] = {"number": Decimal, "day": date.fromisoformat}


@dataclass(frozen=True, slots=True)
class Line:
    """One check with its answer, and what each fact in it says."""

    check: Check
    value: bool | None
    said: tuple[tuple[str, Any], ...]

    def as_json(self) -> dict[str, Any]:
        said = [[fact, _plain(value)] for fact, value in self.said]
        return {"key": self.check.key, "value": self.value, "said": said}


@dataclass(frozen=True, slots=True)
class Fit:
    lines: tuple[Line, ...]

    @property
    def met(self) -> int:
        return sum(line.value is True for line in self.lines)

    @property
    def unmet(self) -> int:
        return sum(line.value is False for line in self.lines)

    @property
    def is_ruled_out(self) -> bool:
        return any(line.check.must and line.value is False for line in self.lines)

    def as_json(self) -> list[dict[str, Any]]:
        return [line.as_json() for line in self.lines]


def fit(need: Notice, offer: Notice, *, today: date) -> Fit:
    """Hold a need against an offer. The same two on the same day always give the same answer."""
    kind = kind_of(need.kind)
    case = facts(need, offer, today=today)
    lines = []
    for check, condition in compiled(kind.code):
        said = tuple((name, case.get(name)) for name in sorted(condition.facts))
        lines.append(Line(check, condition.of(case), said))
    return Fit(tuple(lines))


@cache
def compiled(code: str) -> tuple[tuple[Check, Condition], ...]:
    kind = kind_of(code)
    vocabulary = Vocabulary(facts={**COMMON, **kind.sorts()}, items={})
    return tuple((check, compile_condition(check.when, vocabulary=vocabulary)) for check in kind.checks)


def facts(need: Notice, offer: Notice, *, today: date) -> dict[str, Any]:
    """Return what the checks may ask, by name; what nobody gave is left out and makes a check unknown."""
    kind = kind_of(need.kind)
    sides = {NEED: _read(need, kind, NEED), OFFER: _read(offer, kind, OFFER)}
    case: dict[str, Any] = {"today": today, "shared.languages": _shared(need.languages, offer.languages)}
    for side, notice in ((NEED, need), (OFFER, offer)):
        case |= {f"{side}.{name}": value for name, value in sides[side].items()}
        if notice.country:
            case |= {f"{side}.country": notice.country, f"{side}.belt_road": on_belt_road(notice.country, today)}
    case |= {
        f"shared.{one.name}": _shared(sides[NEED].get(one.name), sides[OFFER].get(one.name)) for one in _lists(kind)
    }
    case |= kind.derive(sides[NEED], sides[OFFER], today) if kind.derive else {}
    return {name: value for name, value in case.items() if value is not None}


def _lists(kind: Kind) -> Iterable[Field]:
    return (one for one in kind.fields if one.sort == "list" and len(one.sides) > 1)


def _read(notice: Notice, kind: Kind, side: str) -> dict[str, Any]:
    """Return the details as values: numbers and days are kept as text."""
    declared = {one.name: one for one in kind.fields_of(side)}
    return {
        name: READ.get(declared[name].sort, lambda given: given)(value)
        for name, value in notice.data.items()
        if name in declared
    }


def _shared(one: Iterable[str] | None, other: Iterable[str] | None) -> int | None:
    return len(set(one) & set(other)) if one and other else None


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | str | list) else str(value)
