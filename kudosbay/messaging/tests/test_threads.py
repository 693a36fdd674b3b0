from datetime import timedelta

import pytest

from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.kernel.models import TrailEntry
from kudosbay.messaging import queries
from kudosbay.messaging.commands import note, open_thread, post_message, read_thread
from kudosbay.messaging.models import Delivery


@pytest.fixture
def thread(cast, now):
    return open_thread(cast.amara.person, by=cast.amara, now=now)


def test_a_question_waits_from_its_first_message(cast, thread, now):
    post_message(thread, by=cast.amara, text="How long?", now=now)
    post_message(thread, by=cast.amara, text="Hello?", now=now + timedelta(hours=3))
    waiting = queries.unanswered().get()
    assert (waiting.waiting_since, waiting.last_at) == (now, now + timedelta(hours=3))


def test_an_answer_ends_the_waiting_and_tells_the_person(cast, thread, now):
    post_message(thread, by=cast.amara, text="How long?", now=now)
    post_message(thread, by=cast.wei, text="三周。", now=now, language="zh-Hans", link="/en/messages/")
    assert not queries.unanswered().exists()
    assert queries.unread(cast.amara) == 1
    told = Delivery.objects.filter(person=cast.amara.person, template="message_received")
    assert {row.channel for row in told} == {"mail", "portal"}
    assert "三周" not in str(list(told.values_list("data", flat=True)))
    assert queries.notices(cast.amara)[0].link == "/en/messages/"


def test_a_note_answers_nobody_and_stays_inside(cast, thread, now):
    post_message(thread, by=cast.amara, text="How long?", now=now)
    note(thread, by=cast.zoe, text="She called twice", now=now)
    assert queries.unanswered().exists()
    assert [one.text for one in queries.conversation(thread, user=cast.amara)] == ["How long?"]
    assert queries.conversation(thread, user=cast.wei).count() == 2


def test_a_stranger_cannot_write_here(cast, thread, now):
    entries = TrailEntry.objects.count()
    with pytest.raises(NotAllowed):
        post_message(thread, by=cast.bao, text="Hello", now=now)
    assert not thread.messages.exists()
    assert TrailEntry.objects.count() == entries


@pytest.mark.parametrize("text", ["", "  \n ", "\x00", "x" * 20_001])
def test_an_empty_or_endless_message_is_refused(cast, thread, now, text):
    with pytest.raises(Refused):
        post_message(thread, by=cast.amara, text=text, now=now)


def test_a_subject_is_one_line(cast, now):
    with pytest.raises(Refused):
        open_thread(cast.amara.person, by=cast.amara, now=now, subject="a\nb")


def test_a_person_has_one_general_thread(cast, thread, now):
    assert open_thread(cast.amara.person, by=cast.wei, now=now) == thread
    assert open_thread(cast.amara.person, by=cast.wei, now=now, key="case:1") != thread


def test_reading_marks_only_the_other_side(cast, thread, now):
    post_message(thread, by=cast.amara, text="How long?", now=now)
    post_message(thread, by=cast.wei, text="Three weeks", now=now)
    assert read_thread(thread, by=cast.amara, now=now) == 1
    assert read_thread(thread, by=cast.amara, now=now) == 0
    assert read_thread(thread, by=cast.wei, now=now) == 1


def test_a_conversation_costs_the_same_at_any_length(cast, thread, now, assert_same_queries):
    assert_same_queries(
        lambda number: post_message(thread, by=cast.amara, text=str(number), now=now),
        lambda: [str(one.author) for one in queries.conversation(thread, user=cast.wei)],
    )


def test_notices_cost_the_same_at_any_number(cast, thread, now, assert_same_queries):
    assert_same_queries(
        lambda number: post_message(thread, by=cast.wei, text=str(number), now=now),
        lambda: queries.notices(cast.amara),
    )
