"""What founders and strangers see and do: only their own places."""

import json
from datetime import datetime, timedelta

import icalendar
import pytest
from django.utils import timezone

from conftest import make_user
from kudosbay.centre.commands import seed_centre
from kudosbay.gatherings.commands import (
    cancel_booking,
    cancel_gathering,
    open_feed,
    plan_gathering,
    renew_feed,
    sign_up,
)
from kudosbay.gatherings.models import Booking, Gathering
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.permissions import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(training):
    seed_centre()
    return training(capacity=1, starts_at=timezone.now() + timedelta(days=3))


def test_a_founder_signs_up_with_one_button(event, cast, post, get):
    page = get(cast.amara, f"/en/events/{event.reference}/").content.decode()
    assert f'action="/en/events/{event.reference}/sign-up/"' in page
    answer = post(cast.amara, f"/en/events/{event.reference}/sign-up/", {"form_key": "k"})
    booking = Booking.objects.get(person__user=cast.amara)
    assert answer.url == f"/en/tickets/{booking.key}/"
    ticket = get(cast.amara, answer.url).content.decode()
    assert booking.code in ticket
    assert "data:image/svg+xml" in ticket
    assert post(cast.amara, f"/en/events/{event.reference}/sign-up/", {"form_key": "k"}).url == answer.url
    assert Booking.objects.count() == 1


def test_a_stranger_is_led_to_open_an_account_and_back(event, get):
    answer = get(None, f"/en/events/{event.reference}/sign-up/")
    assert answer.status_code == 302
    assert "next=%2Fen%2Fevents%2F" in answer.url


def test_who_is_new_says_who_she_is(event, post, get):

    new = make_user("Newcomer", Role.FOUNDER)
    address = f"/en/events/{event.reference}/sign-up/"
    assert post(new, address, {}).status_code == 200
    assert Booking.objects.count() == 0
    post(new, address, {"full_name": "نور الهدى", "nationality": "EG"})
    assert Booking.objects.get().person.full_name == "نور الهدى"


def test_machines_read_when_and_where_and_whether_seats_are_left(event, guest, cast, get):
    page = get(None, f"/en/events/{event.reference}/").content.decode()
    assert f'hreflang="ar" href="http://127.0.0.1:8000/ar/events/{event.reference}/"' in page
    told = _machines_read(page)
    assert (told["@type"], told["name"]) == ("Event", event.titles["en"])
    assert datetime.fromisoformat(told["startDate"]) == event.starts_at
    assert told["offers"]["availability"] == "https://schema.org/InStock"
    sign_up(event, guest(1), by=cast.wei, now=timezone.now())
    full = _machines_read(get(None, f"/en/events/{event.reference}/").content.decode())
    assert full["offers"]["availability"] == "https://schema.org/SoldOut"


def _machines_read(page):
    return json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])


def test_anothers_ticket_is_not_there(event, cast, get, post):
    booking = sign_up(event, cast.amara.person, by=cast.amara, now=timezone.now())
    assert get(cast.bao, f"/en/tickets/{booking.key}/").status_code == 404
    assert post(cast.bao, f"/en/tickets/{booking.key}/cancel/").status_code == 404
    assert get(cast.bao, f"/en/tickets/{booking.key}/code.png").status_code == 404
    assert booking.key not in get(cast.bao, "/en/tickets/").content.decode()
    assert Booking.objects.get().status == "confirmed"


def test_an_offered_seat_has_no_code_before_it_is_taken(event, guest, cast, get, post):
    now = timezone.now()
    first = sign_up(event, guest(1), by=cast.wei, now=now)
    waits = sign_up(event, cast.amara.person, by=cast.amara, now=now)
    cancel_booking(first, by=cast.wei, now=now)
    page = get(cast.amara, f"/en/tickets/{waits.key}/").content.decode()
    assert "A seat is free for you" in page
    assert "data:image/svg+xml" not in page
    post(cast.amara, f"/en/tickets/{waits.key}/accept/")
    assert "data:image/svg+xml" in get(cast.amara, f"/en/tickets/{waits.key}/").content.decode()


def test_many_sign_ups_are_one_line_of_the_history(training, guest, cast, get):
    seed_centre()
    event = training(capacity=40, starts_at=timezone.now() + timedelta(days=3))
    for number in range(30):
        sign_up(event, guest(number), by=cast.wei, now=timezone.now())
    page = get(cast.wei, f"/desk/gatherings/{event.reference}/?lang=en").content.decode()
    assert page.count("30 times since") == 1
    assert page.count('<p class="timeline-when">') == 3


def test_a_draft_and_a_visit_are_not_public(plan, get):
    draft = plan()
    visit = plan("visit", extras={"purpose": {"en": "See"}, "delegation": [{"offices": [{"en": "Director"}]}]})
    for one in (draft, visit):
        assert get(None, f"/en/events/{one.reference}/").status_code == 404
        assert one.reference not in get(None, "/en/events/").content.decode()


