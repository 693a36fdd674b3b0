"""By when the centre answers: the kind's standard or the service's, on working time."""

from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils.timezone import localdate

from kudosbay.centre.clock import HOME, after_working_hours, end_of_working_day
from kudosbay.centre.queries import parameter
from kudosbay.promises.catalogue import services
from kudosbay.promises.kinds import KINDS, Standard

MANAGER_AFTER: Final = Standard("promise.manager_after_working_days", 2)
REOPEN_WITHIN: Final = Standard("promise.reopen_within_days", 30)
BAD_MARK: Final = 2  # this mark and below are looked into


def value_of(standard: Standard, *, on: datetime) -> int:
    return int(parameter(standard.parameter, on=localdate(on)) or standard.otherwise)


def due_time(kind: str, *, service: str, made_at: datetime) -> datetime:
    """Return the moment by which we answer what was asked at `made_at`."""
    if service in services():
        return end_of_working_day(localdate(made_at), services()[service].working_days)
    standard = KINDS[kind].standard
    count = value_of(standard, on=made_at)
    return after_working_hours(made_at, count) if standard.hours else end_of_working_day(localdate(made_at), count)


def reopen_until(closed_at: datetime) -> datetime:
    return closed_at + timedelta(days=value_of(REOPEN_WITHIN, on=closed_at))


def end_of(day: date) -> datetime:
    """Return the midnight that ends a day in Shanghai."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=HOME)
