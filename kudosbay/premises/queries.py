"""One function per screen."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Prefetch, Q, QuerySet

from kudosbay.accounts.models import User
from kudosbay.centre.queries import parameter
from kudosbay.enterprises.models import Enterprise
from kudosbay.kernel import trail
from kudosbay.kernel.models import TrailEntry
from kudosbay.premises.commands.addresses import QUOTA
from kudosbay.premises.models import Occupancy, RegisteredAddress, Room

YEAR = timedelta(days=365)
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Sitting:
    """A room on a day, with who sits there then."""

    room: Room
    occupancy: Occupancy | None


@dataclass(frozen=True, slots=True)
class Floor:
    number: int
    rooms: list[Sitting]

    @property
    def area(self) -> Decimal:
        return sum((one.room.area for one in self.rooms), Decimal())

    @property
    def taken(self) -> int:
        return sum(one.occupancy is not None for one in self.rooms)


def floors(user: User, day: date) -> list[Floor]:
    """Return the floors of the house from the top down, with rooms and occupants of the day."""
    sitting = Prefetch("occupancies", Occupancy.objects.on(day).select_related("enterprise"), to_attr="sitting")
    by_floor: dict[int, list[Sitting]] = {number: [] for number in range(9, 0, -1)}
    for room in Room.objects.visible_to(user).there_on(day).prefetch_related(sitting).order_by("number"):
        found: list[Occupancy] = room.sitting  # type: ignore[attr-defined]
        by_floor[room.floor].append(Sitting(room, found[0] if found else None))
    return [Floor(number, rooms) for number, rooms in by_floor.items()]


def room_history(room: Room) -> list[Occupancy]:
    return list(room.occupancies.select_related("enterprise").order_by("-valid_from", "-pk"))


def room_timeline(room: Room, *, most: int = 100) -> QuerySet[TrailEntry]:
    return trail.of(room)[:most]


@dataclass(frozen=True, slots=True)
class Capacity:
    """The pool of addresses on a day, and when it runs out at the pace of the twelve months before."""

    day: date
    quota: int
    allotted: int
    reserved: int
    came: int
    went: int

    @property
    def free(self) -> int:
        return self.quota - self.allotted - self.reserved

    @property
    def pace(self) -> Decimal:
        """Addresses a month, net."""
        return Decimal(self.came - self.went) / MONTHS

    @property
    def runs_out_on(self) -> date | None:
        """None where the pool does not shrink. Already short: the day itself."""
        if self.free <= 0:
            return self.day
        if self.pace <= 0:
            return None
        return self.day + timedelta(days=int(Decimal(self.free) / self.pace * 365 / MONTHS))


def capacity(day: date, *, known_on: date | None = None) -> Capacity:
    taken = RegisteredAddress.objects.taken_on_day(day, known_on=known_on).count()
    allotted = RegisteredAddress.objects.allotted_on_day(day, known_on=known_on).count()
    year = Q(allotted_on__gt=day - YEAR, allotted_on__lte=day)
    gone = Q(ended_on__gt=day - YEAR, ended_on__lte=day) & ~Q(allotted_on=None)
    quota = parameter(QUOTA, on=day, known_on=known_on)
    return Capacity(
        day=day,
        quota=int(quota or 0),
        allotted=allotted,
        reserved=taken - allotted,
        came=RegisteredAddress.objects.filter(year).count(),
        went=RegisteredAddress.objects.filter(gone).count(),
    )


@dataclass(frozen=True, slots=True)
class WantedAddresses:
    """What the list is narrowed to. `due`: expiring (reservations) or ending (agreements in the next 60 days)."""

    text: str = ""
    status: str = ""
    due: str = ""
    day: date | None = None


def address_list(user: User, wanted: WantedAddresses) -> QuerySet[RegisteredAddress]:
    """Return addresses, the latest first."""
    found = _due(RegisteredAddress.objects.visible_to(user), wanted)
    found = found.filter(status=wanted.status) if wanted.status else found
    for part in wanted.text.split():
        said = Q(text__icontains=part) | Q(reference__icontains=part) | Q(case_reference__icontains=part)
        found = found.filter(said | Q(enterprise__name_zh__icontains=part) | Q(enterprise__name_en__icontains=part))
    return found.select_related("enterprise", "person", "reserved_by").order_by("-reserved_on", "-pk")


def _due(found: QuerySet[RegisteredAddress], wanted: WantedAddresses) -> QuerySet[RegisteredAddress]:
    if wanted.due == "expiring":
        return found.filter(status=RegisteredAddress.Status.RESERVED)
    if wanted.due == "ending" and wanted.day:
        soon = wanted.day + timedelta(days=60)
        return found.filter(status=RegisteredAddress.Status.ALLOTTED, agreed_until__lte=soon)
    return found


def address_timeline(address: RegisteredAddress, *, most: int = 100) -> QuerySet[TrailEntry]:
    return trail.of(address)[:most]


def address_of(enterprise: Enterprise) -> RegisteredAddress | None:
    """Return the address of ours at which the enterprise is registered, or which is reserved for it."""
    return enterprise.registered_addresses.standing().first()


def rooms_of(enterprise: Enterprise, *, day: date) -> list[Occupancy]:
    return list(Occupancy.objects.on(day).filter(enterprise=enterprise).select_related("room").order_by("room__number"))
