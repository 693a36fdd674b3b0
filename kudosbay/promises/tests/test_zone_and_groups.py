"""The zone's places are given in order and never more than there are; grievances go upward together and come back."""

from datetime import date, timedelta

import pytest

from kudosbay.kernel import trail
from kudosbay.kernel.errors import NotAllowed, Refused, Stale, WrongMove
from kudosbay.messaging.models import Delivery
from kudosbay.promises import queries
from kudosbay.promises.commands import (
    Wish,
    ask,
    change_quota,
    grant,
    hand_over_many,
    make_promise,
    move_up,
    nominate,
    pass_upward,
    reply,
    send_nominations,
    set_quota,
    translate_promise,
    turn_down,
)
from kudosbay.promises.models import Nomination, Promise, ZoneQuota

YEAR = {"valid_from": date(2026, 1, 1), "valid_to": date(2026, 12, 31), "evidence": "Notice 12"}


def quota_of(cast, now, places=2, area="living"):
    return set_quota(area, places, **YEAR, by=cast.mei, now=now)


def wish(cast, now, area="living", person=None):
    details = {"area": area, "what": "A flat"}
    person = person or cast.amara.person
    return make_promise(Wish("zone_priority", "A flat", "en", details=details, person=person), by=cast.wei, now=now)


def named(cast, now, quota, count):
    return [nominate(wish(cast, now), quota, "Family of four", by=cast.wei, now=now) for _one in range(count)]


def test_places_are_named_sent_and_granted_in_order(cast, now):
    quota = quota_of(cast, now)
    first, second, third = named(cast, now, quota, 3)
    move_up(third, by=cast.wei)
    order = list(quota.nominations.order_by("place").values_list("pk", flat=True))
    assert order == [first.pk, third.pk, second.pk]
    assert send_nominations(quota, by=cast.wei, now=now) == 3
    assert Promise.objects.waiting_for("them").count() == 3
    grant(first, "Yes", evidence="Letter 1", by=cast.wei, now=now)
    first.promise.refresh_from_db()
    assert (first.promise.outcome, first.promise.turn) == ("done", "asker")
    turn_down(third, "Next year", evidence="", by=cast.wei, now=now)
    third.promise.refresh_from_db()
    assert third.promise.outcome == "impossible"
    with pytest.raises(WrongMove):
        grant(third, "Yes", evidence="", by=cast.wei, now=now)
    assert next(entry.verb for entry in trail.of(quota)) == "nomination.refused"


def test_never_more_is_granted_than_there_is(cast, now):
    quota = quota_of(cast, now, places=1)
    first, second = named(cast, now, quota, 2)
    send_nominations(quota, by=cast.wei, now=now)
    grant(first, "Yes", evidence="", by=cast.wei, now=now)
    with pytest.raises(Refused):
        grant(second, "Yes", evidence="", by=cast.wei, now=now)
    second.refresh_from_db()
    second.promise.refresh_from_db()
    assert (second.status, second.promise.status) == (Nomination.Status.SENT, Promise.Status.PASSED_ON)


def test_a_quota_below_what_is_granted_is_refused(cast, now):
    quota = quota_of(cast, now)
    rows = named(cast, now, quota, 2)
    send_nominations(quota, by=cast.wei, now=now)
    for row in rows:
        grant(row, "Yes", evidence="", by=cast.wei, now=now)
    with pytest.raises(Refused) as refusal:
        change_quota(quota, 1, evidence="Notice 13", seen=1, by=cast.mei)
    assert refusal.value.field == "places"
    assert change_quota(quota, 3, evidence="Notice 13", seen=1, by=cast.mei).places == 3
    with pytest.raises(Stale):
        change_quota(quota, 5, evidence="Notice 14", seen=1, by=cast.mei)


@pytest.mark.parametrize(
    "change",
    [
        {"evidence": " "},
        {"valid_to": date(2025, 12, 31)},
        {"valid_from": date(2026, 12, 31), "valid_to": date(2027, 3, 1)},
    ],
)
def test_a_quota_needs_evidence_and_a_period_of_its_own(cast, now, change):
    quota_of(cast, now)
    with pytest.raises(Refused):
        set_quota("living", 5, **(YEAR | change), by=cast.mei, now=now)
    assert ZoneQuota.objects.count() == 1


def test_only_a_manager_records_a_quota_and_only_fitting_requests_are_named(cast, now):
    with pytest.raises(NotAllowed):
        set_quota("living", 5, **YEAR, by=cast.wei, now=now)
    quota = quota_of(cast, now)
    living = wish(cast, now)
    with pytest.raises(NotAllowed):
        nominate(living, quota, "Me", by=cast.amara, now=now)
    nominate(living, quota, "Family", by=cast.wei, now=now)
    other = ask(Wish("living", "A flat", "en", person=cast.amara.person), by=cast.amara, now=now)
    for promise, reason in ((living, "Again"), (wish(cast, now, area="traffic"), "Bus"), (other, "Flat")):
        with pytest.raises(Refused):
            nominate(promise, quota, reason, by=cast.wei, now=now)
    with pytest.raises(Refused):
        nominate(wish(cast, now), quota, " ", by=cast.wei, now=now)
    assert quota.nominations.count() == 1


