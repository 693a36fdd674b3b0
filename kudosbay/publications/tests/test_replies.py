"""Replies: held when they bring links or code, answered by mail, shown only when confirmed and read."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from conftest import Cast
from kudosbay.accounts.limits import TooManyTries
from kudosbay.accounts.models import User
from kudosbay.accounts.policy import STRANGER
from kudosbay.kernel.errors import NotAllowed, Refused, WrongMove
from kudosbay.messaging.models import Delivery
from kudosbay.publications import commands, doors, queries
from kudosbay.publications.commands import Written
from kudosbay.publications.models import Publication, Reply
from kudosbay.publications.tests.test_queries import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def news(cast: Cast, now: datetime) -> Publication:
    return published(cast.mei, now, kind="news").publication


def send(news: Publication, now: datetime, text: str = "Well done.", name: str = "Noor") -> Reply:
    return commands.send_reply(news, Written(name, "noor@example.org", text), language="en", by=STRANGER, now=now)


@pytest.mark.parametrize(
    "text",
    [
        "See https://example.org",
        "see www.example.org now",
        "buy at cheap-offers.com",
        "<script>alert(1)</script>",
        "[url=x]y[/url]",
        "javascript:alert(1)",
        "<b>bold</b>",
    ],
)
def test_a_reply_with_links_or_code_is_held(news: Publication, now: datetime, text: str) -> None:
    assert send(news, now, text).status == "held"


def test_plain_words_wait_for_an_answer_with_a_due_time(news: Publication, now: datetime) -> None:
    reply = send(news, now, "2 < 3, and e.g. this.")
    assert reply.status == "received"
    assert reply.due_at == now + timedelta(hours=4)


def test_a_reply_is_shown_only_when_confirmed_and_read(cast: Cast, news: Publication, now: datetime) -> None:
    reply = send(news, now)
    with pytest.raises(Refused):
        commands.show_reply(reply, by=cast.mei, now=now)
    with pytest.raises(NotAllowed):
        commands.confirm_reply(reply, by=cast.amara, now=now)
    commands.confirm_reply(reply, by=reply.writer, now=now)
    with pytest.raises(NotAllowed):
        commands.show_reply(reply, by=cast.wei, now=now)
    assert queries.shown_replies(news) == []
    commands.show_reply(reply, by=cast.mei, now=now)
    assert queries.shown_replies(news) == [reply]
    commands.hide_reply(reply, by=cast.mei)
    assert queries.shown_replies(news) == []


def test_a_held_reply_is_not_shown_before_it_is_let_through(cast: Cast, news: Publication, now: datetime) -> None:
    reply = send(news, now, "http://example.org")
    commands.confirm_reply(reply, by=reply.writer, now=now)
    with pytest.raises(Refused):
        commands.show_reply(reply, by=cast.mei, now=now)
    with pytest.raises(WrongMove):
        commands.answer_reply(reply, "Thanks.", by=cast.wei, now=now, link="/")
    commands.let_through(reply, by=cast.wei)
    assert commands.show_reply(reply, by=cast.mei, now=now).shown_at


def test_an_answer_goes_by_mail_to_the_address_that_was_given(cast: Cast, news: Publication, now: datetime) -> None:
    reply = send(news, now)
    commands.answer_reply(reply, "Thank you.", by=cast.wei, now=now, link="/en/news/")
    row = Delivery.objects.get(template="reply_answered")
    assert (row.address, row.channel, row.data["answer"]) == ("noor@example.org", "mail", "Thank you.")
    with pytest.raises(WrongMove):
        commands.answer_reply(reply, "Again.", by=cast.wei, now=now, link="/")


def test_only_published_news_takes_replies(cast: Cast, news: Publication, now: datetime) -> None:
    policy = published(cast.mei, now, 2).publication
    draft = commands.write_publication("news", commands.Words("Draft"), language="en", by=cast.mei, now=now)
    for closed in (policy, draft):
        with pytest.raises(Refused):
            send(closed, now)


def test_a_flood_is_stopped_at_the_door(news: Publication, now: datetime) -> None:
    written = Written("Noor", "noor@example.org", "Again.")
    for _each in range(10):
        doors.take_reply(news, written, language="en", place="10.0.0.1", now=now)
    with pytest.raises(TooManyTries):
        doors.take_reply(news, written, language="en", place="10.0.0.2", now=now)
    assert Reply.objects.count() == 10


@pytest.mark.parametrize("seconds", [0, 2, 90_000, -5])
def test_a_form_comes_back_neither_at_once_nor_after_days(now: datetime, seconds: int) -> None:
    with pytest.raises(doors.TooQuick):
        doors.check_stamp(doors.stamp(now), now=now + timedelta(seconds=seconds))
    with pytest.raises(doors.TooQuick):
        doors.check_stamp("1:forged", now=now)


def test_the_inbox_costs_the_same(cast: Cast, news: Publication, now: datetime, assert_same_queries: Any) -> None:
    def ask() -> Any:
        rows = [(one.name, str(one.publication)) for one in queries.replies_list(cast.wei, state="open")]
        return rows, queries.replies_counted(cast.wei, now), queries.shown_replies(news)

    assert_same_queries(lambda number: send(news, now, f"Number {number}"), ask)
    assert len(ask()[0]) == 30


def test_what_happened_to_a_reply(cast: Cast, news: Publication, now: datetime, assert_same_queries: Any) -> None:
    reply = send(news, now, "http://x")

    def happen(_number: int) -> None:
        Reply.objects.filter(pk=reply.pk).update(status="held")
        commands.let_through(reply, by=cast.wei)

    assert_same_queries(happen, lambda: queries.reply_timeline(reply))


def test_nobody_sees_anothers_reply(cast: Cast, news: Publication, now: datetime) -> None:
    reply = send(news, now)
    writer: User = reply.writer
    assert reply in Reply.objects.visible_to(writer)
    assert reply not in Reply.objects.visible_to(cast.amara)
    assert reply in Reply.objects.visible_to(cast.wei)
