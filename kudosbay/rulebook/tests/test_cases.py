"""Every named situation of `rules/*/cases/`, as a policy officer reads it, against the engine."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from kudosbay.rulebook.duties import due_between, standing
from kudosbay.rulebook.facts import read_facts
from kudosbay.rulebook.load import load_rules
from kudosbay.rulebook.plan import Plan, make_plan
from kudosbay.rulebook.reading import read_cases
from kudosbay.rulebook.records import Record, Step
from kudosbay.rulebook.schema_cases import Expectation, Window
from kudosbay.rulebook.workdays import RULES


def laid_over(facts: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    both = dict(facts)
    for key, value in changes.items():
        inner = both.get(key)
        both[key] = laid_over(inner, value) if isinstance(inner, dict) and isinstance(value, dict) else value
    return both


def situations() -> Iterator[Any]:
    for case in read_cases(RULES / "cn_shanghai"):
        yield pytest.param(case.facts, case.expect, id=case.id)
        for place, variant in enumerate(case.variants, 1):
            facts = laid_over(case.facts, variant.facts)
            yield pytest.param(facts, variant.expect, id=f"{case.id}-{place} {variant.title}")


@pytest.mark.parametrize(("facts", "expect"), list(situations()))
def test_case(facts: dict[str, Any], expect: Expectation) -> None:
    plan = make_plan(load_rules(), read_facts(facts)).as_json()
    assert not list(differences(plan, expect))


def calendars() -> Iterator[Any]:
    """Situations that ask for the duties of a firm between two days."""
    for case in read_cases(RULES / "cn_shanghai"):
        if case.window:
            yield pytest.param(case.facts, case.expect, case.window, id=case.id)
        for place, variant in enumerate(case.variants, 1):
            window, facts = variant.window or case.window, laid_over(case.facts, variant.facts)
            if window:
                yield pytest.param(facts, variant.expect, window, id=f"{case.id}-{place} {variant.title}")


@pytest.mark.parametrize(("facts", "expect", "window"), list(calendars()))
def test_duties_of_a_case(facts: dict[str, Any], expect: Expectation, window: Window) -> None:
    rulebook, given = load_rules(), read_facts(facts)
    items = due_between(rulebook, given, first=window.first, last=window.last)
    dates = {one.key: one.date for one in items} | {one.id: one.date for one in reversed(items)}
    found = [duty.id for duty in standing(rulebook, given, as_of=given.as_of or window.first)]
    wrong = {name: dates.get(name) for name, day in expect.duties.items() if dates.get(name) != day}
    assert wrong == {}
    assert [name for name in expect.no_duties if name in dates] == []
    assert [name for name in expect.standing if name not in found] == []


def test_every_duty_is_reached_by_a_case() -> None:
    rulebook, reached = load_rules(), set()
    for one in calendars():
        facts, window = read_facts(one.values[0]), one.values[2]
        items = due_between(rulebook, facts, first=window.first, last=window.last)
        found = [*(item.duty for item in items), *standing(rulebook, facts, as_of=facts.as_of or window.first)]
        reached |= {id(duty.rule) for duty in found if duty.applies}
    assert [(one.id, one.data["valid"]) for one in rulebook.duties if id(one) not in reached] == []


def differences(plan: dict[str, Any], expect: Expectation) -> Iterator[str]:
    if expect.verdict and plan["verdict"] != expect.verdict:
        yield f"the verdict is {plan['verdict']}, not {expect.verdict}"
    yield from presence("step", [one["id"] for one in plan["steps"]], expect.steps, expect.no_steps)
    yield from presence("regime", plan["law"]["regimes"], expect.regimes, expect.no_regimes)
    yield from presence("paper", [one["id"] for one in plan["papers"]], expect.papers, expect.no_papers)
    yield from presence("deadline", [one["id"] for one in plan["deadlines"]], expect.deadlines, expect.no_deadlines)
    yield from presence("note", [one["id"] for one in plan["notes"]], expect.notes, [])
    yield from presence("unknown fact", [one["fact"] for one in plan["unknown"]], expect.unknown, [])
    yield from values(plan, expect)
    yield from order(plan, expect.order)


def presence(what: str, found: list[str], wanted: Any, unwanted: Any) -> Iterator[str]:
    for name in wanted:
        if not any(fits(name, one) for one in found):
            yield f"{what} {name} is missing"
    for name in unwanted:
        yield from (f"{what} {one} should not be there" for one in found if fits(name, one))


def fits(pattern: str, name: str) -> bool:
    return name.startswith(pattern[:-1]) if pattern.endswith("*") else name == pattern


def values(plan: dict[str, Any], expect: Expectation) -> Iterator[str]:
    blocks = sorted({one["id"] for one in plan["blocks"]})
    if expect.blocks is not None and blocks != sorted(expect.blocks):
        yield f"the blocks are {blocks}"
    routes = {one["id"]: one["route"] for one in plan["papers"]}
    yield from (
        f"{paper} goes by {routes[paper]}, not {route}"
        for paper, route in expect.papers.items()
        if paper in routes and routes[paper] != route
    )
    dates = {(one["id"], one["date"]) for one in plan["deadlines"]}
    for name, day in expect.deadlines.items():
        if (name, day.isoformat() if day else None) not in dates:
            yield f"{name} is not due on {day}, but {[other for one, other in dates if one == name]}"
    authorities = {one["id"]: (one["authority"] or {}).get("en", "") for one in plan["steps"]}
    for step, name in expect.authority.items():
        if name not in authorities.get(step, ""):
            yield f"the authority of {step} is {authorities.get(step)}"
    steps = {one["person"]: one["steps"] for one in plan["people"]}
    for person, wanted in expect.people.items():
        yield from (f"{person} lacks {step}" for step in wanted if step not in steps.get(person, []))


def order(plan: dict[str, Any], pairs: list[list[str]]) -> Iterator[str]:
    before: dict[str, set[str]] = {}
    leader = {one["id"]: one["with"][0] for one in plan["steps"] if one["with"]}
    for one in plan["steps"]:
        before[one["id"]] = set(one["after"]).union(*(before[other] for other in one["after"]))
    for first, second in pairs:
        if first not in before[second] | before.get(leader.get(second, ""), set()):
            yield f"{first} does not come before {second}"


def test_a_wrong_expectation_is_noticed() -> None:
    facts = {"as_of": "2024-12-09", "form": "wfoe_llc", "activities": ["consulting"]}
    plan = make_plan(load_rules(), read_facts(facts)).as_json()
    wrong = Expectation(verdict="blocked", steps=["no.such"], no_steps=["amr.*"], blocks=["x"], regimes=["R-FIE-OLD"])
    found = list(differences(plan, wrong))
    assert len(found) == 5, found


KINDS = ("steps", "blocks", "routes", "deadlines", "papers", "signatures", "regimes")


def test_every_rule_is_reached_by_a_case() -> None:
    rulebook = load_rules()
    reached: dict[str, set[Any]] = {kind: set() for kind in KINDS}
    for situation in situations():
        for kind, record in reached_by(make_plan(rulebook, read_facts(situation.values[0]))):
            reached[kind].add(record)
    without = {kind: [one.id for one in getattr(rulebook, kind) if named(one) not in reached[kind]] for kind in KINDS}
    assert without == {kind: [] for kind in KINDS}


def reached_by(plan: Plan) -> Iterator[tuple[str, Any]]:
    yield from (("steps", named(one.chosen.step)) for one in plan.steps)
    yield from (("blocks", one.block.id) for one in plan.blocks if one.holds)
    yield from (("routes", one.route.id) for one in plan.papers if one.route)
    yield from (("papers", one.paper.id) for one in plan.papers)
    yield from (("signatures", one.sign) for one in plan.papers)
    yield from (("deadlines", one.deadline.id) for one in plan.deadlines)
    yield from (("regimes", one.id) for one in plan.regimes)


def named(record: Record) -> Any:
    """Steps of one id and different dates are rules apart."""
    return (record.id, record.number) if isinstance(record, Step) else record.id