def grievance(founder, now):
    return ask(Wish("grievance", "Bank asks twice", "en", person=founder.person), by=founder, now=now)


def test_grievances_go_upward_as_one_and_the_answer_comes_back_to_each(cast, now):
    both = [grievance(cast.amara, now), grievance(cast.bao, now)]
    upward = Wish("grievance", "Papers for an account", "en", addressee={"en": "Office"})
    group = pass_upward(both, upward, to="authority", by=cast.wei, now=now)
    assert (group.turn, set(group.gathers.all())) == ("them", set(both))
    assert not Promise.objects.visible_to(cast.amara).exclude(pk=both[0].pk).exists()
    again = list(Promise.objects.filter(part_of=group))
    with pytest.raises(Refused):
        pass_upward(again, upward, to="authority", by=cast.wei, now=now)
    group = reply(group, "One list", outcome="done", seen=group.version, by=group.owner, now=now, evidence="List")
    assert group.status == Promise.Status.KEPT
    for promise in both:
        promise.refresh_from_db()
        assert (promise.reply, promise.turn) == ("One list", "asker")
    told = Delivery.objects.filter(template="promise_replied", channel="portal")
    assert {row.person for row in told} == {cast.amara.person, cast.bao.person}


def test_nothing_goes_upward_without_a_grievance_or_to_nobody(cast, now):
    upward, flat = (
        Wish("grievance", "x", "en"),
        ask(Wish("living", "x", "en", person=cast.bao.person), by=cast.bao, now=now),
    )
    for chosen, to in (([], "zone"), ([flat], "zone"), ([grievance(cast.amara, now)], "centre")):
        with pytest.raises(Refused):
            pass_upward(chosen, upward, to=to, by=cast.wei, now=now)
    with pytest.raises(NotAllowed):
        pass_upward([grievance(cast.amara, now)], upward, to="zone", by=cast.amara, now=now)
    assert not Promise.objects.filter(from_side="centre").exists()


def test_many_change_hands_at_once(cast, now):
    rows = [grievance(cast.amara, now), grievance(cast.bao, now)]
    assert hand_over_many(rows, cast.zoe, by=cast.mei, now=now) == 1  # Bao's was Zoe's already
    with pytest.raises(Refused):
        hand_over_many(rows, cast.amara, by=cast.mei, now=now)
    assert Promise.objects.filter(owner=cast.zoe).count() == 2


def test_a_translation_stands_beside_the_original(cast, now):
    promise = grievance(cast.amara, now)
    promise = translate_promise(promise, "zh-Hans", {"title": "银行重复要件", "words": " "}, seen=1, by=cast.wei)
    assert (promise.title, promise.translated) == ("Bank asks twice", {"zh-Hans": {"title": "银行重复要件"}})
    with pytest.raises(NotAllowed):
        translate_promise(promise, "ar", {"title": "x"}, seen=2, by=cast.amara)


def test_registers_cost_the_same_at_any_size(cast, now, assert_same_queries):
    quota = quota_of(cast, now, places=50)
    group = pass_upward([grievance(cast.amara, now)], Wish("grievance", "x", "en"), to="zone", by=cast.wei, now=now)

    def another(number):
        rows = [grievance(cast.bao, now - timedelta(days=number)), wish(cast, now), wish(cast, now)]
        Promise.objects.filter(pk=rows[0].pk).update(asker_person=cast.amara.person)
        if number % 2:
            Promise.objects.filter(pk=rows[0].pk).update(part_of=group)
        Nomination.objects.create(quota=quota, promise=rows[1], place=number + 1, reason="x")
        details = {"said_on": "2019-02-18"}
        make_promise(Wish("suggestion", "x", "en", office={"en": "x"}, details=details), by=cast.wei, now=now)
        Promise.objects.filter(kind="grievance").exclude(pk=group.pk).update(status="accepted")

    def shown():
        for promise in [*queries.suggestions(cast.wei), *queries.ungrouped_grievances(cast.wei)]:
            str(promise.owner), str(promise.asker_person)
        for row in queries.nominations(quota):
            str(row.promise.asker_person), str(row.promise.owner)
        return list(queries.quotas()), list(queries.grievance_groups(cast.wei)), queries.to_be_named(quota)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kudosbay.promises.commands.making.MOST_OPEN", 1000)
        assert_same_queries(another, shown)
