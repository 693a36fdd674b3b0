"""The founder's case: its home, agreement, messages and company; each for its owner only."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from conftest import Ask, Cast
from django.test import Client
from django.utils import timezone

from kudosbay.accounts.models import User
from kudosbay.cases import commands
from kudosbay.cases.models import Case
from kudosbay.cases.tests.test_the_way import bring_papers, do_all_before_licence, licence
from kudosbay.faces.portal.tests.papering import address, picture, scan
from kudosbay.faces.portal.visits import MEMORY
from kudosbay.messaging.models import Message

Browser = Callable[[User | None], Client]


def test_home_says_whose_turn_it_is_and_what_is_next(amara: Client, case: Case) -> None:
    page = amara.get(address("case", case.reference)).content.decode()
    assert "Your turn:" in page
    assert "Send us: Passport" in page
    assert "Licence expected" in page
    assert "Replies within 4 working hours" in page
    assert 'aria-current="step"' in page


def test_home_says_who_works_when_nothing_is_due(amara: Client, case: Case, cast: Cast) -> None:
    case.steps.filter(lane="you").update(status="done")
    case.papers.update(needed=False)
    page = amara.get(address("case", case.reference)).content.decode()
    assert "Nothing to do for you" in page
    assert "We write to you the moment it moves" in page


def test_news_since_the_last_visit(amara: Client, case: Case, cast: Cast) -> None:
    home = address("case", case.reference)
    amara.get(home)
    assert "since your last visit" not in amara.get(home).content.decode().replace(
        "Nothing new since your last visit", ""
    )
    commands.write_to_founder(case, "Hello", by=cast.wei, now=timezone.now(), language="en")
    page = amara.get(home).content.decode()
    assert "1 change since your last visit" in page
    assert "Your adviser wrote to you" in page


def test_what_the_team_notes_stays_with_the_team(amara: Client, case: Case, cast: Cast) -> None:
    commands.note_on_case(case, "A secret thought", by=cast.wei, now=timezone.now())
    for name in ("case", "case_history", "messages"):
        assert "secret thought" not in amara.get(address(name, case.reference)).content.decode()
    history = amara.get(address("case_history", case.reference)).content.decode()
    assert "Your case began" in history


def test_own_step_is_done_with_a_button(amara: Client, case: Case) -> None:
    step = case.steps.get(step="capital.plan")
    done = address("step_done", case.reference, step.pk)
    assert done in amara.get(address("case", case.reference)).content.decode()
    assert amara.post(done, {"version": step.version}).status_code == 302
    step.refresh_from_db()
    assert step.status == "done"


def test_a_stale_button_overwrites_nothing(amara: Client, case: Case) -> None:
    step = case.steps.get(step="capital.plan")
    answer = amara.post(address("step_done", case.reference, step.pk), {"version": step.version + 5})
    assert answer.status_code == 409
    step.refresh_from_db()
    assert step.status == "ready"


def test_the_plan_comes_as_pdf(amara: Client, case: Case) -> None:
    answer = amara.get(address("case_plan", case.reference))
    assert answer.content.startswith(b"%PDF")
    assert "attachment" in answer.headers["Content-Disposition"]


def test_home_costs_the_same_with_many_news(
    amara: Client, case: Case, cast: Cast, assert_same_queries: Callable[[Callable[[int], Any], Ask], None]
) -> None:
    def make(number: int) -> None:
        commands.write_to_adviser(case, f"Message {number}", by=cast.amara, now=timezone.now())
        amara.get(address("case", case.reference))  # the first look at news remembers that it was seen

    def look() -> Any:
        session = amara.session
        session.pop(MEMORY, None)  # each look finds news, and notes what it has seen
        session.save()
        return amara.get(address("case", case.reference))

    assert_same_queries(make, look)
    assert_same_queries(make, lambda: amara.get(address("messages", case.reference)))


def test_one_case_is_opened_at_once(amara: Client, case: Case) -> None:
    assert amara.get(address("cases")).url == address("case", case.reference)


def test_no_case_leads_to_the_questions(amara: Client) -> None:
    assert "You have no case yet" in amara.get(address("cases")).content.decode()


def test_an_agent_sees_clients_and_counts_equal_rows(cast: Cast, case: Case, other: Case, signed_in: Browser) -> None:
    agent = User.objects.create(email="agent@example.org", name="Ann", roles=["agent"])
    Case.objects.filter(pk__in=[case.pk, other.pk]).update(agent=agent)
    browser = signed_in(agent)
    page = browser.get(address("cases")).content.decode()
    assert case.reference in page
    assert other.reference in page
    ours = browser.get(address("cases"), {"show": "ours"}).content.decode()
    assert case.reference not in ours or case.turn == "us"
    assert "No case fits" in browser.get(address("cases"), {"q": "nobody at all"}).content.decode()


def test_the_agreement_is_asked_for_offered_and_signed(amara: Client, case: Case, cast: Cast) -> None:
    here = address("agreement", case.reference)
    assert "Paid to us" in amara.get(here).content.decode()
    amara.post(address("agreement_ask", case.reference), {"form_key": "a1"})
    agreement = case.agreements.get()
    commands.offer_agreement(agreement, by=cast.wei, now=timezone.now(), deposit=Decimal(500))
    page = amara.get(here).content.decode()
    assert "Your turn: sign" in page
    assert "CNY 500" in page
    assert "not received yet" in page
    assert amara.get(address("agreement_paper", case.reference)).content.startswith(b"%PDF")
    assert amara.get(address("generated", agreement_paper(case).key)).content.startswith(b"%PDF")
    assert amara.post(here, {"file": picture("signed.png"), "form_key": "a2"}).status_code == 302
    agreement.refresh_from_db()
    assert agreement.status == "returned"
    assert "Sent to us" in amara.get(here).content.decode()
    commands.confirm_signature(agreement, signed_on=timezone.localdate(), by=cast.wei, now=timezone.now())
    commands.note_deposit(agreement, received_on=timezone.localdate(), by=cast.wei, now=timezone.now())
    assert "received on" in amara.get(here).content.decode()
    assert amara.get(address("receipt", agreement.signed_copy.key)).status_code == 200


def agreement_paper(case: Case) -> Any:
    return case.agreements.get().paper


def test_an_agreement_without_a_file_is_not_sent(amara: Client, case: Case, cast: Cast) -> None:
    commands.offer_agreement(
        commands.draft_agreement(case, by=cast.amara, now=timezone.now()), by=cast.wei, now=timezone.now()
    )
    answer = amara.post(address("agreement", case.reference), {"form_key": "a3"})
    assert answer.status_code == 422
    assert case.agreements.get().status == "offered"


def test_a_message_is_written_once_and_waits(amara: Client, case: Case) -> None:
    here = address("messages", case.reference)
    for _again in range(2):
        amara.post(here, {"text": "When do I get the seals?", "form_key": "m1"})
    assert Message.objects.get().text == "When do I get the seals?"
    assert "When do I get the seals?" in amara.get(here).content.decode()


def test_an_empty_message_says_so_and_a_long_one_is_kept(amara: Client, case: Case) -> None:
    here = address("messages", case.reference)
    assert "There is nothing in this message yet" in amara.post(here, {"text": " ", "form_key": "m2"}).content.decode()
    answer = amara.post(here, {"text": "x" * 20_001, "form_key": "m3"})
    assert answer.status_code == 422
    assert "x" * 20_001 in answer.content.decode()
    assert not Message.objects.exists()


def test_reading_is_said_by_a_button_not_by_looking(amara: Client, case: Case, cast: Cast) -> None:
    commands.write_to_founder(case, "您好，请补交护照。", by=cast.wei, now=timezone.now(), language="zh-Hans")
    page = amara.get(address("messages", case.reference)).content.decode()
    assert 'lang="zh-Hans"' in page
    assert Message.objects.get().read_at is None
    amara.post(address("messages_read", case.reference))
    assert Message.objects.get().read_at is not None


def test_an_agent_writes_for_the_founder(case: Case, cast: Cast, signed_in: Browser) -> None:
    agent = User.objects.create(email="agent@example.org", name="Ann", roles=["agent"])
    Case.objects.filter(pk=case.pk).update(agent=agent)
    signed_in(agent).post(address("messages", case.reference), {"text": "For my client", "form_key": "m4"})
    message = Message.objects.get()
    assert message.direction == "in"
    assert message.author == agent


def test_no_company_before_the_licence(amara: Client, case: Case) -> None:
    assert "My company" not in amara.get(address("case", case.reference)).content.decode()
    assert amara.get(address("company", "E-2026-00001-A")).status_code == 404


@pytest.mark.parametrize("name", ["case", "case_history", "case_plan", "papers", "agreement", "messages"])
def test_anothers_case_answers_like_none(amara: Client, other: Case, name: str) -> None:
    theirs, nobodys = amara.get(address(name, other.reference)), amara.get(address(name, "SJ-2020-99999-A"))
    assert theirs.status_code == nobodys.status_code == 404
    assert theirs.content.replace(other.reference.encode(), b"") == nobodys.content.replace(b"SJ-2020-99999-A", b"")


@pytest.fixture
def licensed(case: Case, cast: Cast) -> Case:
    now = timezone.now()
    bring_papers(case, scan(cast.amara), cast, now)
    do_all_before_licence(case, cast, now)
    step = case.steps.get(step="amr.licence")
    commands.record_case_licence(case, licence(now, cast), seen=step.version, by=cast.wei, now=now)
    seals = case.steps.get(step="seal.make")
    day = timezone.localdate()
    outcome = {"number": "3101170012345"}
    commands.finish_step(seals, seen=seals.version, by=cast.wei, now=now, done_on=day, outcome=outcome)
    case.refresh_from_db()
    return case


def test_after_the_licence_the_way_goes_on_and_the_company_has_its_page(amara: Client, licensed: Case) -> None:
    home = amara.get(address("case", licensed.reference)).content.decode()
    for words in ("After the licence", "Up to the licence", "Company seals", "All done, expected"):
        assert words in home
    assert licensed.enterprise is not None
    page = amara.get(address("company", licensed.enterprise.reference)).content.decode()
    for words in ("91310117MA1J2T5U14", "CNY 500,000", "Nigeria", "3101170012345", "First joint annual report"):
        assert words in page


def test_anothers_company_answers_like_none(licensed: Case, cast: Cast, signed_in: Browser) -> None:
    assert licensed.enterprise is not None
    assert signed_in(cast.bao).get(address("company", licensed.enterprise.reference)).status_code == 404


def test_what_is_late_is_said(amara: Client, case: Case) -> None:
    case.steps.update(due_on=timezone.localdate() - timedelta(days=3))
    assert "Was due" in amara.get(address("case", case.reference)).content.decode()
