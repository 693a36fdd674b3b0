"""The centre's time: Chinese working days, and the hours in which somebody is at the desk."""

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from kudosbay.rulebook.load import load_rules

HOME: Final = ZoneInfo("Asia/Shanghai")
OPENS: Final = time(9)
CLOSES: Final = time(17, 30)
OFFICE_DAY: Final = timedelta(hours=8, minutes=30)


def after_working_days(day: date, count: int) -> date:
    """Return the working day that lies `count` Chinese working days after `day`."""
    return load_rules().calendar.add(day, count)


def working_days_between(first: date, last: date) -> int:
    """Return how many working days lie after `first` up to and with `last`; negative when `last` is past."""
    calendar = load_rules().calendar
    return calendar.number(last) - calendar.number(first)


def end_of_working_day(day: date, count: int) -> datetime:
    """Return the moment at which the centre closes `count` working days after `day`."""
    return datetime.combine(after_working_days(day, count), CLOSES, tzinfo=HOME)


def end_of_day(day: date) -> datetime:
    """Return the midnight in Shanghai that ends the day: what is before it belongs to the day."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=HOME)


def after_working_hours(moment: datetime, hours: float) -> datetime:
    """Return the moment by which the centre has been open for `hours` since `moment`, in Shanghai time."""
    now, left = _open_from(moment.astimezone(HOME)), timedelta(hours=hours)
    while left > (rest := _until_closing(now)):
        left -= rest
        now = _opening(after_working_days(now.date(), 1))
    return now + left


def is_open_at(moment: datetime) -> bool:
    """Say whether somebody is at the desk."""
    here = moment.astimezone(HOME)
    return load_rules().calendar.is_workday(here.date()) and OPENS <= here.time() < CLOSES


def _open_from(moment: datetime) -> datetime:
    """Return the moment itself, or the next opening if the centre is closed then."""
    today = moment.date()
    if not load_rules().calendar.is_workday(today) or moment.time() >= CLOSES:
        return _opening(after_working_days(today, 1))
    return max(moment, _opening(today))


def _opening(day: date) -> datetime:
    return datetime.combine(day, OPENS, tzinfo=HOME)


def _until_closing(moment: datetime) -> timedelta:
    return datetime.combine(moment.date(), CLOSES, tzinfo=HOME) - moment
