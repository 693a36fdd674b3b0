"""At the door: tickets, also told later by a phone, walk-ins with consent, the paper list, and what stays afterwards."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from kudosbay.centre.commands import seed_centre
from kudosbay.gatherings.commands import (
    Newcomer,
    NoTicket,
    check_in,
    check_out,
    give_feedback,
    make_certificate,
    mark_absent,
    record_held,
    sign_up,
    tick_from_paper,
    undo_check_in,
    walk_in,
)
from kudosbay.gatherings.models import Booking, Presence
from kudosbay.kernel import trail
from kudosbay.kernel.errors import NotAllowed, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def seated(training, cast, now):
    gathering = training(capacity=2, starts_at=now + timedelta(hours=1))
    return gathering, sign_up(gathering, cast.amara.person, by=cast.amara, now=now)


def said(booking):
    return f"https://kudosbay.example/go/tickets/{booking.key}/"


def test_a_ticket_lets_one_person_in_once(seated, lin, now):
    gathering, booking = seated
    first = check_in(gathering, said(booking), came_at=now, by=lin, now=now)
    again = check_in(gathering, booking.code.lower().replace("-", " "), came_at=now, by=lin, now=now)
    assert (first.again, again.again, Presence.objects.count()) == (False, True, 1)
    assert trail.of(booking).filter(verb="gathering.came").count() == 1


@pytest.mark.parametrize("ticket", ["", "AAA-AAA", "https://kudosbay.example/go/tickets/forged/", "' OR 1=1 --"])
def test_a_forged_ticket_is_refused(seated, lin, now, ticket):
    gathering, _booking = seated
    with pytest.raises(NoTicket):
        check_in(gathering, ticket, came_at=now, by=lin, now=now)


def test_a_ticket_of_another_event_is_refused(seated, training, lin, now):
    _gathering, booking = seated
    other = training(starts_at=now + timedelta(hours=1))
    with pytest.raises(NoTicket):
        check_in(other, said(booking), came_at=now, by=lin, now=now)


def test_who_waits_is_not_let_in(seated, guest, lin, now):
    gathering, _booking = seated
    sign_up(gathering, guest(1), by=lin, now=now)
    waiting = sign_up(gathering, guest(2), by=lin, now=now)
    with pytest.raises(Refused, match="No seat"):
        check_in(gathering, waiting.code, came_at=now, by=lin, now=now)


def test_a_founder_lets_nobody_in(seated, cast, now):
    gathering, booking = seated
    with pytest.raises(NotAllowed):
        check_in(gathering, booking.code, came_at=now, by=cast.amara, now=now)


def test_leaving_is_noted_once_and_never_before_coming(seated, lin, now):
    gathering, booking = seated
    check_in(gathering, booking.code, came_at=now, by=lin, now=now)
    check_out(gathering, booking.code, left_at=now - timedelta(hours=3), by=lin, now=now)
    assert check_out(gathering, booking.code, left_at=now, by=lin, now=now).again
    presence = Presence.objects.get()
    assert presence.left_at == presence.came_at == now


def test_a_check_in_can_be_taken_back(seated, lin, now):
    gathering, booking = seated
    check_in(gathering, booking.code, came_at=now, by=lin, now=now)
    assert undo_check_in(booking, by=lin).status == Booking.Status.CONFIRMED
    assert not Presence.objects.exists()


def test_who_has_no_booking_comes_in_while_a_seat_is_free_and_after_consent(seated, lin, now):
    gathering, booking = seated
    new = Newcomer("Somebody New", "KE", "en", consent_version="2", consent_language="en")
    with pytest.raises(Refused, match="consent"):
        walk_in(gathering, Newcomer("Somebody New", "KE", "en"), by=lin, now=now)
    entered = walk_in(gathering, new, by=lin, now=now)
    assert entered.person.consents.get().purpose == "exchange"
    with pytest.raises(Refused, match="Every seat"):
        walk_in(gathering, Newcomer("Another", "KE", "en", consent_version="2"), by=lin, now=now)
    mark_absent(booking, by=lin)
    walk_in(gathering, Newcomer("Another", "KE", "en", consent_version="2"), by=lin, now=now)
    gathering.refresh_from_db()
    assert gathering.taken == gathering.capacity == 2
    with pytest.raises(Refused, match="Every seat"):
        check_in(gathering, booking.code, came_at=now, by=lin, now=now)


def test_the_paper_list_counts_from_beginning_to_end(seated, lin, now):
    gathering, booking = seated
    assert tick_from_paper(gathering, [booking.pk, 987654321], by=lin) == 1
    assert tick_from_paper(gathering, [booking.pk], by=lin) == 0
    assert Presence.objects.get().minutes == 120


def test_who_was_not_seen_did_not_come(seated, lin, now):
    gathering, booking = seated
    held = record_held(gathering, by=lin, now=now + timedelta(hours=4))
    booking.refresh_from_db()
    assert (booking.status, held.taken) == ("no_show", 0)


def test_a_certificate_is_for_those_who_were_there_and_is_made_once(seated, cast, lin, now):
    gathering, booking = seated
    after = now + timedelta(hours=4)
    with pytest.raises(Refused, match="were there"):
        make_certificate(booking, language="en", by=cast.amara, now=after)
    check_in(gathering, booking.code, came_at=now, by=lin, now=now)
    with pytest.raises(Refused, match="over"):
        make_certificate(booking, language="en", by=cast.amara, now=now)
    made = make_certificate(booking, language="en", by=cast.amara, now=after)
    again = make_certificate(booking, language="en", by=cast.amara, now=after)
    assert made.certificate
    assert made.certificate == again.certificate
    with pytest.raises(NotAllowed):
        make_certificate(booking, language="en", by=cast.bao, now=after)


def test_feedback_is_from_those_who_were_there(seated, cast, lin, now):
    gathering, booking = seated
    with pytest.raises(Refused):
        give_feedback(booking, grade=5, text="", by=cast.amara, now=now)
    check_in(gathering, booking.code, came_at=now, by=lin, now=now)
    give_feedback(booking, grade=5, text="Good", by=cast.amara, now=now)
    assert give_feedback(booking, grade=3, text="Less", by=cast.amara, now=now).grade == 3


def test_what_a_phone_noted_offline_arrives_once_and_in_order(seated, lin, cast, signed_in, now):
    gathering, booking = seated
    client, address = signed_in(cast.wei), f"/desk/gatherings/{gathering.reference}/door/told/"
    early = (timezone.now() - timedelta(minutes=9)).isoformat()
    late = (timezone.now() - timedelta(minutes=2)).isoformat()
    notes = [
        {"key": "b", "ticket": booking.code, "act": "out", "at": late},
        {"key": "a", "ticket": said(booking), "act": "in", "at": early},
        {"key": "c", "ticket": "forged", "act": "in", "at": late},
        "nonsense",
        {"key": "d", "act": "in", "at": "yesterday"},
    ]
    for _time in range(2):
        answer = client.post(address, json.dumps(notes), content_type="application/json").json()["notes"]
        assert [(one["key"], one["taken"]) for one in answer] == [("a", True), ("b", True), ("c", False)]
    presence = Presence.objects.get()
    assert presence.came_at.isoformat() == early
    assert presence.left_at.isoformat() == late
    assert client.post(address, "{", content_type="application/json").status_code == 400


def test_the_door_works_without_script(seated, cast, post, get):
    gathering, booking = seated
    seed_centre()
    address = f"/desk/gatherings/{gathering.reference}/door/"
    assert post(cast.wei, address, {"ticket": booking.code, "act": "in"}).status_code == 302
    assert post(cast.wei, address, {"ticket": "ZZZ-ZZZ", "act": "in"}).status_code == 422
    assert get(cast.wei, f"{address}new/").status_code == 200
    assert Booking.objects.get().status == "attended"
