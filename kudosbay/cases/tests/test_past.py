"""A case as it was on a past day: the plan that held then, and what had been done."""

from datetime import date, timedelta

import pytest
from time_machine import travel

from conftest import accession, make_user, zipped_pack
from kudosbay.cases import commands
from kudosbay.cases.models import Case, Proposal
from kudosbay.cases.past import case_as_of
from kudosbay.cases.tests.test_law import facts
from kudosbay.kernel.permissions import Role
from kudosbay.law.commands import load_pack

pytestmark = pytest.mark.usefixtures("rules_as_shipped")


def test_yesterday_shows_yesterday(cast, now):
    with travel(now):
        case = commands.start_case(cast.amara.person, facts=facts("NG"), by=cast.amara, now=now)
    later = now + timedelta(days=2)
    pack = load_pack(zipped_pack(accession("NG", "2026-03-12"), takes_effect="2026-03-12"), by=cast.mei, now=later)
    commands.approve_law(pack, seen=1, by=make_user("Li", Role.MANAGER), now=later)
    proposal = Proposal.objects.get()
    with travel(later):
        commands.accept_proposal(proposal, seen=proposal.version, by=cast.wei, now=later)
    case = Case.objects.get(pk=case.pk)

    assert case_as_of(case, date(2026, 3, 9)) is None
    before, after = case_as_of(case, date(2026, 3, 11)), case_as_of(case, date(2026, 3, 12))
    assert before
    assert after
    assert route(before) == "legalise"
    assert route(after) == "apostille"
    assert before.pack.startswith("cn_shanghai")
    assert after.pack == "test-pack 1"
    assert len(before.entries) < len(after.entries)


def route(past):
    return next(one.plan["route"] for one in past.papers if one.plan["id"] == "passport.founder")


def test_steps_stand_as_they_stood(cast, now):
    with travel(now):
        case = commands.start_case(cast.amara.person, facts=facts("NG", here=True), by=cast.amara, now=now)
    ready = next(step for step in case.steps.all() if step.status == "ready" and step.lane != "you")
    later = now + timedelta(days=1)
    with travel(later):
        commands.start_step(ready, seen=ready.version, by=cast.wei, now=later)
    case = Case.objects.get(pk=case.pk)
    states = {
        day: {one.plan["id"]: one.status for one in case_as_of(case, date(2026, 3, day)).steps}[ready.step]
        for day in (10, 11)
    }
    assert states[10] == "ready"
    now_rows = {row.step: row.status for row in case.steps.all()}
    shown = {one.plan["id"]: one.status for one in case_as_of(case, date(2026, 3, 11)).steps}
    assert shown == {step: status for step, status in now_rows.items() if status != "dropped"}


def test_the_page_shows_a_past_day(cast, now, signed_in):
    case = commands.start_case(cast.amara.person, facts=facts("NG"), by=cast.amara, now=now)
    browser = signed_in(cast.wei)
    address = f"/desk/cases/{case.reference}/"
    assert browser.get(address, {"as_of": "2026-03-10"}).status_code == 200
    assert browser.get(address, {"as_of": "2020-03-10"}).status_code == 200
    assert browser.get(address, {"as_of": "no day"}).status_code == 200
