"""Messages at the desk: what needs a person, why, and sending it again."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from conftest import Cast, make_user
from django.urls import reverse
from django.utils import timezone

from kudosbay.accounts.commands import ask_sign_in
from kudosbay.accounts.models import User
from kudosbay.faces.letters import send_sign_in
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.models import TrailEntry
from kudosbay.kernel.permissions import Role
from kudosbay.kernel.trail import MACHINE
from kudosbay.messaging import queries
from kudosbay.messaging.commands import notify, requeue
from kudosbay.messaging.models import Delivery, Suppression
from kudosbay.people.commands import register_person
from kudosbay.people.models import Person

LIST = "/desk/messages/"
EN = {"lang": "en"}
MayRead = [Role.COMMUNICATIONS, Role.MANAGER, Role.ADMINISTRATOR]


@pytest.fixture
def lin(cast: Cast) -> User:
    return make_user("Lin", Role.COMMUNICATIONS)


@pytest.fixture
def written(cast: Cast) -> Callable[..., Delivery]:
    """`written(1, status="parked")`: a notice to Amara, as it stands now."""

    def make(number: int, person: Person | None = None, **values: Any) -> Delivery:
        row = notify(
            template="step_done",
            key=f"step:{number}",
            by=MACHINE,
            now=timezone.now(),
            person=person or cast.amara.person,
            data={"step": "Bank", "case": "SJ-2026-00001-K", "link": "/en/"},
        )[0]
        Delivery.objects.filter(pk=row.pk).update(**values)
        row.refresh_from_db()
        return row

    return make


def test_the_list_begins_with_what_needs_a_person(get, lin, written):
    written(1, status="parked", reply_text="3 tries without an answer")
    written(2, status="failed", reply_code=550, reply_text="5.1.1 no such user", attempts=1)
    written(3, status="accepted")
    page = get(lin, LIST, EN).content.decode()
    for words in ("3 tries without an answer", "5.1.1 no such user", "550", "Parked", "amara@example.org"):
        assert words in page
    assert page.count("data-row") == 2
    assert get(lin, LIST, EN | {"state": "sent"}).content.decode().count("data-row") == 4  # three stand in the portal
    assert "No message needs you" not in page


def test_an_empty_list_says_so(get, lin):
    assert "No message needs you." in get(lin, LIST, EN).content.decode()
    assert "No message fits these filters." in get(lin, LIST, EN | {"state": "failed"}).content.decode()


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ({"channel": "mail"}, 1),
        ({"channel": "portal"}, 0),
        ({"kind": "policy"}, 0),
        ({"q": "jose"}, 1),
        ({"q": "jose@example.org"}, 1),
        ({"q": "Amara"}, 0),
        ({"state": "nonsense", "kind": "nonsense", "after": "nonsense"}, 1),
    ],
)
def test_the_list_is_narrowed(get, lin, written, cast, query, rows):
    jose = register_person(
        full_name="José Núñez", nationality="ES", email="jose@example.org", by=cast.wei, now=timezone.now()
    )
    written(1, jose, status="failed")
    assert get(lin, LIST, query).content.decode().count("data-row") == rows


def test_chips_carry_the_counts_of_their_lists(cast, written):
    for number, status in enumerate(["parked", "failed", "failed", "suppressed", "deferred", "unknown", "accepted"]):
        written(number, status=status)
    assert queries.state_counts() == {"attention": 4, "parked": 1, "failed": 2, "blocked": 1, "waiting": 2}


def test_pages_go_on_by_key_and_miss_nothing(lin, written):
    for number in range(7):
        written(number, status="failed")
    wanted, seen, after = queries.WantedDeliveries(state="failed"), [], 0
    while True:
        page = queries.deliveries_page(lin, wanted, after=after, size=3)
        seen += [row.pk for row in page.rows]
        after = page.after
        if not after:
            break
    assert len(seen) == len(set(seen)) == 7
    assert seen == sorted(seen, reverse=True)


def test_the_list_costs_the_same_for_3_and_for_30(lin, written, assert_same_queries):
    wanted = queries.WantedDeliveries(state="failed", text="Amara")

    def ask() -> Any:
        page, everything = queries.deliveries_page(lin, wanted), list(queries.deliveries(lin, wanted))
        assert len(everything) == page.count
        return [(str(row.person), queries.what_was_said(row)) for row in page.rows], queries.state_counts()

    assert_same_queries(lambda number: written(number, status="failed"), ask)


def test_a_message_tells_its_reply_attempts_and_words(get, lin, written):
    row = written(1, status="failed", reply_code=451, reply_text="<b>try later</b>", attempts=4)
    page = get(lin, f"{LIST}{row.pk}/", EN).content.decode()
    for words in ("451", "&lt;b&gt;try later&lt;/b&gt;", "Bank", "Send the message again"):
        assert words in page


def test_sending_again_goes_once_to_the_address_on_record(post, lin, written, cast):
    row = written(1, status="failed", unanswered=2)
    Person.objects.filter(pk=cast.amara.person.pk).update(email="New@example.org")
    for _click in range(2):
        answer = post(lin, f"{LIST}{row.pk}/again/", {"form_key": "one"})
        assert answer.url == f"{LIST}{row.pk}/"
    row.refresh_from_db()
    assert (row.status, row.unanswered, row.address) == ("queued", 0, "new@example.org")
    assert TrailEntry.objects.filter(verb="message.requeued").count() == 1


def test_what_waits_or_arrived_is_not_sent_again(post, lin, written):
    row = written(1, status="accepted")
    assert post(lin, f"{LIST}{row.pk}/again/").status_code == 409
    row.refresh_from_db()
    assert row.status == "accepted"


def test_a_way_to_sign_in_is_neither_read_nor_sent_again(get, lin, cast):
    now = timezone.now()
    letter = ask_sign_in(cast.amara, by=MACHINE, now=now - timedelta(hours=1))
    send_sign_in(letter, by=MACHINE, now=now)
    row = Delivery.objects.get(template="sign_in")
    Delivery.objects.filter(pk=row.pk).update(status="parked")
    page = get(lin, f"{LIST}{row.pk}/", EN).content.decode()
    assert letter.code not in page
    assert letter.link_token not in page
    assert "Send the message again" not in page
    with pytest.raises(Refused, match="too old"):
        requeue(row, by=lin, now=now)


def test_a_blocked_address_is_explained(get, lin, written):
    row = written(1, status="suppressed")
    Suppression.objects.create(channel="mail", address=row.address, reason="no such user", since=timezone.now())
    assert "no such user" in get(lin, f"{LIST}{row.pk}/", EN).content.decode()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_export_is_noted_and_holds_the_list(post, lin, written, kind):
    written(1, status="failed", reply_text="=cmd()")
    answer = post(lin, f"{LIST}export/", {"as": kind, "state": "failed"})
    content = b"".join(answer.streaming_content)
    assert content
    if kind == "csv":
        assert "'=cmd()" in content.decode()
    entry = TrailEntry.objects.get(verb="messages.exported")
    assert entry.facts == {"rows": 1, "form": kind}


@pytest.mark.parametrize("role", list(Role))
def test_only_those_who_look_after_messages_open_them(get, post, written, role):
    row, user = written(1, status="failed"), make_user("somebody", role)
    expected = 200 if role in MayRead else 404
    assert get(user, LIST).status_code == get(user, reverse("desk:delivery", args=[row.pk])).status_code == expected
    post(user, f"{LIST}{row.pk}/again/")
    row.refresh_from_db()
    assert row.status == ("queued" if role in MayRead else "failed")
