"""Papers of a case: from what it is to the receipt, in pieces and whole, sent back and used again."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from conftest import Cast
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.house.samples import FACTS

from kudosbay.accounts.models import User
from kudosbay.cases import commands
from kudosbay.cases.models import Case, CasePaper
from kudosbay.documents.models import Document, StoredFile
from kudosbay.faces.portal.tests.papering import address, picture, scan, sent, sent_back

Browser = Callable[[User | None], Client]
PASSPORT = "passport.founder"
SOON = {"expires_on_day": "1", "expires_on_month": "6", "expires_on_year": "2031"}


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
    answer = amara.post(check, {"file": passport.draft_id, "form_key": "k2"})
    document = Document.objects.get()
    assert answer.url == address("receipt", document.key)
    assert document.expires_on == date(2031, 6, 1)
    receipt = amara.get(answer.url).content.decode()
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
    document = sent(passport, cast.amara)
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


def test_anothers_papers_answer_like_none(amara: Client, case: Case, other: Case, cast: Cast) -> None:
    theirs = other.papers.get(paper=PASSPORT)
    document = sent(theirs, cast.bao)
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
