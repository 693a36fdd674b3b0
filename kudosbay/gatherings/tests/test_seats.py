"""Seats are never oversold, and nobody passes in the line."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kudosbay.gatherings.commands import (
    accept_offer,
    approve_booking,
    cancel_booking,
    change_gathering,
    close_sign_up,
    decline_booking,
    sign_up,
)
from kudosbay.gatherings.jobs import lapse_offers, remind_guests
from kudosbay.gatherings.models import Booking, Gathering
from kudosbay.kernel import trail
from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.messaging.models import Delivery

pytestmark = pytest.mark.django_db
Status = Booking.Status


def states(gathering):
    return [str(one.status) for one in gathering.bookings.order_by("arrival")]


@pytest.fixture
def full(training, guest, lin, now):
    """Two seats, four people: two have one, two wait."""
    gathering = training(capacity=2)
    return gathering, [sign_up(gathering, guest(number), by=lin, now=now) for number in range(4)]


def test_who_comes_later_waits(full):
    gathering, _bookings = full
    gathering.refresh_from_db()
    assert states(gathering) == ["confirmed", "confirmed", "waiting", "waiting"]
    assert (gathering.taken, gathering.arrivals) == (2, 4)


def test_a_seat_given_back_is_offered_to_the_first_in_line(full, lin, now):
    gathering, bookings = full
    cancel_booking(bookings[0], by=lin, now=now)
    gathering.refresh_from_db()
    assert states(gathering) == ["cancelled", "confirmed", "offered", "waiting"]
    assert gathering.taken == 2
    first = Booking.objects.get(pk=bookings[2].pk)
    assert first.offer_ends_at == now + timedelta(hours=24)
    assert Delivery.objects.filter(template="seat_offered", person=first.person).exists()


def test_nobody_passes_those_who_wait(full, guest, lin, now):
    gathering, bookings = full
    cancel_booking(bookings[0], by=lin, now=now)
    assert sign_up(gathering, guest(9), by=lin, now=now).status == Status.WAITING
    Gathering.objects.filter(pk=gathering.pk).update(capacity=5)  # even where a seat were free for a moment
    assert sign_up(gathering, guest(10), by=lin, now=now).status == Status.WAITING


def test_an_offer_that_nobody_takes_goes_to_the_next(full, lin, now):
    gathering, bookings = full
    cancel_booking(bookings[0], by=lin, now=now)
    assert lapse_offers(now=now + timedelta(hours=23)) == 0
    later = now + timedelta(hours=24)
    assert lapse_offers(now=later) == 1
    assert lapse_offers(now=later) == 0
    assert states(gathering) == ["cancelled", "confirmed", "declined", "offered"]
    with pytest.raises(Refused, match="run out"):
        accept_offer(Booking.objects.get(pk=bookings[2].pk), by=lin, now=later)
    accept_offer(Booking.objects.get(pk=bookings[3].pk), by=lin, now=later)
    gathering.refresh_from_db()
    assert gathering.taken == 2


def test_an_offer_is_not_taken_after_its_hour(full, lin, now):
    _gathering, bookings = full
    cancel_booking(bookings[0], by=lin, now=now)
    with pytest.raises(Refused, match="run out"):
        accept_offer(Booking.objects.get(pk=bookings[2].pk), by=lin, now=now + timedelta(hours=25))


def test_without_a_line_a_seat_is_free_again(training, guest, lin, now):
    gathering = training(capacity=2)
    booking = sign_up(gathering, guest(1), by=lin, now=now)
    cancel_booking(booking, by=lin, now=now)
    gathering.refresh_from_db()
    assert (gathering.taken, gathering.seats_left) == (0, 2)


def test_added_seats_go_to_the_line(full, lin, now):
    gathering, _bookings = full
    gathering.refresh_from_db()
    values = {name: getattr(gathering, name) for name in ("titles", "starts_at", "ends_at")}
    changed = change_gathering(gathering, seen=gathering.version, by=lin, now=now, values={**values, "capacity": 5})
    assert states(gathering) == ["confirmed", "confirmed", "offered", "offered"]
    assert changed.seats_left == 1


def test_seats_cannot_be_fewer_than_are_taken(full, lin, now):
    gathering, _bookings = full
    gathering.refresh_from_db()
    values = {name: getattr(gathering, name) for name in ("titles", "starts_at", "ends_at")}
    with pytest.raises(Refused, match="taken"):
        change_gathering(gathering, seen=gathering.version, by=lin, now=now, values={**values, "capacity": 1})


def test_the_schema_refuses_an_overbooked_gathering(full):
    gathering, _bookings = full
    with pytest.raises(IntegrityError), transaction.atomic():
        Gathering.objects.filter(pk=gathering.pk).update(taken=3)


def test_a_second_booking_is_refused_and_leaves_no_trace(training, guest, lin, now):
    gathering, person = training(), guest(1)
    sign_up(gathering, person, by=lin, now=now)
    before = trail.of(gathering).count()
    with pytest.raises(Refused, match="already"):
        sign_up(gathering, person, by=lin, now=now)
    gathering.refresh_from_db()
    assert (gathering.taken, gathering.arrivals, trail.of(gathering).count()) == (1, 1, before)


def test_who_gave_the_place_back_stands_at_the_end_of_the_line(full, lin, now):
    gathering, bookings = full
    cancel_booking(bookings[0], by=lin, now=now)
    again = sign_up(gathering, bookings[0].person, by=lin, now=now)
    assert (again.status, again.arrival, again.pk) == (Status.WAITING, 5, bookings[0].pk)


def test_where_we_decide_about_each_asking_takes_no_seat(training, guest, lin, now):
    gathering = training(capacity=1, needs_approval=True)
    first, second, third = (sign_up(gathering, guest(number), by=lin, now=now) for number in range(3))
    assert states(gathering) == ["asked"] * 3
    with pytest.raises(Refused):
        accept_offer(first, by=lin, now=now)
    approve_booking(first, by=lin, now=now)
    approve_booking(second, by=lin, now=now)
    decline_booking(third, by=lin, now=now)
    assert states(gathering) == ["confirmed", "waiting", "declined"]


def test_a_closed_or_begun_event_takes_nobody(training, guest, lin, now):
    gathering = close_sign_up(training(), by=lin, now=now)
    with pytest.raises(Refused):
        sign_up(gathering, guest(1), by=lin, now=now)
    begun = training(starts_at=now + timedelta(hours=1))
    with pytest.raises(Refused, match="begun"):
        sign_up(begun, guest(2), by=lin, now=now + timedelta(hours=1))


def test_another_founder_cannot_give_my_place_back(training, cast, now):
    booking = sign_up(training(), cast.amara.person, by=cast.amara, now=now)
    with pytest.raises(NotAllowed):
        cancel_booking(booking, by=cast.bao, now=now)
    assert Booking.objects.visible_to(cast.bao).count() == 0
    assert Booking.objects.visible_to(cast.amara).get() == booking


def test_guests_are_reminded_once(training, cast, now):
    sign_up(training(starts_at=now + timedelta(hours=20)), cast.amara.person, by=cast.amara, now=now)
    assert remind_guests(now=now) == 1
    assert remind_guests(now=now) == 0
    assert Delivery.objects.filter(template="event_reminder").exists()


def test_answers_that_were_not_asked_for_are_left_out(training, cast, now):
    lunch = {"name": "lunch", "labels": {"en": "Lunch?"}, "choices": [{"value": "yes"}, {"value": "no"}]}
    diet = {"name": "diet", "labels": {"en": "What?"}, "choices": [], "when": {"name": "lunch", "value": "yes"}}
    gathering = training(questions=[lunch | {"required": True}, diet | {"required": True}])
    with pytest.raises(Refused) as refused:
        sign_up(gathering, cast.amara.person, by=cast.amara, now=now, answers={"lunch": "yes"})
    assert refused.value.field == "diet"
    told = {"lunch": "no", "diet": "pork"}
    assert sign_up(gathering, cast.amara.person, by=cast.amara, now=now, answers=told).answers == {"lunch": "no"}
