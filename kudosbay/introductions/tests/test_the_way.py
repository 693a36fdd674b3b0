"""From a need and an offer to what came of it; and what stops on the way."""

from datetime import timedelta
from decimal import Decimal

import pytest

from kudosbay.introductions import queries
from kudosbay.introductions.commands import (
    Outcome,
    Party,
    agree,
    answer_follow_up,
    answer_notice,
    change_notice,
    close_notice,
    decline,
    pass_answer_on,
    post_notice,
    propose_introduction,
    publish_notice,
    record_outcome,
    record_receipt,
    resume_introduction,
    send_notice_back,
    withdraw_agreement,
)
from kudosbay.introductions.jobs import do_what_is_due
from kudosbay.introductions.models import Introduction, Notice
from kudosbay.introductions.tests.conftest import NEED_DATA, said
from kudosbay.kernel import trail
from kudosbay.kernel.errors import NotAllowed, Refused, Stale, WrongMove
from kudosbay.messaging.models import Delivery

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_a_need_and_an_offer_become_an_introduction_with_a_saving(proposed, cast, now):
    assert not proposed.names_open
    agree(proposed, "need", by=cast.bao, now=now)
    made = agree(proposed, "offer", by=cast.amara, now=now)
    assert made.names_open
    assert [one.after_days for one in queries.follow_ups_of(made)] == [7, 30, 90]
    told = Outcome("delivered", now.date(), value=Decimal(150000), saving=Decimal(50000), currency="CNY")
    made.refresh_from_db()
    done = record_outcome(made, told, by=cast.wei, now=now, seen=made.version)
    assert (done.status, done.saving, done.credit) == ("done", Decimal(50000), None)
    verbs = [entry.verb for entry in trail.of(done)]
    assert verbs[0] == "introduction.ended_in"
    assert {"introduction.proposed", "introduction.agreed", "introduction.made"} <= set(verbs)


def test_both_are_told_at_each_turn(proposed, cast, now):
    agree(proposed, "need", by=cast.bao, now=now)
    agree(proposed, "offer", by=cast.amara, now=now)
    told = Delivery.objects.filter(channel="portal", person=cast.amara.person).values_list("template", flat=True)
    assert set(told) >= {"notice_published", "introduction_proposed", "introduction_made"}


def test_the_job_asks_once_how_it_goes(proposed, cast, now):
    agree(proposed, "need", by=cast.bao, now=now)
    made = agree(proposed, "offer", by=cast.amara, now=now)
    assert do_what_is_due(now=now) == 0
    assert do_what_is_due(now=now + 8 * DAY) == 1
    assert do_what_is_due(now=now + 8 * DAY) == 0
    first = queries.follow_ups_of(made)[0]
    answer_follow_up(first, answer="working", note="", by=cast.amara, now=now + 9 * DAY)
    with pytest.raises(Refused, match="already"):
        answer_follow_up(first, answer="working", note="", by=cast.bao, now=now + 9 * DAY)


def test_a_third_person_answers_nothing(proposed, cast, now):
    with pytest.raises(NotAllowed):
        agree(proposed, "offer", by=cast.bao, now=now)
    with pytest.raises(NotAllowed):
        propose_introduction(proposed.need, proposed.offer, by=cast.bao, now=now)


def test_two_answers_where_one_is_allowed(post_need, post_offer, cast, now):
    need = publish_notice(post_need(answers_allowed=1), by=cast.wei, now=now)
    first, second = (publish_notice(post_offer(f"Offer {number}"), by=cast.wei, now=now) for number in (1, 2))
    propose_introduction(need, first, by=cast.wei, now=now)
    with pytest.raises(Refused, match="all the answers"):
        propose_introduction(need, second, by=cast.wei, now=now)
    assert Introduction.objects.filter(need=need).count() == 1


def test_a_declined_answer_leaves_its_place_to_another(post_need, post_offer, cast, now):
    need = publish_notice(post_need(answers_allowed=1), by=cast.wei, now=now)
    first, second = (publish_notice(post_offer(f"Offer {number}"), by=cast.wei, now=now) for number in (1, 2))
    decline(propose_introduction(need, first, by=cast.wei, now=now), "need", because="", by=cast.wei, now=now)
    assert propose_introduction(need, second, by=cast.wei, now=now).status == "proposed"


def test_an_expired_need_is_not_answered(need, offer, cast, now):
    late = now + 91 * DAY
    with pytest.raises(Refused, match="not open any more"):
        propose_introduction(need, offer, by=cast.wei, now=late)
    assert not Introduction.objects.exists()


def test_consent_to_what_expired_parks_it_with_the_reason(proposed, cast, now):
    parked = agree(proposed, "offer", by=cast.amara, now=now + 91 * DAY)
    assert (parked.status, parked.because, parked.offer_agreed_at) == ("parked", "expired", None)


def test_the_job_ends_notices_and_parks_what_waits_on_them(proposed, now):
    assert do_what_is_due(now=now + 91 * DAY) == 2
    proposed.refresh_from_db()
    assert (proposed.status, proposed.because) == ("parked", "expired")
    assert set(Notice.objects.values_list("status", flat=True)) == {"expired"}


