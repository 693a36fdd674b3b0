"""Talents gathered: who counts stands in the operator's dated definition; when, by the day of registration."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractYear

from kudosbay.centre.queries import parameter_row
from kudosbay.enterprises.models import Investor, Officer
from kudosbay.kernel.known import as_known
from kudosbay.people.models import GuestProfile, Person
from kudosbay.statistics.figures import Asked

HOME: Final = ZoneInfo("Asia/Shanghai")
KEY: Final = "talents.definition"


@dataclass(frozen=True, slots=True)
class Definition:
    """Which circles of people count, since when, and by which decision."""

    circles: tuple[str, ...]
    since: date | None
    evidence: dict[str, str]


def definition(asked: Asked) -> Definition:
    latest = parameter_row(KEY, on=asked.as_of, known_on=asked.known_on)
    if latest is None:
        return Definition(("investor", "officer"), None, {})
    return Definition(tuple(map(str, latest.value)), latest.valid_from, latest.evidence)


def end_of(day: date) -> datetime:
    """Return the moment at which the day is over in Shanghai."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=HOME).astimezone(UTC) - timedelta(microseconds=1)


def wisdom_guests(asked: Asked) -> QuerySet[GuestProfile]:
    told = (
        GuestProfile.objects.filter(known_since__lte=asked.known_on) if asked.known_on else GuestProfile.objects.all()
    )
    return told.agreed_to(end_of(asked.as_of)).filter(entered_on__lte=asked.as_of).select_related("person")


def _investors(asked: Asked) -> QuerySet[Any, Any]:
    told = Investor.ever.filter(as_known(asked.known_on))
    return told.filter(valid_from__lte=asked.as_of).exclude(person=None).values("person")


def _officers(asked: Asked) -> QuerySet[Any, Any]:
    return Officer.objects.filter(valid_from__lte=asked.as_of).values("person")


CIRCLES: Final[Mapping[str, Callable[[Asked], QuerySet[Any, Any]]]] = {
    "investor": _investors,
    "officer": _officers,
    "guest": lambda asked: wisdom_guests(asked).values("person"),
}


def talents(asked: Asked) -> QuerySet[Person]:
    """Return everybody of the circles that count on the day, each once."""
    wanted = Q(pk__in=[])
    for circle in definition(asked).circles:
        if circle in CIRCLES:
            wanted |= Q(pk__in=CIRCLES[circle](asked))
    return Person.objects.registered_by(asked.as_of, known_on=asked.known_on).filter(wanted)


@dataclass(slots=True)
class Year:
    year: int
    by_source: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.by_source.values())


def talents_by_year(asked: Asked) -> list[Year]:
    """Return talents by the year in which they came and by source, the first year first."""
    years: dict[int, Year] = {}
    rows = talents(asked).order_by().annotate(year=ExtractYear("registered_on")).values("year", "source")
    for row in rows.annotate(people=Count("pk")):
        years.setdefault(row["year"], Year(row["year"])).by_source[row["source"]] = row["people"]
    return [years[year] for year in sorted(years)]


def talents_of_last_year(asked: Asked) -> QuerySet[Person]:
    return talents(asked).filter(registered_on__year=asked.last_year)
