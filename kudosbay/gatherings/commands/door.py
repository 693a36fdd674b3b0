"""At the door and after: who came, who left, who came without a booking, and what the paper list says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from kudosbay.gatherings import policy
from kudosbay.gatherings.commands.planning import lock
from kudosbay.gatherings.commands.seats import locked
from kudosbay.gatherings.models import Booking, Gathering, Presence
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.ids import heard_code, secret_token, spoken_code
from kudosbay.people.commands import give_consent, register_person
from kudosbay.people.models import Consent, Person

Status = Booking.Status
CONSENT: Final = "exchange"


class NoTicket(Refused):
    """Nothing of this event has such a code."""


@dataclass(frozen=True, slots=True)
class Noted:
    """`again`: the person was in already, and nothing changed."""

    booking: Booking
    again: bool


def booking_at(gathering: Gathering, ticket: str) -> Booking:
    """Find a booking by what a ticket's code says or what was typed. Raises NoTicket for another event's or a forged one."""
    said = ticket.strip().rstrip("/").rpartition("/")[2]
    found = gathering.bookings.filter(Q(key=said) | Q(code=heard_code(said[:12]))).first() if said else None
    if found is None:
        raise NoTicket(_("This is no ticket for this event."), field="ticket")
    return found


@transaction.atomic
def check_in(
    gathering: Gathering, ticket: str, *, came_at: datetime, by: trail.Actor, now: datetime, how: str = "code"
) -> Noted:
    """Let somebody in. A phone may tell it later, and twice: the first moment counts, nothing is counted twice."""
    policy.must_be_staff(by)
    booking = locked(booking_at(gathering, ticket))
    earlier = Presence.objects.filter(booking=booking).first()
    if earlier:
        return Noted(booking, again=True)
    _must_hold_a_seat(booking)
    _seat_who_came_after_all(booking)
    booking.move_to(Status.ATTENDED)
    Presence.objects.create(booking=booking, came_at=_within(came_at, now), how=how, noted_by_id=by.pk)
    trail.record(by, "gathering.came", on=[booking.gathering, booking, booking.person], facts={"how": how})
    return Noted(booking, again=False)


def _within(moment: datetime, now: datetime) -> datetime:
    """A phone's clock may run ahead; nobody came in the future."""
    return min(moment, now)


def _must_hold_a_seat(booking: Booking) -> None:
    if booking.status not in {Status.CONFIRMED, Status.NO_SHOW}:
        raise Refused(
            _("No seat is confirmed for this person: %(state)s.") % {"state": booking.get_status_display()},
            field="ticket",
        )


def _seat_who_came_after_all(booking: Booking) -> None:
    if booking.status == Status.NO_SHOW:
        _take_one(booking.gathering)


def _take_one(gathering: Gathering) -> None:
    if not Gathering.objects.filter(pk=gathering.pk, taken__lt=F("capacity")).update(taken=F("taken") + 1):
        raise Refused(_("Every seat is taken. Add seats if the room allows, or ask the guest to wait."))


@transaction.atomic
def check_out(gathering: Gathering, ticket: str, *, left_at: datetime, by: trail.Actor, now: datetime) -> Noted:
    """Note that somebody left. Harmless to repeat."""
    policy.must_be_staff(by)
    booking = locked(booking_at(gathering, ticket))
    presence = Presence.objects.select_for_update().filter(booking=booking).first()
    if presence is None:
        raise Refused(_("This person was not checked in."), field="ticket")
    if presence.left_at:
        return Noted(booking, again=True)
    presence.left_at = max(_within(left_at, now), presence.came_at)
    presence.save(update_fields=["left_at"])
    trail.record(by, "gathering.left", on=[booking.gathering, booking, booking.person])
    return Noted(booking, again=False)


