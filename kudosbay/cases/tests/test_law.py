"""A pack of rules from its upload to the founder's plan: who is affected, approved by another, proposed, accepted."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from conftest import Cast, accession, make_user, zipped_pack
from kudosbay.cases import commands
from kudosbay.cases.jobs import propose
from kudosbay.cases.models import Case, Proposal
from kudosbay.cases.replanning.preview import preview
from kudosbay.cases.replanning.situations import situations
from kudosbay.cases.tests.test_the_way import FACTS
from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.kernel.permissions import Role
from kudosbay.law.commands import load_pack
from kudosbay.law.laying import bring_in_force, rules_with
from kudosbay.law.models import LawPack
from kudosbay.rulebook.facts import read_facts
from kudosbay.rulebook.load import load_rules
from kudosbay.rulebook.outcomes import outcome
from kudosbay.rulebook.plan import make_plan

pytestmark = pytest.mark.usefixtures("rules_as_shipped")


def facts(country: str, *, here: bool = False) -> dict[str, Any]:
    investor = {"id": "founder", "kind": "natural", "country": country, "share": 100, "in_china": here}
    return {**FACTS, "investors": [investor]}


@pytest.fixture
def cases(cast: Cast, now: datetime) -> dict[str, Case]:
    """Three of Amara's, of which one is moved when Nigeria joins; the others are here in person, or German."""
    given = {"abroad": facts("NG"), "here": facts("NG", here=True), "german": facts("DE")}
    return {
        name: commands.start_case(cast.amara.person, facts=one, by=cast.amara, now=now) for name, one in given.items()
    }


@pytest.fixture
def pack(cast: Cast, now: datetime) -> LawPack:
    return load_pack(zipped_pack(accession("NG", "2026-03-12"), takes_effect="2026-03-12"), by=cast.mei, now=now)


@pytest.fixture
def second(db: None) -> Any:
    return make_user("Li", Role.MANAGER)


def route(case: Case) -> str:
    papers = {one["id"]: one["route"] for one in Case.objects.get(pk=case.pk).plan["papers"]}
    return str(papers["passport.founder"])


def test_the_preview_finds_whom_a_plan_anew_of_everything_finds(cases, pack, today):
    shown = preview(pack, today=today)
    old, new = rules_with(None), rules_with(pack)
    brute = [
        one.case
        for one in situations(Case.objects.open(), since=date(2026, 3, 12))
        if outcome(make_plan(old, read_facts(one.facts))) != outcome(make_plan(new, read_facts(one.facts)))
    ]
    assert [one.situation.case for one in shown.cases] == brute == [cases["abroad"].pk]
    assert shown.asked == 3
    assert [one.id for one in shown.rules] == ["apostille NG"]


def test_nothing_changes_before_a_second_person_approves(cast, cases, pack, now, second):
    with pytest.raises(Refused, match="Somebody else"):
        commands.approve_law(pack, seen=pack.version, by=cast.mei, now=now)
    with pytest.raises(NotAllowed):
        commands.approve_law(pack, seen=pack.version, by=cast.wei, now=now)
    assert not Proposal.objects.exists()
    commands.approve_law(pack, seen=pack.version, by=second, now=now)
    (proposal,) = Proposal.objects.all()
    assert proposal.case_id == cases["abroad"].pk
    assert route(cases["abroad"]) == "legalise"


def test_an_accepted_proposal_plans_the_case_by_the_pack(cast, cases, pack, now, second):
    commands.approve_law(pack, seen=pack.version, by=second, now=now)
    proposal = Proposal.objects.get()
    changed = next(one for one in proposal.changes if one["id"] == "passport.founder")
    assert changed["before"]["route"] == "legalise"
    assert changed["after"]["route"] == "apostille"
    assert all(changed["why_after"][lang] for lang in ("en", "zh-Hans", "ar"))
    assert len(changed["why_after"]["en"]) == len(changed["why_before"]["en"]) == 1  # what holds by both is no reason
    commands.accept_proposal(proposal, seen=proposal.version, by=cast.wei, now=now)
    case = Case.objects.get(pk=cases["abroad"].pk)
    assert route(case) == "apostille"
    assert case.plan["law"] == {**case.plan["law"], "pack": "test-pack 1", "as_of": "2026-03-12"}
    assert case.papers.get(paper="passport.founder").route == "apostille"
    assert case.replaced_plans.get().plan == cases["abroad"].plan
    with pytest.raises(Refused):
        commands.accept_proposal(proposal, seen=proposal.version + 1, by=cast.wei, now=now)


def test_a_declined_proposal_leaves_the_case_and_is_not_proposed_twice(cast, cases, pack, now, second):
    pack = commands.approve_law(pack, seen=pack.version, by=second, now=now)
    proposal = Proposal.objects.get()
    commands.decline_proposal(proposal, because="Filed tomorrow", seen=1, by=cast.wei, now=now)
    assert route(cases["abroad"]) == "legalise"
    assert commands.propose_again(pack, by=cast.mei, now=now) == 0


def test_a_case_that_changes_meanwhile_gets_a_new_proposal(cast, cases, pack, now, second):
    pack = commands.approve_law(pack, seen=pack.version, by=second, now=now)
    case = Case.objects.get(pk=cases["abroad"].pk)
    commands.change_facts(case, facts("NG") | {"trade": "import"}, seen=case.version, by=cast.wei, now=now)
    assert Proposal.objects.get().status == "overtaken"
    propose(SimpleNamespace(stopping=lambda: False))  # as the worker does each hour
    held = list(Proposal.objects.open())
    assert commands.accept_proposals(held, by=cast.wei, now=now) == 1
    assert route(case) == "apostille"


def test_the_pack_decides_from_its_day_on(cast, cases, pack, now, second):
    pack = commands.approve_law(pack, seen=pack.version, by=second, now=now)
    assert bring_in_force(date(2026, 3, 11)) is None
    assert load_rules().pack.startswith("cn_shanghai")
    assert bring_in_force(date(2026, 3, 12)) == pack
    assert load_rules().pack == "test-pack 1"
    late = datetime(2026, 3, 12, 2, 0, tzinfo=UTC)
    begun = commands.start_case(cast.bao.person, facts=facts("NG") | {"as_of": "2026-03-12"}, by=cast.bao, now=late)
    assert route(begun) == "apostille"
    assert begun.plan["law"]["pack"] == "test-pack 1"
    commands.withdraw_law(pack, because="Wrong country", seen=pack.version, by=cast.mei, now=now)
    assert bring_in_force(date(2026, 3, 12)) is None
    assert Proposal.objects.get().status == "overtaken"
