"""Each open promise stands in one queue; lateness goes up the stairs in working time; lists cost the same at any size."""

from datetime import UTC, datetime, timedelta

import pytest

from kudosbay.kernel.models import Label
from kudosbay.kernel.trail import MACHINE
from kudosbay.messaging.models import Delivery
from kudosbay.promises import queries
from kudosbay.promises.catalogue import groups, services
from kudosbay.promises.commands import Wish, ask, climb, make_promise, reply
from kudosbay.promises.jobs import tell_late_ones
from kudosbay.promises.kinds import KINDS
from kudosbay.promises.models import Promise
from kudosbay.promises.queries import QUEUES, Wanted, promise_list, queue_counts, space_asked


class Hands:
    executor = "test"

    def stopping(self):
        return False


def asked(founder, now, **values):
    return ask(Wish("living", "A flat", "en", person=founder.person, **values), by=founder, now=now)


def templates(**of):
    return set(Delivery.objects.filter(**of).values_list("template", flat=True))


@pytest.mark.parametrize("status", Promise.Status.values)
def test_each_open_promise_stands_in_exactly_one_queue(cast, now, status):
    promise = asked(cast.amara, now)
    Promise.objects.filter(pk=promise.pk).update(status=status)
    promise.refresh_from_db()
    counts = queue_counts(cast.wei, now=now)
    assert sum(counts[queue] for queue in QUEUES) == counts["all"] == int(promise.is_open)
    standing = [queue for queue in QUEUES if promise_list(cast.wei, Wanted(queue=queue), now=now)]
    assert standing == ([promise.turn] if promise.is_open else [])
    assert bool(promise_list(cast.wei, Wanted(queue="over"), now=now)) != promise.is_open


def test_chips_count_what_their_lists_show(cast, now):
    asked(cast.amara, now)
    asked(cast.bao, now - timedelta(days=10))
    done = asked(cast.bao, now)
    reply(done, "Yes", outcome="done", seen=1, by=cast.zoe, now=now)
    counts = queue_counts(cast.mei, now=now)
    for name in (*QUEUES, "due", "late"):
        assert counts[name] == promise_list(cast.mei, Wanted(queue=name), now=now).count(), name
    assert (counts["late"], queries.open_promises(cast.wei), queries.open_promises(cast.amara)) == (1, 1, 0)
    assert queries.open_promises(cast.mei, everybody=True) == counts["all"]


def test_lateness_goes_to_the_owner_then_to_the_manager_each_once(cast, now):
    promise = asked(cast.amara, now)
    late = promise.due_at + timedelta(hours=64)  # due on Friday evening, seen on Monday morning
    for _again in range(3):
        assert tell_late_ones(Hands(), now=late) == 1
    assert templates(person=cast.amara.person, template="promise_apology") == {"promise_apology"}
    assert Delivery.objects.filter(user=cast.wei, template="promise_late", channel="portal").count() == 1
    assert not Delivery.objects.filter(user=cast.mei).exists()
    later = late + timedelta(days=7)
    tell_late_ones(Hands(), now=later)
    tell_late_ones(Hands(), now=later)
    promise.refresh_from_db()
    assert promise.stair == 2
    assert Delivery.objects.filter(user=cast.mei, template="promise_late", channel="portal").count() == 1


def test_nobody_is_told_at_night_at_weekends_or_on_holidays(cast, now):
    promise = asked(cast.amara, now)
    night, saturday = datetime(2026, 3, 16, 14, 0, tzinfo=UTC), datetime(2026, 3, 21, 3, 0, tzinfo=UTC)
    for closed in (night, saturday, datetime(2026, 4, 6, 3, 0, tzinfo=UTC)):  # the last: Qingming
        assert tell_late_ones(Hands(), now=closed) == 0
    promise.refresh_from_db()
    assert promise.stair == 0


def test_what_is_answered_or_not_due_climbs_no_stair(cast, now):
    promise = asked(cast.amara, now)
    assert climb(promise, by=MACHINE, now=now) == 0
    reply(promise, "Yes", outcome="done", seen=1, by=cast.wei, now=now)
    assert climb(promise, by=MACHINE, now=now + timedelta(days=30)) == 0


def test_a_list_narrows_by_words_kind_theme_and_owner(cast, now):
    Label.objects.create(kind=Label.Kind.THEME, code="g60")
    asked(cast.amara, now)
    details = {"said_on": "2019-02-18"}
    wish = Wish("suggestion", "More room", "en", office={"en": "District"}, details=details, themes=["g60"])
    from_office = make_promise(wish, by=cast.wei, now=now)
    for wanted, count in (
        (Wanted(), 2),
        (Wanted(text="amara flat"), 1),
        (Wanted(text=from_office.reference), 1),
        (Wanted(kind="suggestion"), 1),
        (Wanted(theme="g60"), 1),
        (Wanted(owner=cast.wei.pk), 1),
    ):
        assert promise_list(cast.mei, wanted, now=now).count() == count, wanted


def test_the_building_sees_its_kinds_only(cast, now):
    asked(cast.amara, now)
    cast.zoe.roles = ["building"]
    cast.zoe.save()
    details = {"area": 30, "from_when": "2026-06-01"}
    need = make_promise(Wish("space_need", "Room", "en", person=cast.bao.person, details=details), by=cast.wei, now=now)
    assert (list(Promise.objects.visible_to(cast.zoe)), need.owner) == ([need], cast.zoe)


def test_lists_cost_the_same_at_any_size(cast, now, assert_same_queries):
    def another(_number):
        promise = asked(cast.amara, now)
        Promise.objects.filter(pk=promise.pk).update(status="kept")

    def shown():
        for promise in promise_list(cast.wei, Wanted(everything="1"), now=now):
            str(promise.owner), str(promise.asker_person)
        for promise in queries.own_promises(cast.amara):
            str(promise.owner), str(promise.asker_person)
        return queue_counts(cast.wei, now=now), queries.promise_owners(), queries.people_asked_for(cast.amara)

    assert_same_queries(another, shown)
    promise = Promise.objects.first()
    assert_same_queries(
        lambda _number: climb(promise, by=MACHINE, now=now), lambda: list(queries.promise_timeline(promise))
    )


@pytest.mark.parametrize("code", sorted(services()))
def test_each_service_speaks_the_three_languages(code):
    one, languages = services()[code], {"en", "zh-Hans", "ar"}
    assert KINDS[one.kind].asked_on_portal
    assert all(set(said) >= languages for said in (one.names, one.about, *one.takes, *one.steps))
    assert code in {some.code for group in groups() for some in group.services}


def test_what_is_asked_of_the_building_is_summed_and_costs_the_same(cast, now, assert_same_queries):
    def ask_for(number, where="building"):
        details = {"area": 40 + number, "from_when": now.date(), "where": where, "people": 4}
        wish = Wish("space_need", "An office", "en", details=details, person=cast.amara.person)
        return make_promise(wish, by=cast.wei, now=now)

    ask_for(0)
    ask_for(60, "g60")
    found = space_asked(cast.wei)
    assert (len(found.needs), found.area, found.people, found.in_the_building) == (2, 140, 8, 40)
    assert_same_queries(ask_for, lambda: [str(one.asker_person) for one in space_asked(cast.wei).needs])
