"""Deadlines: counted from milestones and dates of the case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from kudosbay.rulebook.conditions import Reason
from kudosbay.rulebook.conditions.compiling import NOBODY
from kudosbay.rulebook.conditions.leaves import Case
from kudosbay.rulebook.facts import Milestones
from kudosbay.rulebook.load import Rulebook
from kudosbay.rulebook.records import Data, Record
from kudosbay.rulebook.schedule import NEVER, Range
from kudosbay.rulebook.workdays import Calendar, OutsideCalendarError, add_calendar_days, add_months

Day = date
MILESTONES = frozenset(Milestones.model_fields)


@dataclass(slots=True)
class Due:
    """`date` is null while the event it counts from has no date; then `estimate` says when it would fall.

    `expected`: when the schedule would reach that event.
    """

    deadline: Record
    date: Day | None
    estimate: Range
    counted_from: Day | None
    conditional: bool
    provisional: bool
    case: Case
    expected: Range = NEVER

    @property
    def why(self) -> tuple[Reason, ...]:
        return self.deadline.when.because(self.case) if self.deadline.when else ()


def count_deadlines(rulebook: Rulebook, case: Case, expected: Mapping[str, Range]) -> list[Due]:
    """`expected`: milestone → when the schedule would reach it."""
    found = []
    for deadline, test in rulebook.on(case["as_of"]).sifted(case).deadlines:
        event = _event(deadline, case)
        span = expected.get(deadline.data["from"], NEVER)
        if not _counts(deadline, event, span, case=case):
            continue
        holds = True if test is None else test(case, NOBODY)
        if holds is not False:
            found.append(_due(deadline, event, span, calendar=rulebook.calendar, case=case))
            found[-1].conditional = holds is None
    return found


def _event(deadline: Record, case: Case) -> date | None:
    name = deadline.data["from"]
    if not name:
        return date.fromisoformat(deadline.data["date"])
    value = case.get(f"milestones.{name}" if name in MILESTONES else name)
    return value if isinstance(value, date) else None


def _counts(deadline: Record, event: date | None, span: Range, *, case: Case) -> bool:
    """In force; and counted from something that the case has or may still reach."""
    name = deadline.data["from"]
    if not name:
        return deadline.span.holds(case["as_of"])
    if event is None and name not in MILESTONES and case.get(name) is not None:
        return False
    if event is None and name in MILESTONES and span == NEVER and name not in {"entry", "hire", "increase"}:
        return False
    return deadline.span.holds(event or case["as_of"])


def _due(
    deadline: Record,
    event: date | None,
    span: Range,
    *,
    calendar: Calendar,
    case: Case,
) -> Due:
    counted = _counter(deadline.data, calendar)
    day = counted(event) if event else None
    estimate = NEVER if event else Range(counted(span.earliest), counted(span.latest))
    shown = day or estimate.latest
    provisional = bool(shown) and _needs_calendar(deadline.data) and calendar.is_provisional(shown or date.max)
    return Due(deadline, day, estimate, event, conditional=False, provisional=provisional, case=case, expected=span)


def counted_anew(due: Due, expected: Range, *, calendar: Calendar) -> Due:
    """The same deadline where the schedule reaches its event at another time."""
    found = _due(due.deadline, due.counted_from, expected, calendar=calendar, case=due.case)
    found.conditional = due.conditional
    return found


def _needs_calendar(data: Data) -> bool:
    unit = data.get("count", {}).get("unit")
    return bool(data["roll"] != "none" or unit == "working_days")


def _counter(data: Data, calendar: Calendar) -> Callable[[date | None], date | None]:
    def counted(day: date | None) -> date | None:
        if day is None:
            return None
        try:
            return _last_day(day, data, calendar)
        except OutsideCalendarError:
            return None

    return counted


def _last_day(day: date, data: Data, calendar: Calendar) -> date:
    last = counted_day(day, data, calendar)
    if "at_most" in data:
        last = min(last, date.fromisoformat(data["at_most"]))
    return calendar.next_workday(last) if data["roll"] == "next_workday" else last


def counted_day(day: date, data: Data, calendar: Calendar) -> date:
    """The day itself, or its count or yearly day, not moved for holidays; raises OutsideCalendarError."""
    if "yearly" in data:
        yearly = data["yearly"]
        return date(day.year + yearly["years"], yearly["month"], yearly["day"])
    if "count" not in data:
        return day
    n, unit = data["count"]["n"], data["count"]["unit"]
    if unit == "working_days":
        return calendar.add(day, n)
    if unit == "calendar_days":
        return add_calendar_days(day, n)
    return add_months(day, n * 12 if unit == "years" else n)
