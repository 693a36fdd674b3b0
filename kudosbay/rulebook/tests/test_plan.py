from datetime import date

import pytest

from kudosbay.rulebook.facts import read_facts
from kudosbay.rulebook.plan import AsOfMissingError, make_plan

CHAIN = """
steps:
  - {id: a.first, name: T, lane: you, working_days: {min: 1, max: 2}, milestone: name}
  - {id: b.long, name: T, lane: authority, after: [a.first], working_days: {min: 5, max: 10}, papers: [form_b],
     fee: {amount: 20}}
  - {id: b.short, name: T, lane: we, after: ["a.*"], working_days: {min: 1, max: 1}, when: remit_early,
     fee: {amount: 7, to: ours}}
  - {id: c.register, name: T, lane: authority, after: ["b.*"], working_days: {min: 1, max: 3}, milestone: licence}
  - {id: c.report, name: T, lane: we, with: [c.register], after: [a.first]}
  - {id: d.extra, name: T, lane: you, after: [c.register], working_days: {min: 30, max: 30}, optional: true,
     fee: {amount: 99}}
  - {id: e.bank, name: T, lane: authority, after: ["d.*"], working_days: {min: 2, max: 4}, fee: {min: 1, max: 3, to: third}}
papers:
  - {id: form_b, name: T}
deadlines:
  - {id: tax, name: T, from: licence, count: {n: 30, unit: calendar_days}}
  - {id: report, name: T, from: licence, yearly: {month: 6, day: 30, years: 1}}
  - {id: rolled, name: T, from: name, count: {n: 3, unit: calendar_days}, roll: next_workday}
"""
START = date(2024, 12, 9)  # a Monday


@pytest.fixture
def plan(rules):
    rulebook = rules(CHAIN)
    return lambda **facts: make_plan(rulebook, read_facts({"as_of": START, **facts})).as_json()


def step(plan, name):
    return next(one for one in plan["steps"] if one["id"] == name)


def test_ranges_of_working_days(plan):
    made = plan(remit_early=False)
    assert [one["id"] for one in made["steps"]] == ["a.first", "b.long", "c.register", "c.report", "d.extra", "e.bank"]
    first, register = step(made, "a.first"), step(made, "c.register")
    assert first["start"] == {"earliest": "2024-12-09", "latest": "2024-12-09"}
    assert first["finish"] == {"earliest": "2024-12-09", "latest": "2024-12-10"}
    assert register["start"] == {"earliest": "2024-12-17", "latest": "2024-12-25"}
    assert register["finish"] == {"earliest": "2024-12-17", "latest": "2024-12-27"}


def test_totals_leave_out_what_may_be_skipped(plan):
    totals = plan(remit_early=False)["totals"]
    assert totals["working_days"] == {"min": 1 + 5 + 1 + 2, "max": 2 + 10 + 3 + 4}
    assert totals["finish"] == {"earliest": "2024-12-19", "latest": "2025-01-03"}  # new year's day is off
    assert totals["money"]["official"] == [{"min": "20", "max": "20", "currency": "CNY"}]
    assert totals["money"]["third"] == [{"min": "1", "max": "3", "currency": "CNY"}]


def test_the_critical_path_is_that_of_the_longest_plan(plan):
    made = plan(remit_early=True)
    critical = {one["id"] for one in made["steps"] if one["critical"]}
    assert critical == {"a.first", "b.long", "c.register", "c.report", "e.bank"}


def test_same_session_has_the_same_dates(plan):
    made = plan(remit_early=False)
    report, register = step(made, "c.report"), step(made, "c.register")
    assert (report["start"], report["finish"], report["with"]) == (
        register["start"],
        register["finish"],
        ["c.register"],
    )


def test_a_step_that_is_not_there_hands_on_its_predecessors(plan):
    made = plan(remit_early=False)
    assert step(made, "e.bank")["after"] == ["c.register"]  # d.extra may be skipped
    assert step(made, "c.register")["after"] == ["b.long"]


