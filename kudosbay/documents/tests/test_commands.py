from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kudosbay.documents.commands import hand_in, record_view, reject_document, store_file, verify_document
from kudosbay.documents.models import Document
from kudosbay.documents.queries import papers_of, reusable_documents, who_looked
from kudosbay.documents.reasons import REASONS
from kudosbay.documents.tests import hostile
from kudosbay.kernel import trail
from kudosbay.kernel.errors import NotAllowed, Refused, WrongMove
from kudosbay.kernel.ids import is_reference
from kudosbay.kernel.models import TrailEntry
from kudosbay.people.commands import add_identifier, reveal_identifier

MARK = {"page": 1, "x": 100, "y": 200, "width": 300, "height": 100}


@pytest.fixture
def file(cast, now):
    return store_file(SimpleUploadedFile("passport.pdf", hostile.pdf(2)), by=cast.amara, now=now)


@pytest.fixture
def document(cast, now, file) -> Document:
    return hand_in(cast.amara.person, "passport.founder", file, by=cast.amara, now=now, expires_on=date(2031, 5, 1))


def verbs_of(thing) -> list[str]:
    return [entry.verb for entry in trail.of(thing)]


def test_a_paper_that_is_handed_in_waits_for_us(cast, document):
    assert document.status == Document.Status.RECEIVED
    assert is_reference(document.reference)
    assert len(document.key) >= 43
    assert {check["result"] for check in document.checks} == {"ok"}
    assert verbs_of(document) == ["document.handed_in"]
    assert verbs_of(cast.amara.person) == ["document.handed_in"]


def test_an_expired_paper_is_refused_beside_its_date(cast, now, file):
    with pytest.raises(Refused, match="expired") as refused:
        hand_in(cast.amara.person, "passport.founder", file, by=cast.amara, now=now, expires_on=date(2026, 3, 9))
    assert refused.value.field == "expires_on"
    assert not Document.objects.exists()


def test_nobody_hands_in_anothers_file_or_for_another(cast, now, file):
    before = TrailEntry.objects.count()
    with pytest.raises(NotAllowed):
        hand_in(cast.bao.person, "passport.founder", file, by=cast.bao, now=now)
    with pytest.raises(NotAllowed):
        hand_in(cast.bao.person, "passport.founder", file, by=cast.amara, now=now)
    assert not Document.objects.exists()
    assert TrailEntry.objects.count() == before


def test_an_adviser_and_the_agent_of_the_case_may_bring_papers(cast, now):
    for by, agent in ((cast.wei, None), (cast.bao, cast.bao)):
        stored = store_file(SimpleUploadedFile("a.pdf", hostile.pdf()), by=by, now=now)
        brought = hand_in(cast.amara.person, "articles", stored, by=by, now=now, agent=agent)
        assert brought.sent_by == by


def test_an_accepted_paper_is_nobodys_turn(cast, now, document):
    accepted = verify_document(document, by=cast.wei, now=now)
    assert (accepted.status, accepted.decided_by, accepted.decided_at) == ("verified", cast.wei, now)
    assert accepted.version == document.version + 1


def test_a_double_click_is_refused_and_leaves_one_trace(cast, now, document):
    verify_document(document, by=cast.wei, now=now)
    with pytest.raises(WrongMove):
        verify_document(document, by=cast.zoe, now=now)
    assert verbs_of(document).count("document.verified") == 1
    assert Document.objects.get().decided_by == cast.wei


def test_only_advisers_decide(cast, now, document):
    for by in (cast.amara, cast.bao):
        with pytest.raises(NotAllowed):
            verify_document(document, by=by, now=now)
        with pytest.raises(NotAllowed):
            reject_document(document, reason="blurred", by=by, now=now)
    assert Document.objects.get().status == Document.Status.RECEIVED


def test_a_paper_goes_back_with_reason_remark_and_place(cast, now, document):
    back = reject_document(document, reason="stamp_cut_off", remark=" page 1 ", mark=MARK, by=cast.wei, now=now)
    assert (back.status, back.reason, back.remark, back.mark) == ("rejected", "stamp_cut_off", "page 1", MARK)
    entry = trail.of(document).first()
    assert (entry.verb, entry.facts) == ("document.rejected", {"reason": "stamp_cut_off"})


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"reason": "because"}, "reason"),
        ({"reason": "other"}, "remark"),
        ({"reason": "other", "remark": "  "}, "remark"),
        ({"reason": "blurred", "mark": MARK | {"page": 3}}, "mark"),
        ({"reason": "blurred", "mark": MARK | {"x": 900}}, "mark"),
        ({"reason": "blurred", "mark": MARK | {"y": -1}}, "mark"),
        ({"reason": "blurred", "mark": MARK | {"width": 0}}, "mark"),
        ({"reason": "blurred", "mark": MARK | {"height": "tall"}}, "mark"),
        ({"reason": "blurred", "mark": {"page": 1}}, "mark"),
    ],
)
def test_a_half_said_reason_is_refused_and_changes_nothing(cast, now, document, values, field):
    with pytest.raises(Refused) as refused:
        reject_document(document, by=cast.wei, now=now, **values)
    assert refused.value.field == field
    assert Document.objects.get().status == Document.Status.RECEIVED
    assert "document.rejected" not in verbs_of(document)


