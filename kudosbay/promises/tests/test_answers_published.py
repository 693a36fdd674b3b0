"""A question is answered with a publication, and whoever was told is told again when what it rests on ends."""

from datetime import date, datetime, timedelta

import pytest

from conftest import Cast
from kudosbay.accounts.models import User
from kudosbay.kernel import trail
from kudosbay.kernel.errors import NotAllowed, Refused, Stale
from kudosbay.messaging.models import Delivery
from kudosbay.promises.commands import Wish, answer_with, ask, confirm, draft_answer, release_answer, reopen, reply
from kudosbay.promises.models import Promise
from kudosbay.promises.queries import asked_before, questions_behind
from kudosbay.publications import commands as publishing
from kudosbay.publications import queries
from kudosbay.publications.commands import Words
from kudosbay.publications.models import AnswerGiven, Edition
from kudosbay.publications.tests.test_queries import published

pytestmark = pytest.mark.django_db
WORDS = Words("Capital in parts", "May I pay my capital in several parts?", "Yes, within five years.")


def asked(founder: User, now: datetime, kind: str = "question") -> Promise:
    return ask(Wish(kind, "May I pay in parts?", "en", person=founder.person), by=founder, now=now)


@pytest.fixture
def law(cast: Cast, now: datetime) -> Edition:
    return published(cast.mei, now, 2)


def drafted(cast: Cast, law: Edition, now: datetime) -> Promise:
    promise = asked(cast.amara, now)
    draft_answer(promise, WORDS, language="en", cites=[(law, "Article 47")], by=cast.wei, now=now)
    promise.refresh_from_db()
    return promise


def test_an_adviser_drafts_a_writer_releases_and_the_asker_confirms(cast: Cast, law: Edition, now: datetime) -> None:
    promise = drafted(cast, law, now)
    assert (promise.status, promise.answer.published_at) == ("asked", None)
    with pytest.raises(NotAllowed):
        release_answer(promise, seen=1, by=cast.wei, now=now)
    promise = release_answer(promise, seen=1, by=cast.mei, now=now)
    assert (promise.status, promise.reply, promise.reply_language) == ("replied", "Capital in parts", "en")
    given = AnswerGiven.objects.get()
    assert (given.edition, given.person) == (promise.answer, cast.amara.person)
    sent = Delivery.objects.filter(person=cast.amara.person)
    assert {(row.kind, row.template) for row in sent} == {("answer", "answer_given"), ("notice", "answer_given")}
    assert sent.first().data["link"] == f"/go/requests/{promise.reference}/"
    assert trail.of(promise)[0].verb == "promise.answered_with"
    assert confirm(promise, seen=promise.version, by=cast.amara, now=now).status == "kept"


def test_a_draft_is_changed_and_not_begun_twice(cast: Cast, law: Edition, now: datetime) -> None:
    promise = drafted(cast, law, now)
    again = Words("Capital by instalments", "", "Yes.")
    draft_answer(promise, again, language="en", cites=[(law, "Article 48")], by=cast.wei, now=now)
    edition = Edition.objects.get(publication__kind="answer")
    assert edition.texts.get().title == "Capital by instalments"
    assert edition.cites.count() == 1
    with pytest.raises(NotAllowed):  # a colleague owns neither the draft nor the right to write
        draft_answer(promise, WORDS, language="en", cites=[], by=cast.zoe, now=now)


def test_an_answer_that_exists_serves_the_next_who_asks(cast: Cast, law: Edition, now: datetime) -> None:
    release_answer(drafted(cast, law, now), seen=1, by=cast.mei, now=now)
    publication = Edition.objects.get(publication__kind="answer").publication
    other = answer_with(asked(cast.bao, now), publication, seen=1, by=cast.zoe, now=now, note="As we said by phone.")
    assert (other.reply, other.status) == ("As we said by phone.", "replied")
    assert asked_before(other.answer) == 2
    once_more = answer_with(asked(cast.bao, now), publication, seen=1, by=cast.zoe, now=now)
    assert once_more.status == "replied"
    templates = Delivery.objects.filter(person=cast.bao.person, channel="portal").order_by("pk")
    assert [row.template for row in templates] == ["answer_given", "promise_replied"]


