"""From a request to its confirmation: who may do what, what is refused, and what leaves no trace."""

from datetime import UTC, datetime, timedelta

import pytest

from kudosbay.kernel import trail
from kudosbay.kernel.errors import NotAllowed, Refused, Stale, WrongMove
from kudosbay.messaging.models import Delivery
from kudosbay.promises.commands import (
    Wish,
    accept_promise,
    add_step,
    ask,
    confirm,
    finish_step,
    hand_over,
    make_promise,
    note_confirmation,
    pass_on,
    rate,
    reopen,
    reply,
    take_back,
    withdraw,
    write_as_asker,
    write_to_asker,
)
from kudosbay.promises.models import Promise

Status = Promise.Status


def verbs(thing):
    return [entry.verb for entry in trail.of(thing)]


def asked(founder, now, **values):
    wish = Wish("living", "A flat for three", founder.language, service="housing", person=founder.person, **values)
    return ask(wish, by=founder, now=now)


def answered(founder, adviser, now):
    promise = accept_promise(asked(founder, now), seen=1, by=adviser, now=now)
    return reply(promise, "Found one.", outcome="done", seen=2, by=adviser, now=now + timedelta(hours=2))


def test_a_wish_is_kept_and_confirmed(cast, now):
    promise = asked(cast.amara, now, words="أريد شقة", details={"people": 3})
    assert (promise.owner, promise.turn, promise.details) == (cast.wei, "new", {"people": 3})
    assert promise.steps.get(place=1).names["zh-Hans"] == "推荐三套合适房源"
    promise = accept_promise(promise, seen=1, by=cast.wei, now=now)
    finish_step(promise.steps.get(place=1), by=cast.wei, now=now)
    promise = reply(promise, "签好了。", outcome="done", seen=2, by=cast.wei, now=now, evidence="租房合同")
    assert (promise.turn, promise.in_time, promise.is_open) == ("asker", True, True)
    promise = confirm(promise, seen=3, by=cast.amara, now=now)
    assert (promise.status, promise.turn, promise.closed_at) == (Status.KEPT, "", now)
    told = ["confirmed", "replied", "step_done", "accepted", "asked"]
    assert verbs(promise) == [f"promise.{verb}" for verb in told]
    sent = Delivery.objects.filter(person=cast.amara.person, channel="portal").order_by("id")
    assert [row.template for row in sent] == ["promise_accepted", "promise_replied", "promise_closed"]


def test_the_due_time_waits_for_the_end_of_spring_festival(cast):
    before = datetime(2026, 2, 13, 9, 0, tzinfo=UTC)  # Friday, five in the afternoon: the holiday begins on Sunday
    housing, question = asked(cast.amara, before), Wish("question", "Tax?", "en", person=cast.amara.person)
    assert housing.due_at == datetime(2026, 2, 25, 9, 30, tzinfo=UTC)  # Saturday 14 is worked, then 24 and 25
    assert ask(question, by=cast.amara, now=before).due_at == datetime(2026, 2, 14, 4, 30, tzinfo=UTC)


def test_only_the_asker_confirms(cast, now):
    promise = answered(cast.amara, cast.wei, now)
    for somebody in (cast.bao, cast.wei, cast.mei):
        with pytest.raises(NotAllowed):
            confirm(promise, seen=3, by=somebody, now=now)
    with pytest.raises(NotAllowed):
        note_confirmation(promise, "She said so", seen=3, by=cast.wei, now=now)
    promise.refresh_from_db()
    assert promise.status == Status.REPLIED


def test_nothing_is_confirmed_before_it_is_answered_or_twice(cast, now):
    with pytest.raises(WrongMove):
        confirm(asked(cast.amara, now), seen=1, by=cast.amara, now=now)
    promise = confirm(answered(cast.amara, cast.wei, now), seen=3, by=cast.amara, now=now)
    with pytest.raises(Stale):
        confirm(promise, seen=3, by=cast.amara, now=now)
    assert verbs(promise).count("promise.confirmed") == 1


def test_a_stale_answer_overwrites_nothing(cast, now):
    promise = answered(cast.amara, cast.wei, now)
    with pytest.raises(Stale):
        reply(promise, "Something else", outcome="partly", seen=2, by=cast.zoe, now=now)
    promise.refresh_from_db()
    assert promise.reply == "Found one."


def test_the_asker_opens_again_within_thirty_days_and_the_clock_begins_anew(cast, now):
    promise = confirm(answered(cast.amara, cast.wei, now), seen=3, by=cast.amara, now=now)
    with pytest.raises(NotAllowed):
        reopen(promise, "No", seen=4, by=cast.bao, now=now)
    with pytest.raises(Refused):
        reopen(promise, " ", seen=4, by=cast.amara, now=now)
    with pytest.raises(Refused):
        reopen(promise, "No heating", seen=4, by=cast.amara, now=now + timedelta(days=31))
    first = promise.promised_for
    promise = reopen(promise, "No heating", seen=4, by=cast.amara, now=now + timedelta(days=29))
    assert (promise.turn, promise.closed_at, promise.replied_at) == ("us", None, None)
    assert promise.due_at > first == promise.promised_for


