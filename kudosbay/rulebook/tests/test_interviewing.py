"""Interviews from beginning to end: they ask what can move the plan most, and enough, and nothing more."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kudosbay.rulebook.facts import FactsError, read_facts
from kudosbay.rulebook.interview import Moves, marks_of, next_question, open_questions
from kudosbay.rulebook.interviewing import ask, complete, lengths, of_situation, random_people, somebody
from kudosbay.rulebook.load import load_rules
from kudosbay.rulebook.plan import make_plan
from kudosbay.rulebook.shell import rules_command
from kudosbay.rulebook.tests.test_any_facts import FACTS

DAY = date(2026, 11, 23)
BEGIN = {"as_of": DAY, "start": DAY}
SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


@settings(max_examples=8, deadline=None, suppress_health_check=SLOW)
@given(st.integers(0, 10_000))
def test_after_the_interview_the_plan_is_the_one_with_all_facts_known(seed: int) -> None:
    answer = somebody(seed, load_rules())
    asked = ask(load_rules(), BEGIN, answer)
    whole = complete(load_rules(), asked, answer)
    known = make_plan(load_rules(), read_facts(asked.facts))
    assert marks_of(known) == marks_of(make_plan(load_rules(), read_facts(whole))), asked.questions


@settings(max_examples=5, deadline=None, suppress_health_check=SLOW)
@given(FACTS)
def test_random_facts_never_crash_the_interview(facts: dict[str, Any]) -> None:
    try:
        read_facts(facts)
    except FactsError:
        return
    question = next_question(load_rules(), facts)
    assert question is None or any(question.moves)


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(FACTS)
def test_a_regime_that_is_over_never_appears_after_its_end(facts: dict[str, Any]) -> None:
    plan = make_plan(load_rules(), read_facts(facts))
    assert all(regime.span.holds(plan.as_of) for regime in plan.regimes)
    for step in plan.steps:
        assert step.chosen.step.span.holds(step.chosen.case["filing"]), step.id


def test_the_verdict_comes_first_then_papers_then_dates_then_money() -> None:
    assert Moves(verdict=1) > Moves(papers=90, days=200) > Moves(days=200, money=9) > Moves(money=9, parts=50)
    found = open_questions(load_rules(), BEGIN, done=frozenset())
    first = next_question(load_rules(), BEGIN)
    assert first is not None
    assert first.id == "owner"
    assert first.moves[:4] == max(one.moves[:4] for one in found)


def test_it_stops_when_no_answer_can_move_the_plan() -> None:
    asked = ask(load_rules(), BEGIN, somebody(7, load_rules()))
    done = frozenset((*asked.questions, *asked.declined))
    assert open_questions(load_rules(), asked.facts, done=done) == []


def test_a_named_situation_answers_what_it_says_and_nothing_else() -> None:
    facts = {"form": "rep_office", "investors": [{"id": "company", "kind": "entity", "country": "FR", "share": 100}]}
    asked = ask(load_rules(), BEGIN, of_situation(facts))
    assert asked.facts["form"] == "rep_office"
    assert asked.facts["investors"][0]["country"] == "FR"
    assert "years:company" in asked.declined


def test_lengths_are_counted_and_printed(capsys: pytest.CaptureFixture[str]) -> None:
    found = lengths(load_rules(), random_people(load_rules(), 3, day=DAY))
    assert found.count == 3
    assert 1 <= found.middle <= found.most <= 20
    assert lengths(load_rules(), []).count == 0
    assert rules_command(["interview", "--people", "1", "--on", "2026-11-23"]) == 0
    assert "1 random people" in capsys.readouterr().out