def test_a_step_under_an_unknown_condition_counts_in_the_longest_time_only(plan):
    made = plan()
    short = step(made, "b.short")
    assert short["conditional"]
    assert made["unknown"] == [{"fact": "remit_early", "moves": ["steps"], "answers": [True, False]}]
    assert made["totals"]["money"]["ours"] == [{"min": "0", "max": "7", "currency": "CNY"}]
    assert plan(remit_early=True)["totals"]["money"]["ours"] == [{"min": "7", "max": "7", "currency": "CNY"}]
    assert short["why"] == [{"condition": "remit_early", "value": None, "fact": "remit_early"}]


def test_a_milestone_fixes_its_step_and_all_before_it(plan):
    made = plan(remit_early=False, milestones={"licence": "2024-12-12"})
    register, bank = step(made, "c.register"), step(made, "e.bank")
    assert register["done"]
    assert register["start"] == register["finish"] == {"earliest": "2024-12-12", "latest": "2024-12-12"}
    assert step(made, "b.long")["done"]
    assert step(made, "b.long")["finish"]["latest"] == "2024-12-12"
    assert bank["start"] == {"earliest": "2024-12-13", "latest": "2024-12-13"}
    assert not bank["done"]
    assert bank["critical"]


def test_deadlines_count_from_milestones(plan):
    made = plan(remit_early=False, milestones={"licence": "2024-12-12"})
    dates = {one["id"]: one["date"] for one in made["deadlines"]}
    assert dates == {"tax": "2025-01-11", "report": "2025-06-30", "rolled": None}


def test_a_deadline_without_its_day_is_estimated(plan):
    (tax,) = [one for one in plan(remit_early=False)["deadlines"] if one["id"] == "tax"]
    assert tax["date"] is None
    assert tax["estimate"] == {"earliest": "2025-01-16", "latest": "2025-01-26"}


def test_a_deadline_on_a_holiday_moves_to_the_next_working_day(plan):
    made = plan(milestones={"name": "2025-01-27"})
    (rolled,) = [one for one in made["deadlines"] if one["id"] == "rolled"]
    assert rolled["date"] == "2025-02-05"


def test_before_2018_there_are_steps_but_no_dates(plan):
    made = plan(as_of=date(2017, 4, 12), remit_early=False)
    assert len(made["steps"]) == 6
    assert made["totals"]["finish"] == {"earliest": None, "latest": None}
    assert made["totals"]["working_days"] == {"min": 9, "max": 19}


def test_a_plan_into_an_unpublished_year_is_provisional(plan):
    assert plan(as_of=date(2026, 12, 28), remit_early=False)["totals"]["provisional"]
    assert not plan(as_of=date(2026, 11, 2), remit_early=False)["totals"]["provisional"]


def test_work_may_start_later_than_the_law_is_chosen(plan):
    made = plan(start=date(2024, 12, 14), remit_early=False)  # a Saturday
    assert step(made, "a.first")["start"]["earliest"] == "2024-12-16"
    assert made["law"]["as_of"] == "2024-12-09"


def test_a_plan_needs_a_day(rules):
    with pytest.raises(AsOfMissingError, match="for which day"):
        make_plan(rules(CHAIN), read_facts({"form": "wfoe_llc"}))


LAWS = """
regimes:
  - {id: R-OLD, name: T, valid: {from: null, to: 2019-12-31}}
  - {id: R-NEW, name: T, valid: {from: 2020-01-01, to: null}}
steps:
  - {id: register, name: T, lane: we, milestone: licence,
     working_days: [{min: 15, max: 15, valid: {to: 2019-12-31}}, {min: 1, max: 3, valid: {from: 2020-01-01}}]}
  - {id: report.old, name: T, lane: we, after: [register], filing: licence, valid: {from: null, to: 2019-12-31}}
  - {id: report.new, name: T, lane: we, after: [register], filing: licence, valid: {from: 2020-01-01, to: null}}
  - {id: later, name: T, lane: we, when: filing >= 2020-01-01}
"""


