"""Seats: exactly as many as there are, and the line behind them in the order in which people came."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, models, transaction
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext as _

from kudosbay.gatherings import policy, questions
from kudosbay.gatherings.models import Booking, Gathering
from kudosbay.gatherings.telling import tell
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.ids import secret_token, spoken_code
from kudosbay.people.models import Person

Status = Booking.Status


@transaction.atomic
def sign_up(
    gathering: Gathering,
    person: Person,
    *,
    by: trail.Actor,
    now: datetime,
    answers: Mapping[str, str] | None = None,
    how: str = Booking.How.PORTAL,
) -> Booking:
    """Take a seat, or the next place in line where none is left; where we decide about each, only ask."""
    policy.must_take_bookings(gathering, now=now)
    given = questions.checked(gathering.questions, answers or {})
    status = Status.ASKED if _only_ask(gathering) else (Status.CONFIRMED if _take_seat(gathering) else Status.WAITING)
    booking = _enter(gathering, person, status=status, how=how, now=now)
    Booking.objects.filter(pk=booking.pk).update(answers=given)
    booking.answers = given
    facts = {"state": str(status), "arrival": booking.arrival}
    trail.record(by, "gathering.signed_up", on=[gathering, booking, person], facts=facts)
    tell(booking, TOLD[status], act=str(booking.arrival), by=by, now=now)
    return booking


TOLD = {Status.CONFIRMED: "seat_confirmed", Status.WAITING: "seat_waiting", Status.ASKED: "seat_asked"}


def _only_ask(gathering: Gathering) -> bool:
    return gathering.needs_approval and bool(_open(gathering).update(arrivals=F("arrivals") + 1))


def _open(gathering: Gathering) -> "models.QuerySet[Gathering]":
    return Gathering.objects.filter(pk=gathering.pk, status=Gathering.Status.OPEN)


def _take_seat(gathering: Gathering) -> bool:
    """Count the arrival, and a seat with it if one is free and nobody waits: one statement, so that none is sold twice."""
    in_line = Booking.objects.filter(gathering=OuterRef("pk"), status=Status.WAITING)
    free = _open(gathering).filter(~Exists(in_line), taken__lt=F("capacity"))
    if free.update(taken=F("taken") + 1, arrivals=F("arrivals") + 1):
        return True
    if not _open(gathering).update(arrivals=F("arrivals") + 1):
        raise Refused(_("Sign-up for this event is not open."))
    return False


def _enter(gathering: Gathering, person: Person, *, status: str, how: str, now: datetime) -> Booking:
    """Write the booking under the arrival number that this transaction has just drawn."""
    arrival = Gathering.objects.values_list("arrivals", flat=True).get(pk=gathering.pk)
    earlier = Booking.objects.select_for_update().filter(gathering=gathering, person=person).first()
    if earlier:
        return _again(earlier, status=status, arrival=arrival, now=now)
    try:
        with transaction.atomic():
            return Booking.objects.create(
                gathering=gathering,
                person=person,
                status=status,
                arrival=arrival,
                key=secret_token(),
                code=spoken_code(),
                how=how,
                booked_at=now,
            )
    except IntegrityError as error:  # the same person, twice in the same moment
        raise _twice() from error


def _again(booking: Booking, *, status: str, arrival: int, now: datetime) -> Booking:
    if booking.is_live:
        raise _twice()
    booking.move_to(Status.ASKED)
    if status != Status.ASKED:
        booking.move_to(status)
    booking.arrival, booking.booked_at, booking.ended_because = arrival, now, ""
    booking.save(update_fields=["arrival", "booked_at", "ended_because"])
    return booking


def _twice() -> Refused:
    return Refused(_("This person has a place at this event already."))


def locked(booking: Booking) -> Booking:
    """Return the booking with the gathering's row locked first: everybody waits in the same order."""
    gathering = Gathering.objects.select_for_update().get(pk=booking.gathering_id)
    found = Booking.objects.select_for_update(of=("self",)).select_related("person").get(pk=booking.pk)
    found.gathering = gathering
    return found


def _ended(booking: Booking, status: str, because: str) -> None:
    booking.move_to(status)
    booking.ended_because, booking.offer_ends_at = because, None
    booking.save(update_fields=["ended_because", "offer_ends_at"])


