"""The rules of Shanghai as they are shipped: accepted, complete in Arabic, reached by named situations, short to ask."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from kudosbay.rulebook.check import check_rules
from kudosbay.rulebook.facts import read_facts
from kudosbay.rulebook.interview import next_question
from kudosbay.rulebook.load import load_rules
from kudosbay.rulebook.plan import make_plan
from kudosbay.rulebook.tests.test_cases import situations
from kudosbay.rulebook.workdays import RULES

TODAY = date(2026, 11, 23)
PLAIN = {
    "owner": "me_alone",
    "country:founder": "ES",
    "presence:founder": "visit",
    "activities": ["consulting"],
    "address": "ours",
    "capital": {"amount": 500000, "currency": "CNY"},
    "leader": "me_permit",
}


def test_the_rules_are_accepted() -> None:
    report = check_rules(RULES / "cn_shanghai")
    assert report.problems == []
    assert report.sourced > 2 * report.unverified
    done, whole = report.translated["ar"]
    assert done == whole > 800


@pytest.fixture(scope="module")
def reached() -> set[str]:
    return {name for one in situations() for name in names_in(one.values[0])}


def names_in(facts: dict[str, Any]) -> Iterator[str]:
    plan = make_plan(load_rules(), read_facts(facts)).as_json()
    for kind in ("steps", "blocks", "notes", "deadlines"):
        yield from (one["id"] for one in plan[kind])
    for paper in plan["papers"]:
        yield from (paper["id"].split(".")[0], f"route {paper['route']}")


def test_each_rule_is_reached_by_a_named_situation(reached: set[str]) -> None:
    rules = load_rules()
    ours = {one.id for kind in (rules.steps, rules.blocks, rules.deadlines, rules.papers) for one in kind}
    assert not ours - reached
    assert not {f"route {one.id}" for one in rules.routes} - reached


def asked(answers: dict[str, Any]) -> list[str]:
    facts: dict[str, Any] = {}
    done: list[str] = []
    while question := next_question(load_rules(), facts, answered=done, as_of=TODAY):
        done.append(question.id)
        facts = dict(question.answered_with(facts, answers[question.id]))
    return done


def test_a_plain_case_takes_at_most_eight_questions() -> None:
    assert sorted(asked(PLAIN)) == sorted(PLAIN)
    assert len(PLAIN) <= 8


def test_a_trader_is_asked_whether_goods_cross_the_border() -> None:
    assert "trade" in asked(PLAIN | {"activities": ["import_export"], "trade": "import"})


def test_somebody_from_hong_kong_is_asked_for_the_travel_permit_and_nobody_else() -> None:
    answers = PLAIN | {"country:founder": "HK", "travel_permit:founder": True}
    assert "travel_permit:founder" in asked(answers)
    assert "travel_permit:founder" not in asked(PLAIN)
