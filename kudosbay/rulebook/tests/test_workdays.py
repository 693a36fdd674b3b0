import csv
from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kudosbay.rulebook.workdays import (
    RULES,
    OutsideCalendarError,
    add_calendar_days,
    add_months,
    china_calendar,
)

CALENDAR = china_calendar()
DAYS = st.dates(date(2018, 1, 1), date(2026, 12, 31))


def table() -> dict[date, str]:
    with (RULES / "cn_shanghai" / "tables" / "calendar.csv").open(encoding="utf-8", newline="") as file:
        return {date.fromisoformat(row["date"]): row["kind"] for row in csv.DictReader(file)}


def test_every_row_of_the_notices_is_kept():
    for day, kind in table().items():
        assert CALENDAR.is_workday(day) is (kind == "workday"), day


def test_days_without_a_row_follow_the_week():
    rows, day = table(), date(2018, 1, 1)
    while day <= date(2026, 12, 31):
        if day not in rows:
            assert CALENDAR.is_workday(day) is (day.weekday() < 5), day
        day += timedelta(days=1)


def test_another_reading_of_the_notices_agrees():
    """The holidays library knows the days off of each year, and which of them were bought with a weekend."""
    theirs = holidays.country_holidays("CN", years=range(2018, 2026))
    rows = table()
    off = {day for day, kind in rows.items() if kind == "off" and day.year < 2026 and day.weekday() < 5}
    differing = {day for day in off if day not in theirs} | {
        day for day in theirs if day.weekday() < 5 and rows.get(day) == "workday"
    }
    assert differing <= {date(2020, 1, 31)}, sorted(differing)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2025, 1, 27), 1, date(2025, 2, 5)),  # over the Spring Festival
        (date(2025, 1, 24), 1, date(2025, 1, 26)),  # a worked Sunday
        (date(2026, 9, 30), 1, date(2026, 10, 8)),
        (date(2026, 10, 1), 0, date(2026, 10, 8)),
        (date(2026, 10, 9), 1, date(2026, 10, 10)),  # a worked Saturday
        (date(2026, 10, 8), -1, date(2026, 9, 30)),
        (date(2020, 1, 23), 1, date(2020, 2, 3)),  # the festival that was lengthened
    ],
)
def test_counting_working_days(day, count, expected):
    assert CALENDAR.add(day, count) == expected


@given(DAYS, st.integers(1, 60))
def test_adding_and_counting_agree(day, count):
    later = CALENDAR.add(day, count)
    assert CALENDAR.is_workday(later)
    assert CALENDAR.count(day + timedelta(days=1), later) == count


@given(DAYS)
def test_neighbours(day):
    following, before = CALENDAR.next_workday(day), CALENDAR.previous_workday(day) if day.year > 2018 else day
    assert following >= day >= before
    assert not any(CALENDAR.is_workday(day + timedelta(days=n)) for n in range((following - day).days))


def test_a_year_without_a_notice_is_provisional_and_follows_the_week():
    assert not CALENDAR.is_provisional(date(2026, 12, 31))
    assert CALENDAR.is_provisional(date(2027, 1, 4))
    assert CALENDAR.is_workday(date(2027, 1, 4))


@pytest.mark.parametrize("day", [date(2017, 12, 31), date(2017, 4, 12), date(2060, 1, 1)])
def test_nothing_is_computed_outside_the_calendar(day):
    with pytest.raises(OutsideCalendarError, match="lies outside the calendar"):
        CALENDAR.next_workday(day)


def test_calendar_days_begin_on_the_day_after():
    assert add_calendar_days(date(2018, 5, 21), 30) == date(2018, 6, 20)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 12, 16), 60, date(2029, 12, 16)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 1, 31), -2, date(2023, 11, 30)),
        (date(2024, 12, 1), 1, date(2025, 1, 1)),
    ],
)
def test_months_keep_the_day_or_take_the_last_of_the_month(day, months, expected):
    assert add_months(day, months) == expected
