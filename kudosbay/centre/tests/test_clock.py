"""Due times lie in the centre's open hours, on Chinese working days."""

from datetime import date, datetime

import pytest

from kudosbay.centre.clock import HOME, after_working_hours, end_of_working_day


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HOME)


@pytest.mark.parametrize(
    ("asked", "hours", "due"),
    [
        ("2026-03-10 10:00", 4, "2026-03-10 14:00"),
        ("2026-03-10 16:00", 4, "2026-03-11 11:30"),
        ("2026-03-13 17:29", 1, "2026-03-16 09:59"),  # a Friday
        ("2026-03-14 12:00", 8.5, "2026-03-16 17:30"),  # a Saturday
        ("2026-03-10 03:00", 1, "2026-03-10 10:00"),
        ("2026-09-30 17:00", 2, "2026-10-08 10:30"),  # National Day
        ("2026-03-10 17:30", 0, "2026-03-11 09:00"),
    ],
)
def test_hours_count_only_while_the_centre_is_open(asked: str, hours: float, due: str) -> None:
    assert after_working_hours(moment(asked), hours) == moment(due)


def test_a_day_ends_when_the_centre_closes() -> None:
    assert end_of_working_day(date(2026, 3, 13), 1) == moment("2026-03-16 17:30")
