"""China's working days, from the State Council's yearly notices.

A year whose notice is not published is *provisional*: it is counted by weekends alone, and whoever shows a date of
such a year must say so. Before 2018 nothing is computed.
"""

import csv
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path

FIRST_DAY = date(2018, 1, 1)
PROVISIONAL_YEARS = 15
RULES = Path(__file__).resolve().parent.parent / "rules"


class OutsideCalendarError(LookupError):
    """The day lies before 2018 or beyond the years that are counted provisionally."""


class Calendar:
    """`rows` are (day, "off" | "workday"): holidays on weekdays and worked weekends; other days follow the week."""

    def __init__(self, rows: Iterable[tuple[date, str]]) -> None:
        kinds = dict(rows)
        self.holidays = frozenset(day for day, kind in kinds.items() if kind == "off")
        self.last_published = max((day.year for day in kinds), default=FIRST_DAY.year - 1)
        self.last_day = date(self.last_published + PROVISIONAL_YEARS, 12, 31)
        self._base = FIRST_DAY.toordinal()
        worked = _worked_days(self._base, self.last_day.toordinal(), kinds)
        self._worked = [date.fromordinal(day) for day in worked]
        self._before = [bisect_left(worked, day) for day in range(self._base, self.last_day.toordinal() + 2)]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Calendar) and (self._worked, self.last_day) == (other._worked, other.last_day)

    def __hash__(self) -> int:
        return hash((len(self._worked), self.last_day))

    def _offset(self, day: date) -> int:
        offset = day.toordinal() - self._base
        if not 0 <= offset < len(self._before) - 1:
            raise OutsideCalendarError(
                f"{day} lies outside the calendar: working days are known from {FIRST_DAY} to {self.last_day}"
            )
        return offset

    def is_provisional(self, day: date) -> bool:
        return day.year > self.last_published

    def is_workday(self, day: date) -> bool:
        offset = self._offset(day)
        return self._before[offset + 1] > self._before[offset]

    def number(self, day: date) -> int:
        """How many working days lie before this day: the number of the first working day on or after it."""
        return self._before[self._offset(day)]

    def day(self, number: int) -> date:
        """The working day with this number (see `number`)."""
        if not 0 <= number < len(self._worked):
            raise OutsideCalendarError("the date lies outside the calendar of working days")
        return self._worked[number]

    def days(self, first: int, last: int) -> list[date]:
        """The working days from number `first` up to, without, number `last`."""
        if not 0 <= first <= last <= len(self._worked):
            raise OutsideCalendarError("the dates lie outside the calendar of working days")
        return self._worked[first:last]

    def later(self, day: date, count: int) -> date:
        """The working day so many working days after this one, itself a working day."""
        return self.day(self.number(day) + count)

    def next_workday(self, day: date) -> date:
        """The day itself if it is worked, else the next one that is."""
        return self.day(self.number(day))

    def previous_workday(self, day: date) -> date:
        return self.day(self._before[self._offset(day) + 1] - 1)

    def add(self, day: date, count: int) -> date:
        """The count-th working day after `day` (before it, if negative); with 0 the next working day from `day` on."""
        if count > 0:
            return self.day(self._before[self._offset(day) + 1] + count - 1)
        return self.day(self.number(day) + count)

    def count(self, first: date, last: date) -> int:
        """Working days from first to last, both included; 0 if last lies before first."""
        return max(0, self._before[self._offset(last) + 1] - self.number(first))


def _worked_days(first: int, last: int, kinds: Mapping[date, str]) -> list[int]:
    off = {day.toordinal() for day, kind in kinds.items() if kind == "off"}
    extra = {day.toordinal() for day, kind in kinds.items() if kind == "workday"}
    saturday = 6  # toordinal() % 7 is 6 on Saturday and 0 on Sunday
    return [day for day in range(first, last + 1) if (0 < day % 7 < saturday or day in extra) and day not in off]


def read_calendar(path: Path) -> Calendar:
    with path.open(encoding="utf-8", newline="") as file:
        return Calendar((date.fromisoformat(row["date"]), row["kind"]) for row in csv.DictReader(file))


@cache
def china_calendar(jurisdiction: str = "cn_shanghai") -> Calendar:
    return read_calendar(RULES / jurisdiction / "tables" / "calendar.csv")


def add_calendar_days(day: date, count: int) -> date:
    """A period in days begins on the day after the event, so day + count is its last day."""
    return day + timedelta(days=count)


def add_months(day: date, count: int) -> date:
    """Same day of the month, or the last of it (Civil Code art 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
