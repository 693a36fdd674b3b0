"""The adviser's way over the pages: my day, papers, steps, agreement, licence."""

from typing import Any

import pytest
from conftest import Cast

from kudosbay.cases import commands
from kudosbay.cases.models import Case, CaseStep
from kudosbay.cases.tests.test_the_way import CODE, FACTS, bring_papers, do_all_before_licence, scan  # noqa: F401
from kudosbay.enterprises.models import Enterprise

DESK = "/desk/cases/{}/"


@pytest.fixture
def case(cast: Cast, now: Any) -> Case:
    return commands.start_case(cast.amara.person, facts=FACTS, by=cast.amara, now=now)


def test_my_day_shows_the_case_in_one_queue(cast: Cast, case: Case, get: Any) -> None:
    page = get(cast.wei, "/desk/")
    assert page.status_code == 200
    assert case.reference in page.content.decode()
    shown = [
        turn for turn in Case.Turn.values if case.reference in get(cast.wei, f"/desk/?queue={turn}").content.decode()
    ]
    assert shown == [case.turn]


@pytest.mark.parametrize("path", ["", "agreement/", "licence/", "steps/amr.licence/", "papers/passport.founder/"])
def test_the_workspace_opens_for_advisers_only(cast: Cast, case: Case, get: Any, path: str) -> None:
    address = DESK.format(case.reference) + path
    assert get(cast.wei, address).status_code == 200
    assert get(cast.bao, address).status_code == 404
    assert get(None, address).status_code == 302


def test_a_licence_with_a_wrong_code_keeps_what_was_typed(cast: Cast, case: Case, post: Any) -> None:
    page = post(cast.wei, DESK.format(case.reference) + "licence/", _licence(case) | {"credit_code": "123"})
    assert page.status_code == 422
    text = page.content.decode()
    assert "上海阿玛拉商务咨询有限公司" in text
    assert 'id="id_credit_code-error"' in text
    assert not Enterprise.objects.exists()


def test_the_licence_makes_the_enterprise(cast: Cast, case: Case, scan: Any, now: Any, post: Any) -> None:  # noqa: F811
    bring_papers(case, scan, cast, now)
    do_all_before_licence(case, cast, now)
    step = case.steps.get(step="amr.licence")
    post(cast.wei, DESK.format(case.reference) + "steps/amr.licence/submit/", {"version": step.version})
    page = post(cast.wei, DESK.format(case.reference) + "licence/", _licence(case))
    assert page.status_code == 302
    assert Enterprise.objects.get().credit_code == CODE
    assert case.steps.get(step="amr.licence").status == CaseStep.Status.DONE


def test_a_second_adviser_gets_the_conflict_page(cast: Cast, case: Case, post: Any) -> None:
    step = case.steps.filter(status="ready", lane="we").first()
    address = DESK.format(case.reference) + f"steps/{step.step}/start/"
    assert post(cast.wei, address, {"version": step.version}).status_code == 302
    assert post(cast.zoe, address, {"version": step.version}).status_code == 409
    step.refresh_from_db()
    assert step.version == 2


def test_bulk_reassign_and_back(cast: Cast, case: Case, post: Any) -> None:
    chosen = {"case": [case.reference], "act": "reassign"}
    assert post(cast.wei, "/desk/bulk/", chosen).status_code == 200
    post(cast.wei, "/desk/bulk/apply/", chosen | {"adviser": cast.zoe.pk, "key": "k1"})
    case.refresh_from_db()
    assert case.adviser == cast.zoe
    post(cast.wei, "/desk/bulk/k1/undo/", {})
    case.refresh_from_db()
    assert case.adviser == cast.wei


def test_agreement_is_drawn_up_and_offered(cast: Cast, case: Case, post: Any, get: Any) -> None:
    page = DESK.format(case.reference) + "agreement/"
    post(cast.wei, page + "draft/", {})
    assert get(cast.wei, page).status_code == 200
    assert case.agreements.get().status == "draft"


def _licence(case: Case) -> dict[str, Any]:
    step = case.steps.get(step="amr.licence")
    return {
        "version": step.version,
        "credit_code": CODE,
        "name_zh": "上海阿玛拉商务咨询有限公司",
        "licensed_on": "2026-03-12",
        "amount": "500000",
        "currency": "CNY",
        "address": "上海市松江区",
        "origin": "converted",
        "name_1": "Amara Nwosu",
        "kind_1": "natural",
        "country_1": "NG",
        "share_1": "100",
        **{f"kind_{number}": "natural" for number in range(2, 6)},
    }
