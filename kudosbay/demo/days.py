"""Working days of the demonstration, also for 2017, which the official calendar of the rules does not hold."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from kudosbay.rulebook.workdays import FIRST_DAY, china_calendar

HOME: Final = ZoneInfo("Asia/Shanghai")
# State Council notice Guobanfamingdian [2016] 17, weekdays from May to December 2017; worked weekends are left out.
OFF_2017: Final = frozenset(
    date(2017, month, day) for month, days in {5: [1, 29, 30], 10: [2, 3, 4, 5, 6]}.items() for day in days
)
SATURDAY: Final = 5


def is_workday(day: date) -> bool:
    if day < FIRST_DAY:
        return day.weekday() < SATURDAY and day not in OFF_2017
    return china_calendar().is_workday(day)


def workdays(first: date, last: date) -> list[date]:
    return [day for day in _days(first, last) if is_workday(day)]


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def workday_from(day: date) -> date:
    while not is_workday(day):
        day += timedelta(days=1)
    return day


def workday_until(day: date) -> date:
    while not is_workday(day):
        day -= timedelta(days=1)
    return day


def later(day: date, working_days: int) -> date:
    """Return the working day that lies so many after `day`."""
    for _step in range(working_days):
        day = workday_from(day + timedelta(days=1))
    return day


def earlier(day: date, working_days: int) -> date:
    """Return the working day that lies so many before `day`."""
    for _step in range(working_days):
        day = workday_until(day - timedelta(days=1))
    return day


def at(day: date, minute: int) -> datetime:
    """Return a moment of the day in Shanghai; minute 0 is nine in the morning."""
    return datetime(day.year, day.month, day.day, 9, 0, tzinfo=HOME) + timedelta(minutes=minute)


def in_office_hours(day: date, rng: Random) -> datetime:
    return at(day, rng.randrange(510))