@pytest.mark.parametrize(
    ("facts", "steps", "days", "regimes"),
    [
        ({"as_of": date(2019, 12, 31)}, {"register", "report.old"}, 15, ["R-OLD"]),
        ({"as_of": date(2020, 1, 1)}, {"register", "report.new", "later"}, 1, ["R-NEW"]),
        (
            {"as_of": date(2019, 12, 20), "milestones": {"licence": date(2020, 1, 8)}},
            {"register", "report.new"},
            15,
            ["R-OLD"],
        ),
        (
            {"as_of": date(2019, 12, 20), "filings": {"later": date(2020, 1, 8)}},
            {"register", "report.old", "later"},
            15,
            ["R-OLD"],
        ),
        (
            {"as_of": date(2019, 12, 20), "filings": {"report.*": date(2020, 1, 8)}},
            {"register", "report.new"},
            15,
            ["R-OLD"],
        ),
    ],
)
def test_the_law_is_that_of_the_day_on_which_the_step_is_filed(rules, facts, steps, days, regimes):
    made = make_plan(rules(LAWS), read_facts(facts)).as_json()
    assert {one["id"] for one in made["steps"]} == steps
    assert step(made, "register")["working_days"]["min"] == days
    assert made["law"]["regimes"] == regimes


PEOPLE = """
steps:
  - {id: docs.identity, name: T, lane: you, per: investor, who: kind == natural, papers: [passport]}
  - {id: docs.abroad, name: T, lane: you, when: "has(routes, legalise) or has(routes, apostille)", after: [docs.identity],
     working_days: [{when: "has(routes, legalise)", min: 20, max: 40}, {min: 5, max: 15}]}
  - {id: p.permit, name: T, lane: authority, per: person, who: needs_work_permit, papers: [degree], fee: {amount: 400}}
papers:
  - {id: passport, name: T, class: identity, per: investor, translate: true,
     sign: [{how: here, when: in_china}, {how: abroad}]}
  - {id: degree, name: T, class: personal, per: person}
signatures: [{id: here, name: T}, {id: abroad, name: T}]
routes:
  - {id: exempt_original, name: T, classes: [identity], when: in_china}
  - {id: apostille, name: T, classes: [identity, personal], when: apostille.in_force(country)}
  - {id: legalise, name: T, classes: [identity, personal]}
blocks:
  - {id: no.office, when: "form == rep_office and any(investors, kind == natural)", reason: T, instead: T}
  - {id: ask.officer, when: address == residential, effect: conditional, reason: T}
  - {id: told, when: form == wfoe_llc, effect: note, reason: T}
"""


@pytest.fixture
def people(rules):
    rulebook = rules(PEOPLE)

    def made(*investors, **facts):
        given = {
            "as_of": START,
            "address": "owned",
            "form": "wfoe_llc",
            "people": [],
            **facts,
            "investors": list(investors),
        }
        return make_plan(rulebook, read_facts(given)).as_json()

    return made


AMARA = {"id": "amara", "kind": "natural", "country": "ES"}


def papers(plan):
    return {one["id"]: (one["route"], one["possible"]) for one in plan["papers"]}


@pytest.mark.parametrize(
    ("investor", "route", "sign", "steps"),
    [
        ({**AMARA, "in_china": True}, ("exempt_original", []), "here", ["docs.identity"]),
        ({**AMARA, "in_china": False}, ("apostille", []), "abroad", ["docs.identity", "docs.abroad"]),
        ({**AMARA, "country": "IN", "in_china": False}, ("legalise", []), "abroad", ["docs.identity", "docs.abroad"]),
        (AMARA, (None, ["exempt_original", "apostille"]), "abroad", ["docs.identity", "docs.abroad"]),
    ],
)
def test_the_first_route_that_fits_each_paper_and_person(people, investor, route, sign, steps):
    made = people(investor)
    assert papers(made) == {"passport.amara": route}
    assert made["papers"][0]["sign"] == sign
    assert [one["id"] for one in made["steps"]] == steps


