"""Rooms and who sits in them."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.enterprises.models import Enterprise
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused
from kudosbay.premises.models import Occupancy, Room

NINE = range(1, 10)


@dataclass(frozen=True, slots=True)
class Occupant:
    """Who sits there: an enterprise by name, the centre, or everybody; and what shows it."""

    holder: str
    enterprise: Enterprise | None
    evidence: str
    agreed_until: date | None = None


@transaction.atomic
def add_room(*, floor: int, number: str, use: str, area: Decimal, since: date, by: trail.Actor) -> Room:
    if floor not in NINE:
        raise Refused(_("The house has nine floors."), field="floor")
    if area <= 0:
        raise Refused(_("A room has an area."), field="area")
    if Room.objects.filter(number=number.strip(), valid_to=None).exists():
        raise Refused(_("There is a room of this number."), field="number")
    room = Room.objects.create(floor=floor, number=number.strip(), use=use, area=area, valid_from=since)
    trail.record(by, "room.added", on=[room], facts={"room": room.number, "from": str(since)})
    return room


@transaction.atomic
def let_room(room: Room, occupant: Occupant, *, since: date, by: trail.Actor, now: datetime) -> Occupancy:
    """Let somebody sit in a free room from a day on."""
    room = Room.objects.select_for_update().get(pk=room.pk)
    _check(room, occupant, since=since, today=localdate(now))
    try:
        row = room.occupancies.create(
            holder=occupant.holder,
            enterprise=occupant.enterprise,
            valid_from=since,
            agreed_until=occupant.agreed_until,
            evidence=occupant.evidence.strip(),
            known_since=localdate(now),
        )
    except IntegrityError as error:
        raise Refused(_("Somebody sits in this room."), field="since") from error
    about = [room, occupant.enterprise] if occupant.enterprise else [room]
    trail.record(by, "room.let", on=about, facts={"room": room.number, "from": str(since)})
    return row


def _check(room: Room, occupant: Occupant, *, since: date, today: date) -> None:
    if not occupant.evidence.strip():
        raise Refused(_("Name the lease or the decision."), field="evidence")
    is_firm = occupant.holder == Occupancy.Holder.ENTERPRISE
    if is_firm != bool(occupant.enterprise):
        raise Refused(_("Name the enterprise, and only where an enterprise sits there."), field="company")
    if since > today:
        raise Refused(_("This day has not come yet."), field="since")
    if since < room.valid_from:
        raise Refused(_("The room was not there yet on this day."), field="since")
    if room.occupancies.filter(valid_to=None).exists() or room.occupancies.filter(valid_to__gt=since).exists():
        raise Refused(_("Somebody sits in this room."), field="since")
    firm = occupant.enterprise
    if firm and firm.left_on and firm.left_on <= since:
        raise Refused(_("The enterprise has left already."), field="company")


@transaction.atomic
def end_occupancy(room: Room, *, on: date, because: str, by: trail.Actor, now: datetime) -> Occupancy:
    """Let the room be free from a day on."""
    room = Room.objects.select_for_update().get(pk=room.pk)
    row = room.occupancies.filter(valid_to=None).select_related("enterprise").first()
    if row is None:
        raise Refused(_("The room is free already."))
    if not because.strip():
        raise Refused(_("Say why: whoever asks later reads it in the history."), field="because")
    if on <= row.valid_from or on > localdate(now):
        raise Refused(_("Enter a day between the beginning and today."), field="on")
    Occupancy.objects.filter(pk=row.pk).update(valid_to=on)
    about = [room, row.enterprise] if row.enterprise else [room]
    facts = {"room": room.number, "on": str(on)}
    trail.record(by, "room.left", on=about, facts=facts, values={"because": because.strip()})
    return row
