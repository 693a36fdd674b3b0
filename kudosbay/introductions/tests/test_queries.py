"""What each screen costs: the same at 3 and at 30 rows."""

from datetime import timedelta

import pytest

from kudosbay.introductions import queries
from kudosbay.introductions.commands import Party, agree, answer_notice, propose_introduction, publish_notice
from kudosbay.introductions.models import Introduction, Notice
from kudosbay.introductions.queries import WantedIntroductions, WantedNotices
from kudosbay.introductions.tests.conftest import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def meet(post_need, post_offer, cast, now):
    """Introduce Amara through one more pair."""

    def make(number: int) -> Introduction:
        need = publish_notice(post_need(f"Need {number}"), by=cast.wei, now=now)
        offer = publish_notice(post_offer(f"Offer {number}"), by=cast.wei, now=now)
        made = propose_introduction(need, offer, by=cast.wei, now=now)
        agree(made, "need", by=cast.wei, now=now)
        return agree(made, "offer", by=cast.amara, now=now)

    return make


def test_the_lists_of_the_desk(meet, cast, now, assert_same_queries):
    later = now + timedelta(days=8)

    def ask():
        found = queries.notice_list(cast.wei, WantedNotices(text="n", kind="work_package", theme="belt_road"))
        pairs = queries.introduction_list(cast.wei, WantedIntroductions(due=True, now=later, text="n"))
        return (
            [(one.party, one.adviser.name, one.met) for one in found],
            [(one.need.party, one.offer.party, one.adviser.name) for one in pairs],
            queries.waiting(cast.wei, now=later),
            queries.notice_counts(cast.wei),
        )

    assert_same_queries(meet, ask)
    assert queries.waiting(cast.wei, now=later).due == 30


def test_what_is_ones_own(meet, cast, now, assert_same_queries):
    def ask():
        pairs = queries.my_introductions(cast.amara)
        return [one.names_open for one in pairs], [one.enterprise for one in queries.my_notices(cast.amara)]

    assert_same_queries(meet, ask)


def test_the_few_that_fit(need, post_offer, cast, now, assert_same_queries):
    def make(number: int) -> None:
        publish_notice(post_offer(f"Offer {number}"), by=cast.wei, now=now)

    assert_same_queries(make, lambda: [one.notice.party for one in queries.suggestions(need, today=now.date())])
    assert len(queries.suggestions(need, today=now.date())) == queries.MOST_SUGGESTED


def test_the_page_of_one(need, post_offer, cast, now, assert_same_queries):
    need.answers_allowed = 50
    need.save()
    made = []

    def make(number: int) -> None:
        offer = publish_notice(post_offer(f"Offer {number}"), by=cast.wei, now=now)
        made.append(answer_notice(need, own=offer, words="", by=cast.amara, now=now))

    def ask():
        pairs = queries.introductions_of(need, cast.wei)
        happened = [*queries.notice_timeline(need), *queries.introduction_timeline(made[0])]
        told = queries.follow_ups_of(made[0]), queries.cases_of_lead(made[0], cast.wei)
        return [one.offer.party for one in pairs], told, happened

    assert_same_queries(make, ask)


def test_what_is_public(post_need, offer, cast, now, assert_same_queries):
    today = now.date()

    def make(number: int) -> None:
        publish_notice(post_need(f"Need {number}"), by=cast.wei, now=now)

    need = publish_notice(post_need(), by=cast.wei, now=now)

    def ask():
        return (
            list(queries.public_notices(today, kind="work_package", side="need", theme="belt_road")),
            list(queries.answerable(cast.amara, today=today)),
            queries.own_answers(cast.amara, need, today=today),
        )

    assert_same_queries(make, ask)
    assert "company" in queries.public_notices(today)[0].get_deferred_fields()


def test_what_the_job_looks_for(meet, now, assert_same_queries):
    late = now + timedelta(days=200)

    def ask():
        lapsed = queries.lapsed_notices(late.date())
        return [one.introduction.reference for one in queries.follow_ups_to_ask(late)], lapsed

    assert_same_queries(meet, ask)


def test_the_directory(cast, now, assert_same_queries, join_directory_as):
    def ask():
        members = queries.directory(now.date(), group="traders")
        return [one.party for one in members], [
            one.party for one in queries.answerable_members(cast.bao, today=now.date())
        ]

    assert_same_queries(join_directory_as, ask)


def test_a_name_is_open_only_after_both_agreed(meet, cast, now):
    pair = meet(1)
    assert pair.names_open
    assert not Introduction.objects.visible_to(cast.bao).exists()
    assert not Notice.objects.visible_to(cast.bao).exists()
    assert said(now, "x").titles == {"en": "x"}
    assert Party().company == ""
