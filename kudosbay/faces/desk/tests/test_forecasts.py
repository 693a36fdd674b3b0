"""Forecasts on screens: the rules alone at first, then what our finished cases took, said in words with the sample."""

from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from conftest import Cast
from django.core.management import call_command
from django.utils import timezone

from kudosbay.cases import forecasts
from kudosbay.cases.models import Case, CaseStep
from kudosbay.cases.plans import certain_steps, compute
from kudosbay.centre.clock import after_working_days
from kudosbay.messaging.models import Thread
from kudosbay.rulebook.forecast import MINIMUM, back_test

pytestmark = pytest.mark.django_db
FACTS: dict[str, Any] = {
    "form": "wfoe_llc",
    "investors": [{"id": "founder", "kind": "natural", "country": "NG", "share": 100, "in_china": True}],
    "activities": ["consulting"],
    "address": "centralised_registration",
    "location": {"district": "songjiang", "zone": "songjiang_etdz"},
    "people": [{"role": "legal_representative", "person": "founder", "needs_work_permit": False}],
}


def lay_case(cast: Cast, number: int, *, begun: date, days: int | None) -> Case:
    """Lay a case that took so many working days to its licence, or is open."""
    at = datetime.combine(begun, datetime.min.time(), tzinfo=timezone.get_current_timezone()) + timedelta(hours=10)
    plan = compute(FACTS, start=begun)
    case = Case.objects.create(
        reference=f"SJ-TEST-{number}",
        founder=cast.amara.person,
        adviser=cast.wei,
        opened_by=cast.amara,
        turn_since=at,
        opened_at=at,
        facts=FACTS,
        plan=plan,
        law_as_of=begun,
        status=Case.Status.OPEN if days is None else Case.Status.DONE,
        thread=Thread.objects.create(key=f"t-{number}", person=cast.amara.person, opened_at=at, last_at=at),
    )
    done = None if days is None else after_working_days(begun, days)
    status = CaseStep.Status.WAITING if days is None else CaseStep.Status.DONE
    steps = (
        CaseStep(case=case, step=one["id"], place=place, lane=one["lane"])
        for place, one in enumerate(certain_steps(plan))
    )
    CaseStep.objects.bulk_create(_set(one, status, done) for one in steps)
    return case


def _set(step: CaseStep, status: str, done: date | None) -> CaseStep:
    step.status, step.done_on = status, done
    return step


def lay_history(cast: Cast, number: int) -> None:
    for one in range(number):
        lay_case(cast, 100 + one, begun=date(2026, 1, 5) + timedelta(days=one % 5), days=20 + one % 10)


def test_a_case_says_in_words_what_its_forecast_rests_on(cast: Cast, get: Any) -> None:
    case = lay_case(cast, 1, begun=timezone.localdate(), days=None)
    page = get(cast.wei, f"/desk/cases/{case.reference}/").content.decode()
    assert "规则" in page
    lay_history(cast, MINIMUM + 4)
    shown = get(cast.amara, f"/en/case/{case.reference}/").content.decode()
    assert f"From {MINIMUM + 4} finished cases" in shown
    assert "since 5 January 2026: half took 21 to 27 working days" in shown
    assert str(MINIMUM + 4) in get(cast.wei, f"/desk/cases/{case.reference}/").content.decode()


def test_finished_cases_are_read_in_one_query(cast: Cast, django_assert_num_queries: Any) -> None:
    lay_history(cast, 6)
    with django_assert_num_queries(1):
        found = forecasts.finished()
    assert {one.kind for one in found} == {forecasts.kind_of(FACTS, date(2026, 1, 5))}
    assert sorted(one.days for one in found) == [20, 21, 22, 23, 24, 25]
    assert found[0].typical == (2, 9)
    assert forecasts.finished(before=date(2026, 1, 5)) == []


def test_the_slowest_route_of_the_owners_counts() -> None:
    here, abroad = {"country": "FR", "in_china": True, "kind": "natural"}, {"country": "EG", "kind": "entity"}
    for owners, route in (([here], "here"), ([here, abroad], "legalise"), ([{"country": "HK"}], "hk_attest")):
        assert forecasts.route_of({"investors": owners}, date(2026, 3, 2)) == route


def test_the_back_test_is_recomputed_as_it_is(cast: Cast, get: Any) -> None:
    assert "alike are needed" in get(cast.mei, "/desk/overview/forecasts/?lang=en").content.decode()
    lay_history(cast, MINIMUM)
    for one in range(8):
        lay_case(cast, 10 + one, begun=date(2026, 3, 23), days=22 + one % 3)
    tested = back_test(forecasts.finished())
    assert (tested.own.count, tested.without) == (8, MINIMUM)
    assert tested.rules.wide == 0  # the rules say 2 to 9 days, and each took longer
    assert tested.rules.error > tested.own.error
    shown = get(cast.mei, "/desk/overview/forecasts/?lang=en").content.decode()
    assert "8 finished cases were each foretold" in shown
    assert get(cast.mei, "/desk/overview/forecasts/?lang=zh-hans").status_code == 200
    said = StringIO()
    call_command("forecast", "--backtest", stdout=said)
    assert "8 finished cases begun from 2026-03-23 to 2026-03-23" in said.getvalue()
    assert f"{tested.own.wide:.0%}" in said.getvalue()
    call_command("forecast", stdout=said)
    assert f"{MINIMUM + 8:>5} by form, route" in said.getvalue()
