"""Answers are given, and recalled when what they rest on ends."""

from datetime import date, datetime

import pytest

from conftest import Cast
from kudosbay.kernel import trail
from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.messaging.models import Delivery
from kudosbay.publications import commands, queries
from kudosbay.publications.models import AnswerGiven, Edition
from kudosbay.publications.tests.test_queries import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer(cast: Cast, now: datetime) -> Edition:
    made = published(cast.mei, now, kind="answer")
    commands.cite(made, published(cast.mei, now, 2), by=cast.mei, place="Article 7")
    return made


def test_an_answer_is_given_once_and_counts_as_one(cast: Cast, answer: Edition, now: datetime) -> None:
    first = commands.give_answer(answer, cast.amara.person, by=cast.wei, now=now)
    assert commands.give_answer(answer, cast.amara.person, by=cast.zoe, now=now) == first
    rows = Delivery.objects.filter(person=cast.amara.person)
    assert [(row.channel, row.kind) for row in rows.order_by("pk")] == [("mail", "answer"), ("portal", "notice")]
    assert trail.of(cast.amara.person)[0].verb == "answer.given"


def test_only_answers_in_force_are_given_by_staff(cast: Cast, answer: Edition, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        commands.give_answer(answer, cast.amara.person, by=cast.amara, now=now)
    with pytest.raises(Refused):
        commands.give_answer(published(cast.mei, now, 3), cast.amara.person, by=cast.wei, now=now)
    commands.end_edition(answer, last_day=date(2026, 3, 1), by=cast.mei)
    with pytest.raises(Refused):
        commands.give_answer(answer, cast.amara.person, by=cast.wei, now=now)


def test_when_a_cited_policy_ends_whoever_was_told_is_told_again_once(
    cast: Cast, answer: Edition, now: datetime
) -> None:
    given = commands.give_answer(answer, cast.amara.person, by=cast.wei, now=now)
    with pytest.raises(Refused):
        commands.send_correction(given, by=cast.wei, now=now)
    commands.end_edition(answer.cites.get().cited, last_day=date(2026, 3, 9), by=cast.mei)
    assert [row.given for row in queries.recalls(cast.wei, now.date())] == [[given]]
    assert commands.send_corrections(answer.publication, by=cast.wei, now=now) == 1
    assert queries.recalls(cast.wei, now.date()) == []
    assert Delivery.objects.filter(template="answer_recalled", person=cast.amara.person).exists()
    assert AnswerGiven.objects.get().corrected_by == cast.wei
    with pytest.raises(Refused):
        commands.send_corrections(answer.publication, by=cast.wei, now=now)


def test_only_what_readers_can_open_is_cited_and_only_once(cast: Cast, answer: Edition, now: datetime) -> None:
    draft = commands.write_publication("policy", commands.Words("Draft"), language="en", by=cast.mei, now=now)
    for cited in (draft.editions.get(), answer.cites.get().cited, answer):
        with pytest.raises(Refused):
            commands.cite(answer, cited, by=cast.mei)