def test_each_reason_is_told_in_three_languages():
    for reason in REASONS.values():
        assert set(reason.names) == set(reason.advice) == {"en", "zh-Hans", "ar"}
        assert all(reason.names.values())
        assert all(reason.advice.values())
    assert len(REASONS) == 9


def send_again(cast, now, earlier: Document, holder=None, paper="passport.founder") -> Document:
    stored = store_file(SimpleUploadedFile("b.pdf", hostile.pdf(3)), by=cast.wei, now=now)
    return hand_in(holder or cast.amara.person, paper, stored, by=cast.wei, now=now, replaces=earlier)


def test_a_new_copy_replaces_the_one_that_was_sent_back(cast, now, document):
    back = reject_document(document, reason="blurred", by=cast.wei, now=now)
    again = send_again(cast, now, back)
    document.refresh_from_db()
    assert (document.status, again.status, again.replaces) == ("replaced", "received", document)
    assert list(papers_of(cast.amara.person)) == [again]


def test_an_accepted_paper_is_not_replaced(cast, now, document):
    verify_document(document, by=cast.wei, now=now)
    with pytest.raises(WrongMove):
        send_again(cast, now, document)
    assert Document.objects.count() == 1


def test_a_paper_replaces_only_its_own_kind_and_person(cast, now, document):
    for values in ({"paper": "articles"}, {"holder": cast.bao.person}):
        with pytest.raises(Refused, match="another"):
            send_again(cast, now, document, **values)


def test_a_paper_can_be_used_again_while_it_is_good(cast, now, document):
    mine = cast.amara.person
    assert list(reusable_documents(mine, "passport.founder", today=now.date())) == [document]
    assert not reusable_documents(mine, "passport.founder", today=date(2031, 5, 2)).exists()
    assert not reusable_documents(mine, "articles").exists()
    assert not reusable_documents(cast.bao.person, "passport.founder").exists()
    reject_document(document, reason="expired", by=cast.wei, now=now)
    assert not reusable_documents(mine, "passport.founder").exists()


def test_each_look_by_somebody_else_is_kept_for_the_holder_to_read(cast, now, document):
    record_view(document, by=cast.wei, purpose="review", now=now)
    record_view(document, by=cast.zoe, purpose="support", now=now)
    record_view(document, by=cast.amara, purpose="preview", now=now)
    looks = who_looked(cast.amara.person)
    assert [(look.who, look.role, look.paper) for look in looks] == [
        ("Zoe", "adviser", "passport.founder"),
        ("Wei", "adviser", "passport.founder"),
    ]
    assert looks[0].purpose == "support"
    with pytest.raises(ValueError, match="no purpose"):
        record_view(document, by=cast.wei, purpose="curiosity", now=now)


def test_the_pages_of_a_paper_looked_at_in_one_go_are_one_look(cast, now, document):
    for _page in range(3):
        record_view(document, by=cast.wei, purpose="review", now=now)
    record_view(document, by=cast.wei, purpose="download", now=now)
    assert [(look.purpose, look.times) for look in who_looked(cast.amara.person)] == [("download", 1), ("review", 3)]


def test_a_number_that_was_shown_stands_among_the_looks_with_its_reason(cast):
    passport = add_identifier(cast.amara.person, kind="passport", number="A1234567", issued_by="NG", by=cast.wei)
    reveal_identifier(passport, reason="Bank form", by=cast.wei)
    look = who_looked(cast.amara.person)[0]
    assert (look.number, look.reason, look.paper) == ("passport", "Bank form", "")
    assert who_looked(cast.bao.person) == []


def test_papers_are_seen_by_their_holder_and_advisers_only(cast, document):
    assert list(Document.objects.visible_to(cast.amara)) == [document]
    assert list(Document.objects.visible_to(cast.wei)) == [document]
    assert not Document.objects.visible_to(cast.bao).exists()


@pytest.mark.parametrize("query", [papers_of, lambda person: reusable_documents(person, "articles"), who_looked])
def test_a_list_of_papers_costs_the_same_for_3_and_for_30(cast, now, file, assert_same_queries, query):
    person = cast.amara.person

    def make(_number: int) -> None:
        document = hand_in(person, "articles", file, by=cast.amara, now=now)
        record_view(document, by=cast.wei, purpose="review", now=now)

    def ask():
        return [getattr(row, "file", None) and row.file.pages for row in query(person)]

    assert_same_queries(make, ask)
