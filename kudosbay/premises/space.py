"""Room for enterprises on a day: what is free, when it runs out at the pace of a year, what a further floor changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from django.db.models import Sum

from kudosbay.premises.models import Occupancy, Room

YEAR: Final = timedelta(days=365)
MONTHS: Final = 12
LET: Final = (Room.Use.OFFICE, Room.Use.SHARED)  # what enterprises can be given
ENTERPRISE: Final = Occupancy.Holder.ENTERPRISE


@dataclass(frozen=True, slots=True)
class Space:
    """Square metres that can be let: there in all, taken, and what came and went in the twelve months before the day."""

    day: date
    whole: Decimal
    taken: Decimal
    came: Decimal
    went: Decimal
    free_rooms: tuple[Room, ...]
    a_floor: Decimal  # what an average floor adds

    @property
    def free(self) -> Decimal:
        return self.whole - self.taken

    @property
    def pace(self) -> Decimal:
        """Square metres a month, net."""
        return (self.came - self.went) / MONTHS

    @property
    def runs_out_on(self) -> date | None:
        return self._out(self.free)

    @property
    def with_a_floor(self) -> date | None:
        return self._out(self.free + self.a_floor)

    def _out(self, free: Decimal) -> date | None:
        """None where no more is taken than is given back. Already short: the day itself."""
        if free <= 0:
            return self.day
        if self.pace <= 0:
            return None
        return self.day + timedelta(days=round(free * 365 / (self.came - self.went)))


def space(day: date) -> Space:
    """Four queries, however many rooms."""
    rooms = list(Room.objects.there_on(day).filter(use__in=LET).order_by("floor", "number"))
    taken = set(Occupancy.objects.on(day).filter(room__in=rooms).values_list("room", flat=True))
    lets = Occupancy.objects.filter(holder=ENTERPRISE, room__use__in=LET)
    came = lets.filter(valid_from__gt=day - YEAR, valid_from__lte=day).aggregate(area=Sum("room__area"))["area"]
    went = lets.filter(valid_to__gt=day - YEAR, valid_to__lte=day).aggregate(area=Sum("room__area"))["area"]
    floors = {room.floor for room in rooms}
    whole = _area(rooms)
    return Space(
        day=day,
        whole=whole,
        taken=_area(room for room in rooms if room.pk in taken),
        came=came or Decimal(),
        went=went or Decimal(),
        free_rooms=tuple(room for room in rooms if room.pk not in taken),
        a_floor=(whole / len(floors)).quantize(Decimal(1)) if floors else Decimal(),
    )


def _area(rooms: Iterable[Room]) -> Decimal:
    return sum((room.area for room in rooms), Decimal())
