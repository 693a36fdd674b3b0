"""The founder's case: its home, papers, agreement, messages and company; each for its owner only."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from conftest import Ask, Cast
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from tests.house.samples import FACTS

from kudosbay.accounts.models import User
from kudosbay.cases import commands
from kudosbay.cases.models import Case, CasePaper
from kudosbay.centre.commands import seed_centre
from kudosbay.documents.commands import store_file
from kudosbay.documents.models import Document, StoredFile
from kudosbay.messaging.models import Message

Browser = Callable[[User | None], Client]
PASSPORT = "passport.founder"
SOON = {"expires_on_day": "1", "expires_on_month": "6", "expires_on_year": "2031"}


def picture(name: str = "passport.png") -> SimpleUploadedFile:
    made = BytesIO()
    Image.effect_noise((1600, 1100), 60).save(made, "PNG")
    return SimpleUploadedFile(name, made.getvalue())


@pytest.fixture
def case(cast: Cast) -> Case:
    seed_centre()
    return commands.start_case(
        cast.amara.person, facts=FACTS, by=cast.amara, now=timezone.now(), company_name="Amara Consulting"
    )


@pytest.fixture
def other(cast: Cast) -> Case:
    return commands.start_case(cast.bao.person, facts=FACTS, by=cast.bao, now=timezone.now())


@pytest.fixture
def passport(case: Case) -> CasePaper:
    return case.papers.get(paper=PASSPORT)


@pytest.fixture
def amara(cast: Cast, signed_in: Browser) -> Client:
    return signed_in(cast.amara)


def address(name: str, *args: Any) -> str:
    return reverse(f"portal:{name}", args=args)


def scan(by: User) -> StoredFile:
    return store_file(picture(), by=by, now=timezone.now())


def sent_back(paper: CasePaper, cast: Cast) -> Document:
    """Send the paper and have it come back with a place marked."""
    commands.send_paper(paper, scan(cast.amara), by=cast.amara, now=timezone.now(), expires_on=date(2031, 6, 1))
    mark = {"page": 1, "x": 600, "y": 700, "width": 300, "height": 200}
    return commands.send_paper_back(
        paper, reason="stamp_cut_off", remark="The lower seal.", mark=mark, by=cast.wei, now=timezone.now()
    )


# --- the home of a case -------------------------------------------------------------------------------------------


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

    assert_same_queries(make, lambda: amara.get(address("case", case.reference)))
    assert_same_queries(make, lambda: amara.get(address("messages", case.reference)))


# --- the list -----------------------------------------------------------------------------------------------------


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


# --- papers -------------------------------------------------------------------------------------------------------


def test_papers_show_six_words(amara: Client, case: Case, passport: CasePaper, cast: Cast) -> None:
    sent_back(passport, cast)
    page = amara.get(address("papers", case.reference)).content.decode()
    for word in ("To do", "Needs a change", "Cannot start yet", "For you", "For the new company"):
        assert word in page


def test_a_paper_says_what_it_is_before_it_is_sent(amara: Client, case: Case, passport: CasePaper) -> None:
    page = amara.get(address("paper", case.reference, passport.pk)).content.decode()
    for words in (
        "Shows who the investor is",
        "all four corners",
        "A corner cut off",
        "Show the original passport here",
    ):
        assert words in page


def test_a_paper_goes_from_file_to_receipt(amara: Client, case: Case, passport: CasePaper) -> None:
    here = address("paper", case.reference, passport.pk)
    answer = amara.post(here, {"file": picture(), "form_key": "k1", **SOON})
    check = address("paper_check", case.reference, passport.pk)
    assert answer.url == check
    passport.refresh_from_db()
    assert passport.draft is not None
    assert passport.document is None
    page = amara.get(check).content.decode()
    assert "Readable" in page
    assert "Send to Wei" in page
    assert "Started" in amara.get(address("papers", case.reference)).content.decode()
    picture_of_draft = amara.get(address("draft_image", case.reference, passport.pk, 1))
    assert picture_of_draft.headers["Content-Type"] == "image/png"
    sent = amara.post(check, {"file": passport.draft_id, "form_key": "k2"})
    document = Document.objects.get()
    assert sent.url == address("receipt", document.key)
    assert document.expires_on == date(2031, 6, 1)
    receipt = amara.get(sent.url).content.decode()
    assert document.reference in receipt
    assert "within 1 working day" in receipt
    assert amara.get(address("receipt_pdf", document.key)).content.startswith(b"%PDF")
    assert "Sent to us" in amara.get(here).content.decode()


def test_the_same_button_twice_sends_once(amara: Client, case: Case, passport: CasePaper) -> None:
    amara.post(address("paper", case.reference, passport.pk), {"file": picture(), "form_key": "k1", **SOON})
    passport.refresh_from_db()
    check, form = address("paper_check", case.reference, passport.pk), {"file": passport.draft_id, "form_key": "k2"}
    assert amara.post(check, form).url == amara.post(check, form).url
    assert Document.objects.count() == 1


def test_another_file_since_the_page_was_opened_is_not_sent_unseen(
    amara: Client, case: Case, passport: CasePaper, cast: Cast
) -> None:
    first, second = scan(cast.amara), scan(cast.amara)
    commands.prepare_paper(passport, second, by=cast.amara, now=timezone.now(), expires_on=date(2031, 6, 1))
    answer = amara.post(address("paper_check", case.reference, passport.pk), {"file": first.pk, "form_key": "k3"})
    assert answer.status_code == 422
    assert "Another file was chosen" in answer.content.decode()
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (None, "Choose a file first, or take a photo."),
        (SimpleUploadedFile("empty.png", b""), "This file is empty."),
        (SimpleUploadedFile("page.html", b"<script>alert(1)</script>"), "This is not a JPG, PNG, PDF or HEIC file."),
        (SimpleUploadedFile("half.png", picture().read()[:900]), "This file is damaged or not complete."),
    ],
)
def test_a_bad_file_is_refused_beside_the_field(
    amara: Client, case: Case, passport: CasePaper, file: Any, words: str
) -> None:
    form = {"form_key": "k4", **SOON} | ({"file": file} if file else {})
    answer = amara.post(address("paper", case.reference, passport.pk), form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count(words) == 2  # in the summary and at the field
    assert 'value="2031"' in page  # what was typed is kept
    assert "<title>Error:" in page
    assert not StoredFile.objects.exists()


def test_a_paper_without_its_day_is_not_taken(amara: Client, case: Case, passport: CasePaper) -> None:
    answer = amara.post(address("paper", case.reference, passport.pk), {"file": picture(), "form_key": "k5"})
    assert answer.status_code == 422
    assert "Enter the day, month and year" in answer.content.decode()


def test_what_expired_cannot_be_sent(amara: Client, case: Case, passport: CasePaper) -> None:
    old = {"expires_on_day": "1", "expires_on_month": "6", "expires_on_year": "2019"}
    amara.post(address("paper", case.reference, passport.pk), {"file": picture(), "form_key": "k6", **old})
    page = amara.get(address("paper_check", case.reference, passport.pk)).content.decode()
    assert "This paper expired on" in page
    assert "Send to Wei" not in page


def test_the_reason_and_the_place_are_shown(amara: Client, case: Case, passport: CasePaper, cast: Cast) -> None:
    document = sent_back(passport, cast)
    page = amara.get(address("paper", case.reference, passport.pk)).content.decode()
    assert "Stamp cut off" in page
    assert "The lower seal." in page
    assert '<rect class="mark" x="600" y="700" width="300" height="200" />' in page
    shown = amara.get(address("page_image", document.key, 1))
    assert shown.headers["Content-Type"] == "image/png"
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert amara.get(address("page_image", document.key, 9)).status_code == 404


def test_files_leave_as_attachments(amara: Client, case: Case, passport: CasePaper, cast: Cast) -> None:
    document = sent_back(passport, cast)
    answer = amara.get(address("file", document.key))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_an_earlier_file_is_offered_and_used(amara: Client, case: Case, passport: CasePaper, cast: Cast) -> None:
    document = commands.send_paper(
        passport, scan(cast.amara), by=cast.amara, now=timezone.now(), expires_on=date(2031, 6, 1)
    )
    second = commands.start_case(cast.amara.person, facts=FACTS, by=cast.amara, now=timezone.now())
    paper = second.papers.get(paper=PASSPORT)
    assert "Use this one" in amara.get(address("paper", second.reference, paper.pk)).content.decode()
    amara.post(address("paper_reuse", second.reference, paper.pk), {"file": document.pk})
    paper.refresh_from_db()
    assert paper.document == document


def test_words_become_a_paper(amara: Client, case: Case) -> None:
    paper = case.papers.get(paper="activity_list")
    amara.post(
        address("paper", case.reference, paper.pk), {"words": "We advise small firms.\nWe teach.", "form_key": "k7"}
    )
    paper.refresh_from_db()
    assert paper.draft is not None
    assert paper.draft.kind == "application/pdf"


# --- files in pieces ----------------------------------------------------------------------------------------------


def put(browser: Client, where: str, data: bytes, *, start: int, size: int) -> Any:
    headers = {"Content-Range": f"bytes {start}-{start + len(data) - 1}/{size}"}
    return browser.put(where, data, content_type="application/octet-stream", headers=headers)


def test_a_file_arrives_in_pieces_and_goes_on_where_it_stopped(amara: Client, case: Case, passport: CasePaper) -> None:
    content = picture().read()
    begun = amara.post(address("upload_begin"), {"name": "passport.png", "size": len(content)})
    told, half = begun.json(), len(content) // 2
    assert begun.status_code == 201
    assert put(amara, told["address"], content[:half], start=0, size=len(content)).json()["received"] == half
    wrong = put(amara, told["address"], b"xx", start=7, size=len(content))
    assert wrong.json()["received"] == half
    assert amara.get(address("upload_state", told["id"])).json()["received"] == half
    for start in range(half, len(content), 1024 * 1024):
        answer = put(amara, told["address"], content[start : start + 1024 * 1024], start=start, size=len(content))
    assert answer.json()["received"] == len(content)
    form = {"file_sent": told["id"], "form_key": "k8", **SOON}
    assert amara.post(address("paper", case.reference, passport.pk), form).status_code == 302
    passport.refresh_from_db()
    assert passport.draft is not None
    assert passport.draft.name == "passport.png"


def test_what_is_too_large_is_refused_before_it_is_sent(amara: Client) -> None:
    answer = amara.post(address("upload_begin"), {"name": "big.png", "size": 50 * 1024 * 1024})
    assert answer.status_code == 422
    assert "larger than 20 MB" in answer.json()["message"]


def test_another_persons_upload_does_not_exist(amara: Client, cast: Cast, signed_in: Browser) -> None:
    told = amara.post(address("upload_begin"), {"name": "a.png", "size": 10}).json()
    bao = signed_in(cast.bao)
    assert bao.get(address("upload_state", told["id"])).status_code == 404
    assert put(bao, told["address"], b"0123456789", start=0, size=10).status_code == 404


# --- the agreement ------------------------------------------------------------------------------------------------


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


# --- messages -----------------------------------------------------------------------------------------------------


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


# --- her company --------------------------------------------------------------------------------------------------


def test_no_company_before_the_licence(amara: Client, case: Case) -> None:
    assert "My company" not in amara.get(address("case", case.reference)).content.decode()
    assert amara.get(address("company", "E-2026-00001-A")).status_code == 404


# --- others -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["case", "case_history", "case_plan", "papers", "agreement", "messages"])
def test_anothers_case_answers_like_none(amara: Client, other: Case, name: str) -> None:
    theirs, nobodys = amara.get(address(name, other.reference)), amara.get(address(name, "SJ-2020-99999-A"))
    assert theirs.status_code == nobodys.status_code == 404
    assert theirs.content.replace(other.reference.encode(), b"") == nobodys.content.replace(b"SJ-2020-99999-A", b"")


def test_anothers_papers_answer_like_none(amara: Client, case: Case, other: Case, cast: Cast) -> None:
    theirs = other.papers.get(paper=PASSPORT)
    document = commands.send_paper(theirs, scan(cast.bao), by=cast.bao, now=timezone.now(), expires_on=date(2031, 6, 1))
    for where in (
        address("paper", case.reference, theirs.pk),
        address("paper", other.reference, theirs.pk),
        address("file", document.key),
        address("page_image", document.key, 1),
        address("receipt", document.key),
        address("receipt_pdf", document.key),
    ):
        assert amara.get(where).status_code == 404
    mine = case.papers.get(paper=PASSPORT)
    assert amara.post(address("paper_reuse", case.reference, mine.pk), {"file": document.pk}).status_code == 404
    mine.refresh_from_db()
    assert mine.document is None