def test_a_founder_asks_for_herself_only_and_never_as_staff(cast, now):
    for_bao = Wish("living", "A flat", "en", person=cast.bao.person)
    with pytest.raises(NotAllowed):
        ask(for_bao, by=cast.amara, now=now)
    with pytest.raises(NotAllowed):
        make_promise(for_bao, by=cast.amara, now=now)
    promise = asked(cast.bao, now)
    for act in (
        lambda: accept_promise(promise, seen=1, by=cast.amara, now=now),
        lambda: reply(promise, "x", outcome="done", seen=1, by=cast.amara, now=now),
        lambda: add_step(promise, "x", due_on=None, by=cast.amara),
        lambda: withdraw(promise, seen=1, by=cast.amara, now=now),
        lambda: write_as_asker(promise, "x", by=cast.amara, now=now),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert not Promise.objects.visible_to(cast.amara).exists()
    assert verbs(promise) == ["promise.asked"]


def test_what_was_written_down_for_an_office_is_confirmed_by_letter(cast, now):
    office = {"zh-Hans": "区政府领导", "en": "A leader of the district"}
    details = {"said_on": "2019-02-18"}
    wish = Wish("suggestion", "Shuttle", "zh-hans", office=office, details=details, themes=["g60"])
    promise = make_promise(wish, by=cast.wei, now=now, made_at=now - timedelta(days=1))
    assert (promise.owner, promise.assisted, promise.from_side) == (cast.mei, True, "office")
    promise = reply(promise, "Runs since May.", outcome="done", seen=1, by=cast.mei, now=now, evidence="Timetable")
    with pytest.raises(Refused):
        note_confirmation(promise, "", seen=2, by=cast.mei, now=now)
    promise = note_confirmation(promise, "Letter of 3 June", seen=2, by=cast.mei, now=now)
    assert (promise.status, promise.confirmed_how) == (Status.KEPT, "Letter of 3 June")
    assert not Delivery.objects.filter(template="promise_closed").exists()


@pytest.mark.parametrize(
    ("kind", "details", "field"),
    [
        ("space_need", {"area": 40}, "from_when"),
        ("space_need", {"area": -1, "from_when": "2026-05-01"}, "area"),
        ("space_need", {"area": 40, "from_when": "someday"}, "from_when"),
        ("space_need", {"area": 40, "from_when": "2026-05-01", "where": "moon"}, "where"),
        ("living", {"needed_on": "2026-02-30"}, "needed_on"),
    ],
)
def test_a_kind_refuses_what_its_fields_do_not_hold(cast, now, kind, details, field):
    with pytest.raises(Refused) as refusal:
        make_promise(Wish(kind, "x", "en", person=cast.amara.person, details=details), by=cast.wei, now=now)
    assert refusal.value.field == field
    assert not Promise.objects.exists()


@pytest.mark.parametrize(
    "wish",
    [
        {"title": " \n "},
        {"title": "x" * 201},
        {"words": "x" * 10_001},
        {"service": "no-such"},
        {"service": "parking"},  # a service of another kind
        {"person": None},
    ],
)
def test_a_request_without_shape_is_refused(cast, now, wish):
    given = {"title": "A flat", "person": cast.amara.person} | wish
    with pytest.raises(Refused):
        make_promise(Wish("living", language="en", **given), by=cast.wei, now=now)


def test_a_request_of_tomorrow_is_refused(cast, now):
    with pytest.raises(Refused):
        make_promise(
            Wish("living", "x", "en", person=cast.amara.person), by=cast.wei, now=now, made_at=now + timedelta(days=1)
        )


def test_it_goes_to_the_zone_and_comes_back(cast, now):
    promise = accept_promise(asked(cast.amara, now), seen=1, by=cast.wei, now=now)
    with pytest.raises(Refused):
        pass_on(promise, to="centre", seen=2, by=cast.wei, now=now)
    promise = pass_on(promise, to="zone", seen=2, by=cast.wei, now=now)
    assert (promise.turn, promise.to_side) == ("them", "zone")
    assert take_back(promise, seen=3, by=cast.wei, now=now).turn == "us"


def test_it_is_handed_over_to_somebody_who_can_have_it(cast, now):
    promise = asked(cast.amara, now)
    with pytest.raises(Refused):
        hand_over(promise, cast.bao, seen=1, by=cast.wei, now=now)
    promise = hand_over(promise, cast.zoe, seen=1, by=cast.wei, now=now)
    assert promise.owner == cast.zoe
    assert Delivery.objects.filter(user=cast.zoe, template="promise_new").exists()


def test_a_bad_mark_is_looked_into_once_and_the_asker_never_sees_that(cast, now):
    promise = confirm(answered(cast.amara, cast.wei, now), seen=3, by=cast.amara, now=now)
    for mark in (0, 6):
        with pytest.raises(Refused):
            rate(promise, mark, "", by=cast.amara, now=now)
    with pytest.raises(NotAllowed):
        rate(promise, 5, "", by=cast.wei, now=now)
    promise = rate(promise, 2, "Slow", by=cast.amara, now=now)
    with pytest.raises(Refused):
        rate(promise, 5, "", by=cast.amara, now=now)
    opened = promise.looked_into_by.get()
    assert (opened.owner, opened.kind, opened.inside) == (cast.mei, "second_look", True)
    assert list(Promise.objects.visible_to(cast.amara)) == [promise]


def test_both_sides_write_and_a_closed_request_takes_no_more_of_ours(cast, now):
    promise = asked(cast.amara, now)
    write_to_asker(promise, "Which floor?", by=cast.wei, now=now)
    write_as_asker(promise, "الطابق الثالث", by=cast.amara, now=now)
    promise.refresh_from_db()
    assert [one.direction for one in promise.thread.messages.order_by("id")] == ["out", "in"]
    gone = withdraw(promise, seen=1, by=cast.amara, now=now)
    with pytest.raises(Refused):
        write_to_asker(gone, "Still?", by=cast.wei, now=now)