@transaction.atomic
def approve_booking(booking: Booking, *, by: trail.Actor, now: datetime) -> Booking:
    """Say yes to somebody who asked: a seat, or a place in line where none is left."""
    policy.must_be_staff(by)
    booking = locked(booking)
    gathering = booking.gathering
    free = gathering.seats_left > 0 and not gathering.bookings.in_line().exists()
    booking.move_to(Status.CONFIRMED if free else Status.WAITING)
    if free:
        _count(gathering, 1)
    trail.record(by, "gathering.approved", on=[gathering, booking, booking.person], facts={"state": booking.status})
    tell(booking, TOLD[Status(booking.status)], act="approved", by=by, now=now)
    return booking


@transaction.atomic
def decline_booking(booking: Booking, *, by: trail.Actor, now: datetime) -> Booking:
    """Say no to somebody who asked or waits."""
    policy.must_be_staff(by)
    booking = locked(booking)
    held = booking.status in Booking.SEATED
    _ended(booking, Status.DECLINED, "centre")
    if held:
        hand_on(booking.gathering, 1, by=by, now=now)
    trail.record(by, "gathering.declined", on=[booking.gathering, booking, booking.person])
    tell(booking, "seat_declined", act=str(booking.arrival), by=by, now=now)
    return booking


@transaction.atomic
def cancel_booking(booking: Booking, *, by: trail.Actor, now: datetime) -> Booking:
    """Give the place back: the seat goes to whoever waits first."""
    policy.must_be_own(booking, by)
    booking = locked(booking)
    held = booking.status in Booking.SEATED
    _ended(booking, Status.CANCELLED, "guest" if booking.person.user_id == by.pk else "centre")
    if held:
        hand_on(booking.gathering, 1, by=by, now=now)
    trail.record(by, "gathering.place_given_back", on=[booking.gathering, booking, booking.person])
    return booking


@transaction.atomic
def accept_offer(booking: Booking, *, by: trail.Actor, now: datetime) -> Booking:
    policy.must_be_own(booking, by)
    booking = locked(booking)
    if booking.status != Status.OFFERED or not booking.offer_ends_at or booking.offer_ends_at <= now:
        raise Refused(_("This offer has run out: the seat went to the next in line."))
    booking.move_to(Status.CONFIRMED)
    booking.offer_ends_at = None
    booking.save(update_fields=["offer_ends_at"])
    trail.record(by, "gathering.offer_accepted", on=[booking.gathering, booking, booking.person])
    tell(booking, "seat_confirmed", act=f"offer:{booking.arrival}", by=by, now=now)
    return booking


@transaction.atomic
def lapse_offer(booking: Booking, *, by: trail.Actor, now: datetime) -> bool:
    """End an offer that nobody took and hand the seat on. Harmless to repeat; tells whether there was one."""
    booking = locked(booking)
    if booking.status != Status.OFFERED or not booking.offer_ends_at or booking.offer_ends_at > now:
        return False
    _ended(booking, Status.DECLINED, "offer_lapsed")
    hand_on(booking.gathering, 1, by=by, now=now)
    trail.record(by, "gathering.offer_lapsed", on=[booking.gathering, booking, booking.person])
    tell(booking, "seat_lapsed", act=str(booking.arrival), by=by, now=now)
    return True


def hand_on(gathering: Gathering, seats: int, *, by: trail.Actor, now: datetime) -> None:
    """Offer freed seats to those who wait, first come first; the rest are free again. The gathering is locked."""
    line = list(gathering.bookings.in_line().select_related("person")[:seats]) if _offers(gathering, now) else []
    for booking in line:
        booking.gathering = gathering
        _offer(booking, by=by, now=now)
    _count(gathering, len(line) - seats)


def offer_free_seats(gathering: Gathering, *, by: trail.Actor, now: datetime) -> None:
    """After seats were added: offer them to those who wait. The gathering is locked."""
    free = gathering.seats_left
    if free > 0:
        _count(gathering, free)
        hand_on(gathering, free, by=by, now=now)


def _offers(gathering: Gathering, now: datetime) -> bool:
    return gathering.status in {Gathering.Status.OPEN, Gathering.Status.CLOSED} and gathering.starts_at > now


def _offer(booking: Booking, *, by: trail.Actor, now: datetime) -> None:
    booking.move_to(Status.OFFERED)
    booking.offer_ends_at = policy.offer_ends(booking.gathering, now=now)
    booking.save(update_fields=["offer_ends_at"])
    trail.record(by, "gathering.seat_offered", on=[booking.gathering, booking, booking.person])
    tell(booking, "seat_offered", act=str(booking.arrival), by=by, now=now)


def _count(gathering: Gathering, seats: int) -> None:
    if seats:
        Gathering.objects.filter(pk=gathering.pk).update(taken=F("taken") + seats)
        gathering.taken += seats