def test_when_the_ground_ends_whoever_asked_is_listed_and_told_at_once(cast: Cast, law: Edition, now: datetime) -> None:
    promise = release_answer(drafted(cast, law, now), seen=1, by=cast.mei, now=now)
    answer_with(asked(cast.bao, now), promise.answer.publication, seen=1, by=cast.zoe, now=now)
    publishing.end_edition(law, last_day=date(2026, 3, 9), by=cast.mei)
    (recall,) = queries.recalls(cast.wei, now.date())
    behind = questions_behind(recall.given)
    assert {one.asker_person for one in behind.values()} == {cast.amara.person, cast.bao.person}
    assert publishing.send_corrections(promise.answer.publication, by=cast.wei, now=now) == 2
    assert Delivery.objects.filter(template="answer_recalled", channel="portal").count() == 2
    with pytest.raises(Refused):
        answer_with(asked(cast.amara, now), promise.answer.publication, seen=1, by=cast.wei, now=now)


def test_opened_again_it_may_be_answered_otherwise(cast: Cast, law: Edition, now: datetime) -> None:
    promise = release_answer(drafted(cast, law, now), seen=1, by=cast.mei, now=now)
    promise = reopen(promise, "And for a branch?", seen=promise.version, by=cast.amara, now=now)
    promise = reply(promise, "No, not there.", outcome="done", seen=promise.version, by=cast.wei, now=now)
    assert (promise.answer, promise.reply) == (None, "No, not there.")


def test_what_is_refused_changes_nothing(cast: Cast, law: Edition, now: datetime) -> None:
    promise, policy = asked(cast.amara, now), law.publication
    with pytest.raises(Refused):
        answer_with(promise, policy, seen=1, by=cast.wei, now=now)  # a policy is no answer
    with pytest.raises(Refused):
        release_answer(promise, seen=1, by=cast.mei, now=now)  # nothing was drafted
    with pytest.raises(NotAllowed):
        draft_answer(promise, WORDS, language="en", cites=[], by=cast.amara, now=now)
    with pytest.raises(Refused):
        draft_answer(asked(cast.amara, now, "grievance"), WORDS, language="en", cites=[], by=cast.wei, now=now)
    drafts = drafted(cast, law, now)
    with pytest.raises(Refused):
        answer_with(promise, drafts.answer.publication, seen=1, by=cast.wei, now=now)  # not released
    answered = release_answer(drafts, seen=1, by=cast.mei, now=now)
    with pytest.raises(Refused):
        release_answer(answered, seen=answered.version, by=cast.mei, now=now)  # a second press
    with pytest.raises(Stale):
        answer_with(promise, answered.answer.publication, seen=7, by=cast.wei, now=now)
    promise.refresh_from_db()
    assert (promise.status, promise.reply) == ("asked", "")


def test_the_questions_behind_cost_the_same_for_many(
    cast: Cast, law: Edition, now: datetime, assert_same_queries
) -> None:
    promise = release_answer(drafted(cast, law, now), seen=1, by=cast.mei, now=now)

    def one_more(number: int) -> None:
        later = now + timedelta(minutes=number)
        Promise.objects.filter(asker_person=cast.bao.person).update(status="kept")
        answer_with(asked(cast.bao, later), promise.answer.publication, seen=1, by=cast.zoe, now=later)

    assert_same_queries(one_more, lambda: questions_behind(list(AnswerGiven.objects.all())))
    assert_same_queries(lambda _number: None, lambda: asked_before(promise.answer))
    assert_same_queries(lambda _number: None, lambda: queries.to_correct(promise.answer, now.date()))
