"""When: working-day ranges of each step, what is critical, when all is done.

Time is counted in working days from the start of work. The earliest dates take every step at its shortest, without
those that may not be needed; the latest take every step at its longest. A step of n days holds n whole working days;
a step of none happens on the day its predecessors finish.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from kudosbay.rulebook.conditions.compiling import NOBODY
from kudosbay.rulebook.graph import Shape
from kudosbay.rulebook.records import Value
from kudosbay.rulebook.selecting import Chosen
from kudosbay.rulebook.workdays import Calendar, OutsideCalendarError


class Range(NamedTuple):
    earliest: date | None
    latest: date | None


NEVER = Range(None, None)
Move = Callable[[Range], Range]


@lru_cache(maxsize=8)
def mover(calendar: Calendar, first: date, other: date) -> Move:
    """Where a range of a schedule begun on the first day lies if it begins on the other."""
    count = calendar.number(other) - calendar.number(first)

    @cache
    def move(span: Range) -> Range:
        return Range(*(day and calendar.later(day, count) for day in span))

    return move


@dataclass(slots=True)
class Timing:
    days: tuple[int, int]
    start: Range = NEVER
    finish: Range = NEVER
    critical: bool = False
    done: bool = False

    def moved(self, move: Move) -> "Timing":
        return Timing(self.days, move(self.start), move(self.finish), self.critical, self.done)


@dataclass(slots=True)
class Timetable:
    steps: dict[str, Timing]
    days: tuple[int, int]
    finish: Range
    provisional: bool
    shape: Shape

    def moved(self, move: Move, *, calendar: Calendar) -> "Timetable":
        steps, finish = {one: timing.moved(move) for one, timing in self.steps.items()}, move(self.finish)
        return Timetable(steps, self.days, finish, calendar.is_provisional(finish.latest or date.max), self.shape)


def days_of(chosen: Chosen) -> tuple[int, int]:
    """The first value in force whose condition holds; where it is unknown, the range over all that may hold."""
    case, day = chosen.case, chosen.case["filing"]
    low: int | None = None
    high = 0
    for value in chosen.step.days:
        if not value.span.holds(day):
            continue
        holds = True if value.when is None else value.when.test(case, NOBODY)
        if holds is False:
            continue
        low, high = value.low if low is None else min(low, value.low), max(high, value.high)
        if holds:
            break
    return low or 0, high


def days_told(chosen: Chosen) -> Value | None:
    """The first value that holds or may hold, with its own source and how sure it is; a plan does without."""
    case, day = chosen.case, chosen.case["filing"]
    held = (value for value in chosen.step.days if value.span.holds(day))
    return next((value for value in held if value.when is None or value.when.test(case, NOBODY) is not False), None)


def timetable(
    chosen: Mapping[str, Chosen], shape: Shape, *, start: date, fixed: Mapping[str, date], calendar: Calendar
) -> Timetable:
    """`fixed`: steps that are finished, with the day."""
    timings = {one: Timing(chosen[one].step.plain_days or days_of(chosen[one])) for one in shape.ids}
    try:
        return _dated(chosen, shape, timings=timings, clock=_Clock(calendar, start), fixed=fixed)
    except OutsideCalendarError:
        return Timetable(timings, _lengths(chosen, shape, timings), NEVER, provisional=False, shape=shape)


def _lengths(chosen: Mapping[str, Chosen], shape: Shape, timings: Mapping[str, Timing]) -> tuple[int, int]:
    plan = _Plan(chosen, shape, timings, fixed={})
    return plan.length(0, plan.ends(0)), plan.length(1, plan.ends(1))


class _Clock:
    def __init__(self, calendar: Calendar, start: date) -> None:
        self.calendar, self.base = calendar, calendar.number(start)

    def dates(self, last: int) -> list[date]:
        """Working days from the start on, so many."""
        return self.calendar.days(self.base, self.base + max(1, last))

    def after(self, day: date) -> int:
        """Working days from the start until this day is over."""
        number = self.calendar.number(day)
        return max(0, number + (1 if self.calendar.is_workday(day) else 0) - self.base)


class _Plan:
    """Ends of all steps, once at their shortest (0) and once at their longest (1)."""

    def __init__(
        self, chosen: Mapping[str, Chosen], shape: Shape, timings: Mapping[str, Timing], *, fixed: Mapping[int, int]
    ) -> None:
        self.shape, self.fixed = shape, fixed
        self.capped = _capped_by(shape, fixed) if fixed else {}
        self.steps = [chosen[one] for one in shape.ids]
        days = [timings[one].days for one in shape.ids]
        least = [0 if self.steps[place].conditional else pair[0] for place, pair in enumerate(days)]
        self.days = (least, [pair[1] for pair in days])
        self.skipped = [one.step.optional for one in self.steps]

    def ends(self, which: int) -> list[int]:
        ends: list[int] = []
        for place, (before, leader, days) in enumerate(
            zip(self.shape.before, self.shape.leader, self.days[which], strict=True)
        ):
            if leader != place:
                end = ends[leader]
            elif len(before) == 1:
                end = ends[before[0]] + days
            else:
                end = max([ends[one] for one in before]) + days if before else days
            ends.append(self._end(place, end) if self.fixed else end)
        return ends

    def _end(self, place: int, end: int) -> int:
        if place in self.fixed:
            return self.fixed[place]
        if place in self.capped and self.shape.leader[place] == place:
            return min(end, self.capped[place])
        return end

    def length(self, which: int, ends: Sequence[int]) -> int:
        """Until all is done that counts for the whole."""
        counts = [
            end
            for end, skipped, step in zip(ends, self.skipped, self.steps, strict=True)
            if not skipped and (which or not step.conditional)
        ]
        return max(counts, default=0)

    def critical(self, ends: Sequence[int]) -> list[bool]:
        """No slack on the longest path: a day later here is a day later for all."""
        last = max((end for place, end in enumerate(ends) if not self.skipped[place]), default=0)
        latest = [last] * len(ends)
        for place in range(len(ends) - 1, -1, -1):
            if self.skipped[place]:
                continue
            leader = self.shape.leader[place]
            before: tuple[int, ...] = (leader,)
            begin = latest[place]
            if leader == place:
                before, begin = self.shape.before[place], latest[place] - self.days[1][place]
            for one in before:
                latest[one] = min(latest[one], begin)
        slackless = [latest[place] == ends[place] and not self.skipped[place] for place in self.shape.leader]
        return [slackless[place] and place not in self.capped for place in self.shape.leader]


def _capped_by(shape: Shape, fixed: Mapping[int, int]) -> dict[int, int]:
    """What had to come before a finished step ended no later than it did."""
    caps = dict(fixed)
    for place in range(len(shape.ids) - 1, -1, -1):
        if place in caps:
            for one in shape.before[place]:
                caps[one] = min(caps.get(one, caps[place]), caps[place])
    return caps


def _dated(
    chosen: Mapping[str, Chosen],
    shape: Shape,
    *,
    timings: dict[str, Timing],
    clock: _Clock,
    fixed: Mapping[str, date],
) -> Timetable:
    places = {shape.ids.index(one): clock.after(day) for one, day in fixed.items() if one in timings}
    plan = _Plan(chosen, shape, timings, fixed=places)
    low, high = plan.ends(0), plan.ends(1)
    critical = plan.critical(high)
    days = plan.length(0, low), plan.length(1, high)
    dates = clock.dates(max(high, default=0))
    for place, timing in enumerate(timings.values()):
        timing.critical = critical[place]
        _place(timing, place, plan=plan, ends=(low[place], high[place]), dates=dates)
    if fixed:
        _settle(shape, timings, fixed)
    finish = Range(dates[max(0, days[0] - 1)], dates[max(0, days[1] - 1)])
    return Timetable(timings, days, finish, clock.calendar.is_provisional(finish.latest or date.max), shape)


def _place(timing: Timing, place: int, *, plan: _Plan, ends: tuple[int, int], dates: list[date]) -> None:
    """A step of no days begins and ends on the day on which the one before it ends."""
    leader = plan.shape.leader[place]
    if leader != place:
        timing.days = plan.days[0][leader], plan.days[1][leader]
    low, high = timing.days
    first, last = ends
    begun, done = dates[first - 1 if first else 0], dates[last - 1 if last else 0]
    timing.finish = Range(begun, done)
    timing.start = Range(
        (dates[first - low] if first > low else dates[0]) if low else begun,
        (dates[last - high] if last > high else dates[0]) if high else done,
    )


def _settle(shape: Shape, timings: Mapping[str, Timing], fixed: Mapping[str, date]) -> None:
    """What is finished has one date, and what had to come before it lies no later."""
    for place in range(len(shape.ids) - 1, -1, -1):
        timing = timings[shape.ids[place]]
        day = fixed.get(shape.ids[place]) or fixed.get(shape.ids[shape.leader[place]])
        if day:
            timing.start = timing.finish = Range(day, day)
            timing.done = True
        if timing.done:
            timing.critical = False
            for before in shape.before[place]:
                _finish(timings[shape.ids[before]], timing.start.latest)


def _finish(timing: Timing, last: date | None) -> None:
    timing.done = True
    timing.finish = _capped(timing.finish, last)
    timing.start = _capped(timing.start, timing.finish.latest)


def _capped(span: Range, last: date | None) -> Range:
    if last is None:
        return span
    return Range(min(span.earliest or last, last), min(span.latest or last, last))
