"""The centre's figures, each computed from rows as of a day and as known on a day, with definition and source.

A figure is a query: its value is counted from the rows that the drill-down shows, never kept beside them.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from django.db.models import QuerySet

from kudosbay.cases.models import Agreement
from kudosbay.centre.queries import parameter
from kudosbay.enterprises.models import Enterprise
from kudosbay.people.models import Person
from kudosbay.statistics import rows

Words = Mapping[str, str]
Value = int | Decimal | None
TENTH: Final = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which day is asked about, as it was known on which day (None: as known now), and which list of countries."""

    as_of: date
    known_on: date | None = None
    belt_road_list: str = "route_64"

    @property
    def last_year(self) -> int:
        return self.as_of.year - 1


@dataclass(frozen=True, slots=True)
class Figure:
    key: str
    names: Words
    definition: Words
    source: Words
    unit: str  # rows | USD | per cent | countries | values
    count: Callable[[Asked], Value]
    rows: Callable[[Asked], QuerySet[Any] | list[Any]]
    group: str = "growth"


@dataclass(frozen=True, slots=True)
class Counted:
    figure: Figure
    value: Value
    asked: Asked

    def as_json(self) -> dict[str, Any]:
        figure = self.figure
        return {
            "key": figure.key,
            "value": float(self.value) if isinstance(self.value, Decimal) else self.value,
            "unit": figure.unit,
            "names": dict(figure.names),
            "definition": dict(figure.definition),
            "source": dict(figure.source),
            "as_of": self.asked.as_of.isoformat(),
        }


def active(asked: Asked) -> QuerySet[Enterprise]:
    return Enterprise.objects.known(asked.known_on).active_on(asked.as_of)


def licences(asked: Asked) -> QuerySet[Enterprise]:
    return Enterprise.objects.known(asked.known_on).licensed_by(asked.as_of)


def added_last_year(asked: Asked) -> QuerySet[Enterprise]:
    return active(asked).filter(licensed_on__year=asked.last_year)


def licensed_last_year(asked: Asked) -> QuerySet[Enterprise]:
    return licences(asked).filter(licensed_on__year=asked.last_year)


def of_origin(origin: str) -> Callable[[Asked], QuerySet[Enterprise]]:
    return lambda asked: active(asked).filter(origin=origin)


def belt_road(asked: Asked) -> QuerySet[Enterprise]:
    return rows.with_investor_from(active(asked), rows.belt_road_codes(asked), asked)


def licences_belt_road(asked: Asked) -> QuerySet[Enterprise]:
    return rows.with_investor_from(licences(asked), rows.belt_road_codes(asked), asked)


def agreements(asked: Asked) -> QuerySet[Agreement]:
    told = Agreement.objects.filter(known_since__lte=asked.known_on) if asked.known_on else Agreement.objects.all()
    return told.filter(signed_on__lte=asked.as_of)


def people_outside(asked: Asked) -> QuerySet[Person]:
    return Person.objects.registered_by(asked.as_of, known_on=asked.known_on).from_outside_the_mainland()


def foreign_nationals(asked: Asked) -> QuerySet[Person]:
    return Person.objects.registered_by(asked.as_of, known_on=asked.known_on).foreign_nationals()


def people_not_of(places: Collection[str]) -> Callable[[Asked], int]:
    """Count by taking those few away from all: two ranges of an index, where counting the rest looks at each row."""

    def count(asked: Asked) -> int:
        people = Person.objects.registered_by(asked.as_of, known_on=asked.known_on)
        return people.count() - people.filter(nationality__in=places).count()

    return count


@dataclass(frozen=True, slots=True)
class Place:
    """A country or region, and how many enterprises have an investor from there."""

    code: str
    enterprises: int


def places(asked: Asked) -> list[Place]:
    counted_places = rows.investor_countries(active(asked), asked)
    return [Place(code, number) for code, number in sorted(counted_places.items())]


def countries(asked: Asked) -> int:
    return len(places(asked))


def capital(asked: Asked) -> Decimal:
    return rows.capital_in_usd(active(asked), asked)


def licences_capital(asked: Asked) -> Decimal:
    return rows.capital_in_usd(licences(asked), asked)


def city_share(asked: Asked) -> Decimal | None:
    """Return per cent to one decimal; None until the city's number for the year is known."""
    city = parameter(f"city.foreign_projects.{asked.last_year}", on=asked.as_of, known_on=asked.known_on)
    if not city:
        return None
    share = Decimal(licensed_last_year(asked).count()) * 100 / Decimal(city)
    return share.quantize(TENTH, rounding=ROUND_HALF_UP)


def counted(query: Callable[[Asked], QuerySet[Any]]) -> Callable[[Asked], int]:
    return lambda asked: query(asked).count()