def test_consent_withdrawn_between_match_and_introduction(proposed, cast, now):
    agree(proposed, "offer", by=cast.amara, now=now)
    parked = withdraw_agreement(proposed, "offer", by=cast.amara, now=now)
    assert (parked.status, parked.because) == ("parked", "offer_withdrew")
    with pytest.raises(Refused, match="waits for an answer"):
        agree(proposed, "need", by=cast.bao, now=now)
    parked.refresh_from_db()
    assert not parked.names_open
    assert not parked.follow_ups.exists()


def test_consent_withdrawn_after_the_introduction_closes_the_names(proposed, cast, now):
    agree(proposed, "need", by=cast.bao, now=now)
    agree(proposed, "offer", by=cast.amara, now=now)
    parked = withdraw_agreement(proposed, "need", by=cast.bao, now=now)
    assert not parked.names_open
    assert do_what_is_due(now=now + 8 * DAY) == 0
    resumed = resume_introduction(parked, by=cast.wei, now=now)
    assert resumed.status == "proposed"
    assert agree(resumed, "need", by=cast.bao, now=now).names_open


def test_an_answer_is_unknown_to_the_other_side_until_it_was_looked_at(need, offer, cast, now):
    answered = answer_notice(need, own=offer, words="We test gearboxes.", by=cast.amara, now=now)
    assert answered in Introduction.objects.visible_to(cast.amara)
    assert answered not in Introduction.objects.visible_to(cast.bao)
    pass_answer_on(answered, by=cast.zoe, now=now)
    assert answered in Introduction.objects.visible_to(cast.bao)
    assert agree(answered, "need", by=cast.bao, now=now).names_open


def test_nobody_answers_the_own_notice_or_twice(need, offer, post_offer, cast, now):
    own = publish_notice(post_offer(of=Party(person=cast.bao.person), by=cast.bao), by=cast.zoe, now=now)
    with pytest.raises(Refused, match="your own"):
        answer_notice(need, own=own, words="", by=cast.bao, now=now)
    answer_notice(need, own=offer, words="", by=cast.amara, now=now)
    with pytest.raises(Refused, match="before"):
        answer_notice(need, own=offer, words="", by=cast.amara, now=now)


def test_nobody_learns_of_a_notice_before_it_is_published(post_need, cast, now):
    waiting = post_need(of=Party(person=cast.bao.person), by=cast.bao)
    assert waiting not in queries.public_notices(now.date())
    assert waiting not in Notice.objects.visible_to(cast.amara)
    send_notice_back(waiting, because="Say for which market.", by=cast.zoe, now=now)
    waiting.refresh_from_db()
    change_notice(waiting, said=said(now, "Better", data=NEED_DATA), by=cast.bao, now=now, seen=waiting.version)
    waiting.refresh_from_db()
    assert waiting.status == "review"


def test_what_its_owner_changes_is_reviewed_again(need, cast, now):
    changed = change_notice(
        need, said=said(now, "Other words", data=NEED_DATA), by=cast.bao, now=now, seen=need.version
    )
    assert changed.status == "review"
    with pytest.raises(Stale):
        change_notice(need, said=said(now, "Mine", data=NEED_DATA), by=cast.zoe, now=now, seen=1)


def test_closing_parks_what_waits(proposed, cast, now):
    close_notice(proposed.offer, by=cast.amara, now=now)
    proposed.refresh_from_db()
    assert (proposed.status, proposed.because) == ("parked", "closed")
    with pytest.raises(Refused, match="not open"):
        resume_introduction(proposed, by=cast.wei, now=now)


@pytest.mark.parametrize(
    ("data", "field"), [({}, "trade"), ({"trade": "spells"}, "trade"), (NEED_DATA | {"budget_cny": "-1"}, "budget_cny")]
)
def test_details_that_the_kind_does_not_take_are_refused(post_need, data, field):
    with pytest.raises(Refused) as refused:
        post_need(data=data)
    assert refused.value.field == field
    assert not Notice.objects.exists()


def test_a_client_posts_only_for_herself(cast, now):
    with pytest.raises(NotAllowed):
        post_notice(
            "work_package",
            "need",
            of=Party(company="Bao & Co"),
            said=said(now, "A", data=NEED_DATA),
            by=cast.amara,
            now=now,
        )


def test_a_saving_needs_its_kind_a_receipt_too(proposed, cast, now):
    with pytest.raises(Refused, match="both sides agree"):
        record_outcome(proposed, Outcome("delivered", now.date()), by=cast.wei, now=now, seen=proposed.version)
    agree(proposed, "need", by=cast.bao, now=now)
    made = agree(proposed, "offer", by=cast.amara, now=now)
    with pytest.raises(Refused, match="nobody gives a receipt"):
        record_receipt(
            made, number="1", received_on=now.date(), receipt_from="", by=cast.wei, now=now, seen=made.version
        )
    with pytest.raises(Refused, match="between"):
        record_outcome(made, Outcome("delivered", now.date() + DAY), by=cast.wei, now=now, seen=made.version)
    with pytest.raises(WrongMove):
        publish_notice(made.need, by=cast.wei, now=now)