@transaction.atomic
def undo_check_in(booking: Booking, *, by: trail.Actor) -> Booking:
    """Take back a check-in that was a mistake."""
    policy.must_be_staff(by)
    booking = locked(booking)
    booking.move_to(Status.CONFIRMED)
    Presence.objects.filter(booking=booking).delete()
    trail.record(by, "gathering.check_in_undone", on=[booking.gathering, booking, booking.person])
    return booking


@transaction.atomic
def tick_from_paper(gathering: Gathering, chosen: Iterable[int], *, by: trail.Actor) -> int:
    """Note those whom the signed paper list shows as having been there from beginning to end; return how many."""
    policy.must_be_staff(by)
    gathering = lock(gathering)
    wanted = gathering.bookings.filter(pk__in=list(chosen), status__in=[Status.CONFIRMED, Status.NO_SHOW])
    rows = list(wanted.select_for_update())
    for booking in rows:
        booking.gathering = gathering
        _seat_who_came_after_all(booking)
        booking.move_to(Status.ATTENDED)
    Presence.objects.bulk_create(
        Presence(
            booking=booking,
            came_at=gathering.starts_at,
            left_at=gathering.ends_at,
            how=Presence.How.PAPER,
            noted_by_id=by.pk,
        )
        for booking in rows
    )
    trail.record(by, "gathering.ticked_from_paper", on=[gathering, *rows], facts={"people": len(rows)})
    return len(rows)


@transaction.atomic
def mark_absent(booking: Booking, *, by: trail.Actor) -> Booking:
    """Give up the seat of somebody who did not come: it is free for whoever stands at the door."""
    policy.must_be_staff(by)
    booking = locked(booking)
    booking.move_to(Status.NO_SHOW)
    Gathering.objects.filter(pk=booking.gathering_id).update(taken=F("taken") - 1)
    trail.record(by, "gathering.did_not_come", on=[booking.gathering, booking, booking.person])
    return booking


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody at the door whom nobody knows yet; `consent` is the text that was read and agreed to."""

    full_name: str
    nationality: str
    language: str
    email: str = ""
    phone: str = ""
    consent_version: str = ""
    consent_language: str = ""


@transaction.atomic
def walk_in(gathering: Gathering, guest: Newcomer | Person, *, by: trail.Actor, now: datetime) -> Booking:
    """Let in somebody without a booking, while a seat is free. Who is new is entered, with the consent given."""
    policy.must_be_staff(by)
    if gathering.status not in {Gathering.Status.OPEN, Gathering.Status.CLOSED}:
        raise Refused(_("People are let in between the opening of sign-up and the end of the event."))
    person = guest if isinstance(guest, Person) else _entered(guest, by=by, now=now)
    Gathering.objects.filter(pk=gathering.pk).update(arrivals=F("arrivals") + 1)
    gathering = lock(gathering)
    if gathering.bookings.filter(person=person).exists():
        raise Refused(_("This person has a place at this event already."))
    _take_one(gathering)
    booking = Booking.objects.create(
        gathering=gathering,
        person=person,
        status=Status.ATTENDED,
        arrival=gathering.arrivals,
        key=secret_token(),
        code=spoken_code(),
        how=Booking.How.WALK_IN,
        booked_at=now,
    )
    Presence.objects.create(booking=booking, came_at=now, how=Presence.How.WALK_IN, noted_by_id=by.pk)
    trail.record(by, "gathering.walked_in", on=[gathering, booking, person])
    return booking


def _entered(guest: Newcomer, *, by: trail.Actor, now: datetime) -> Person:
    if not guest.consent_version:
        raise Refused(_("Ask for consent first: without it we write nobody down."), field="consent")
    person = register_person(
        full_name=guest.full_name,
        nationality=guest.nationality,
        by=by,
        now=now,
        source=Person.Source.EVENT,
        email=guest.email,
        phone=guest.phone,
        languages=[guest.language],
    )
    give_consent(
        person,
        CONSENT,
        text_version=guest.consent_version,
        language=guest.consent_language,
        how=Consent.How.COUNTER,
        by=by,
        now=now,
    )
    return person
