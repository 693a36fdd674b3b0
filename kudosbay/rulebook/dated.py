"""Values in force on a day. First and last day are both inclusive; open ends reach to the ends of time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple, Protocol, TypeVar

ONE_DAY = timedelta(days=1)


class Span(NamedTuple):
    first: date = date.min
    last: date = date.max

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def meets(self, other: "Span") -> bool:
        return self.first <= other.last and other.first <= self.last


class Dated(Protocol):
    @property
    def span(self) -> Span: ...


T = TypeVar("T", bound=Dated)


def in_force(values: Iterable[T], day: date) -> list[T]:
    return [value for value in values if value.span.holds(day)]


def changes(spans: Iterable[Span]) -> list[date]:
    """The days on which something begins to hold or holds no longer, in order."""
    days = {day for span in spans for day in (span.first, span.last + ONE_DAY if span.last < date.max else date.max)}
    return sorted(days)


def value_on(values: Sequence[T], day: date) -> T | None:
    """The first value in force; rules are written most special first."""
    return next((value for value in values if value.span.holds(day)), None)


def read_span(valid: Mapping[str, Any] | None) -> Span:
    """From `{from: 2022-03-01, to: null}`, with days as dates or as ISO text."""
    given = valid or {}
    return Span(_day(given.get("from")) or date.min, _day(given.get("to")) or date.max)


def written_span(span: Span) -> dict[str, str | None]:
    return {
        "from": None if span.first == date.min else span.first.isoformat(),
        "to": None if span.last == date.max else span.last.isoformat(),
    }


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