def test_a_visit_without_a_date_is_refused(lin, now):
    extras = {"purpose": {"en": "See"}, "delegation": [{"offices": [{"en": "Director"}]}]}
    with pytest.raises(Refused) as refused:
        plan_gathering("visit", by=lin, now=now, values={"titles": {"en": "Visit"}, "extras": extras})
    assert refused.value.field == "starts_at"
    dated = {"titles": {"en": "Visit"}, "starts_at": now, "ends_at": now + timedelta(hours=1)}
    with pytest.raises(Refused) as refused:
        plan_gathering("visit", by=lin, now=now, values=dated)
    assert refused.value.field == "purpose"


def test_the_calendar_of_a_person_has_zone_and_sequence(event, cast, lin, get):
    now = timezone.now()
    sign_up(event, cast.amara.person, by=cast.amara, now=now)
    feed = open_feed(cast.amara.person, language="en", by=cast.amara, now=now)
    answer = get(None, f"/en/events/calendar/{feed.token}.ics")
    calendar = icalendar.Calendar.from_ical(answer.content)
    (one,) = calendar.walk("VEVENT")
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Shanghai"]
    assert one["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert (one["SEQUENCE"], str(one["STATUS"])) == (0, "CONFIRMED")
    assert (
        get(None, f"/en/events/calendar/{feed.token}.ics", headers={"If-None-Match": answer["ETag"]}).status_code == 304
    )
    cancel_gathering(event, because="The hall is closed", by=lin, now=now)
    (after,) = icalendar.Calendar.from_ical(get(None, f"/en/events/calendar/{feed.token}.ics").content).walk("VEVENT")
    assert (after["SEQUENCE"], str(after["STATUS"])) == (1, "CANCELLED")
    renew_feed(cast.amara.person, language="en", by=cast.amara, now=now)
    assert get(None, f"/en/events/calendar/{feed.token}.ics").status_code == 404


def test_the_desk_plans_opens_and_changes(cast, post, get):
    seed_centre()
    filled = {
        "version": "1",
        "title_zh": "培训",
        "title_en": "Training",
        "day": "2027-03-01",
        "begins": "14:00",
        "ends": "16:00",
        "place": "六楼 / 6F",
        "language": "en",
        "capacity": "40",
        "teacher": "税务局 / Tax office",
        "questions": "lunch | 用餐? / Lunch? | yes_no | required\ndiet | 饮食 / Diet | 清真 / Halal; 素 / Veg | lunch = yes",
        "themes": ["g60"],
    }
    assert post(cast.wei, "/desk/gatherings/new/training/", filled | {"ends": "13:00"}).status_code == 422
    assert post(cast.wei, "/desk/gatherings/new/training/", filled | {"questions": "x"}).status_code == 422
    made = post(cast.wei, "/desk/gatherings/new/training/", filled)
    event = Gathering.objects.get()
    assert made.url == f"/desk/gatherings/{event.reference}/"
    assert event.extras["teacher"] == {"zh-Hans": "税务局", "en": "Tax office"}
    assert event.questions[1]["when"] == {"name": "lunch", "value": "yes"}
    post(cast.wei, f"{made.url}move/", {"verb": "open"})
    page = get(cast.wei, f"{made.url}change/").content.decode()
    assert "lunch | 用餐? / Lunch? | yes_no | required" in page
    assert post(cast.wei, f"{made.url}change/", filled | {"capacity": "50"}).status_code == 302
    event.refresh_from_db()
    assert (event.status, event.capacity, event.sequence) == ("open", 50, 0)
    assert post(cast.wei, f"{made.url}change/", filled | {"capacity": "60"}).status_code == 409  # a stale form


def test_what_is_said_at_a_visit_stays_with_the_figures_of_that_day(cast, plan, post, get):
    seed_centre()
    extras = {"purpose": {"en": "See"}, "delegation": [{"offices": [{"zh-Hans": "主任", "en": "Director"}]}]}
    visit = plan("visit", extras=extras, starts_at=timezone.now() - timedelta(minutes=5))
    address = f"/desk/gatherings/{visit.reference}"
    assert post(cast.mei, f"{address}/figures/").status_code == 302
    said = {"kind": "remark", "speaker": "主任 / Director", "text_en": "<b>Well done</b>"}
    assert post(cast.mei, f"{address}/minutes/", said).status_code == 302
    assert post(cast.mei, f"{address}/minutes/", said | {"text_en": ""}).status_code == 422
    remark = visit.statements.get()
    assert remark.figures["values"]["enterprises"]["value"] == 0
    assert "&lt;b&gt;Well done" in get(cast.mei, f"{address}/").content.decode()
    assert get(cast.amara, f"{address}/").status_code == 404