def test_the_reason_of_a_route_tells_why_the_ones_before_do_not_fit(people):
    made = people({**AMARA, "country": "IN", "in_china": False})
    assert made["papers"][0]["why"] == [
        {"condition": "in_china", "value": False, "fact": "investors[amara].in_china"},
        {"condition": "apostille.in_force(IN)", "value": False, "fact": "investors[amara].country"},
    ]
    assert step(made, "docs.abroad")["working_days"] == {"min": 20, "max": 40}


def test_an_unknown_route_asks_for_the_fact_and_leaves_the_step_open(people):
    made = people(AMARA)
    assert step(made, "docs.abroad")["conditional"]
    assert [one["fact"] for one in made["unknown"]] == ["investors[amara].in_china"]


def test_each_person_has_papers_and_steps_of_their_own(people):
    bao = {"id": "bao", "kind": "natural", "country": "IN", "in_china": False}
    roles = [
        {"person": "amara", "role": "legal_representative", "needs_work_permit": True},
        {"person": "amara", "role": "manager", "needs_work_permit": True},
        {"person": "zoe", "role": "supervisor", "country": "CN", "needs_work_permit": False},
    ]
    made = people({**AMARA, "in_china": True}, bao, people=roles)
    assert papers(made) == {
        "passport.amara": ("exempt_original", []),
        "passport.bao": ("legalise", []),
        "degree.amara": ("apostille", []),
    }
    assert {one["person"]: (one["roles"], one["steps"]) for one in made["people"]} == {
        "amara": (["legal_representative", "manager"], ["docs.identity", "p.permit"]),
        "zoe": (["supervisor"], []),
        "bao": ([], ["docs.identity"]),
    }
    assert step(made, "p.permit")["for"] == ["amara"]
    assert made["totals"]["money"]["official"] == [{"min": "400", "max": "400", "currency": "CNY"}]


def test_a_fee_is_paid_for_each_person(people):
    roles = [
        {"person": name, "role": "employee", "country": "ES", "needs_work_permit": True} for name in ("wei", "zoe")
    ]
    assert people({**AMARA, "in_china": True}, people=roles)["totals"]["money"]["official"][0]["max"] == "800"


@pytest.mark.parametrize(
    ("facts", "verdict", "blocks"),
    [
        ({}, "possible", []),
        ({"form": "rep_office"}, "blocked", [("no.office", True)]),
        ({"address": "residential"}, "conditional", [("ask.officer", True)]),
        ({"address": None}, "conditional", [("ask.officer", False)]),
        ({"form": "rep_office", "address": "residential"}, "blocked", [("no.office", True), ("ask.officer", True)]),
    ],
)
def test_verdicts(people, facts, verdict, blocks):
    made = people({**AMARA, "in_china": True}, **facts)
    assert made["verdict"] == verdict
    assert [(one["id"], one["certain"]) for one in made["blocks"]] == blocks


def test_a_note_informs_and_decides_nothing(people):
    made = people({**AMARA, "in_china": True})
    assert [one["id"] for one in made["notes"]] == ["told"]
    assert people({**AMARA, "in_china": True}, form=None)["notes"] == []


def test_who_the_people_are_may_be_unknown(people):
    made = people({**AMARA, "in_china": True}, people=None)
    assert step(made, "p.permit")["conditional"]
    assert [one["fact"] for one in made["unknown"]] == ["people"]


def test_papers_are_translated_unless_chinese_or_exempt(people):
    def translate(investor, **facts):
        return people(investor, **facts)["papers"][0]["translate"]

    assert translate({**AMARA, "in_china": False}, paper_language="es") is True
    assert translate({**AMARA, "in_china": False}, paper_language="zh") is False
    assert translate({**AMARA, "in_china": True}, paper_language="es") is False
    assert translate({**AMARA, "in_china": False}) is None
