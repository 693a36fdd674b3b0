"""The whole way through the commands: from facts to a company with licence, tax and bank, and a figure that rises."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from conftest import Cast
from kudosbay.cases import commands
from kudosbay.cases.models import Case, CaseStep
from kudosbay.cases.settling import is_accepted
from kudosbay.documents.commands import store_file
from kudosbay.documents.models import StoredFile
from kudosbay.enterprises.commands import Licence, Share
from kudosbay.kernel.errors import Refused, Stale
from kudosbay.kernel.models import TrailEntry
from kudosbay.kernel.money import Money

FACTS: dict[str, Any] = {
    "as_of": "2026-03-10",
    "form": "wfoe_llc",
    "investors": [{"id": "founder", "kind": "natural", "country": "NG", "share": 100, "in_china": True}],
    "activities": ["consulting"],
    "location": {"district": "songjiang", "zone": "songjiang_etdz"},
    "address": "centralised_registration",
    "capital": {"amount": 500000, "currency": "CNY"},
    "trade": "none",
    "people": [{"role": "legal_representative", "person": "founder", "needs_work_permit": False}],
}
CODE = "91310117MA1J2T5U14"


@pytest.fixture
def case(cast: Cast, now: datetime) -> Case:
    return commands.start_case(cast.amara.person, facts=FACTS, by=cast.amara, now=now)


@pytest.fixture
def scan(cast: Cast, now: datetime, tmp_path: Any) -> StoredFile:
    path = tmp_path / "passport.png"
    Image.effect_noise((1600, 1100), 60).save(path)
    return store_file(SimpleUploadedFile("passport.png", path.read_bytes()), by=cast.amara, now=now)


def licence(now: datetime, cast: Cast) -> Licence:
    return Licence(
        credit_code=CODE,
        name_zh="上海阿玛拉商务咨询有限公司",
        name_en="Amara Consulting (Shanghai) Co., Ltd.",
        form="wfoe_llc",
        origin="converted",
        licensed_on=now.date(),
        capital=Money(Decimal(500000), "CNY"),
        investors=[Share("Amara Nwosu", "natural", "NG", Decimal(100), cast.amara.person)],
    )


def bring_papers(case: Case, scan: StoredFile, cast: Cast, now: datetime) -> None:
    for paper in case.papers.filter(needed=True, by_founder=True):
        paper.refresh_from_db()
        if not is_accepted(paper):
            commands.send_paper(paper, scan, by=cast.amara, now=now, expires_on=date(2031, 1, 1))
            commands.accept_paper(paper, by=cast.wei, now=now)


def do_all_before_licence(case: Case, cast: Cast, now: datetime) -> None:
    for _round in range(40):
        ready = case.steps.filter(status=CaseStep.Status.READY).exclude(step="amr.licence").exclude(lane="authority")
        step = ready.first()
        if step is None:
            return
        if step.lane == "you":
            commands.do_own_step(step, seen=step.version, by=cast.amara, now=now)
        else:
            commands.finish_step(step, seen=step.version, by=cast.wei, now=now, done_on=now.date())


def test_a_case_begins_with_its_steps_papers_and_a_turn(case: Case, cast: Cast) -> None:
    assert case.adviser == cast.wei
    assert case.steps.filter(status=CaseStep.Status.READY).exists()
    assert case.papers.filter(paper="passport.founder", needed=True).exists()
    assert case.turn in Case.Turn.values
    assert case.due_on is not None


def test_a_paper_goes_back_and_forth(case: Case, cast: Cast, scan: StoredFile, now: datetime) -> None:
    paper = case.papers.get(paper="passport.founder")
    commands.send_paper(paper, scan, by=cast.amara, now=now, expires_on=date(2031, 1, 1))
    commands.send_paper_back(paper, reason="stamp_cut_off", by=cast.wei, now=now, mark={})
    paper.refresh_from_db()
    assert paper.document.status == "rejected"
    commands.send_paper(paper, scan, by=cast.amara, now=now, expires_on=date(2031, 1, 1))
    commands.accept_paper(paper, by=cast.wei, now=now)
    paper.refresh_from_db()
    assert paper.document.status == "verified"
    verbs = set(TrailEntry.objects.values_list("verb", flat=True))
    assert {"case.paper_sent", "case.paper_sent_back", "case.paper_accepted"} <= verbs


def test_another_founder_cannot_send_papers(case: Case, cast: Cast, scan: StoredFile, now: datetime) -> None:
    with pytest.raises(Refused):
        commands.send_paper(case.papers.first(), scan, by=cast.bao, now=now)


def test_the_way_ends_with_a_company(case: Case, cast: Cast, scan: StoredFile, now: datetime) -> None:
    bring_papers(case, scan, cast, now)
    do_all_before_licence(case, cast, now)
    step = case.steps.get(step="amr.licence")
    assert step.status == CaseStep.Status.READY
    commands.submit_step(step, seen=step.version, by=cast.wei, now=now)
    case.refresh_from_db()
    assert case.turn == Case.Turn.AUTHORITY
    step.refresh_from_db()
    day = now + timedelta(days=2)
    company = commands.record_case_licence(case, licence(day, cast), seen=step.version, by=cast.wei, now=day)
    case.refresh_from_db()
    assert case.enterprise == company
    assert case.steps.get(step="fir.initial").status == CaseStep.Status.DONE
    assert case.steps.get(step="seal.make").status == CaseStep.Status.READY


def test_licence_with_a_wrong_check_digit_is_refused(case: Case, cast: Cast, now: datetime) -> None:
    wrong = licence(now, cast)
    step = case.steps.get(step="amr.licence")
    bad = Licence(**{name: getattr(wrong, name) for name in wrong.__slots__} | {"credit_code": "91310117MA1J2T5U13"})
    with pytest.raises(Refused) as refusal:
        commands.record_case_licence(case, bad, seen=step.version, by=cast.wei, now=now)
    assert refusal.value.field == "credit_code"
    case.refresh_from_db()
    assert case.enterprise is None


def test_two_people_on_one_step(case: Case, cast: Cast, now: datetime) -> None:
    step = case.steps.filter(status=CaseStep.Status.READY, lane="we").first()
    commands.start_step(step, seen=step.version, by=cast.wei, now=now)
    with pytest.raises(Stale):
        commands.start_step(step, seen=step.version, by=cast.zoe, now=now)
