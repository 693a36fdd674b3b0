"""Each branch of each rule has a named situation: conditions come out both ways, dated values are each chosen once."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from kudosbay.rulebook.conditions.compiling import NOBODY
from kudosbay.rulebook.dated import in_force
from kudosbay.rulebook.facts import read_facts
from kudosbay.rulebook.load import load_rules
from kudosbay.rulebook.papers import learn_routes
from kudosbay.rulebook.plan import Plan, make_plan
from kudosbay.rulebook.records import SCOPES, Record
from kudosbay.rulebook.situation import situation
from kudosbay.rulebook.tests.test_cases import situations

KINDS = ("steps", "blocks", "deadlines", "papers", "routes", "duties", "regimes")
Case = dict[str, Any]


@cache
def tried() -> list[tuple[Plan, Case]]:
    return [planned(one.values[0]) for one in situations()]


def planned(facts: dict[str, Any]) -> tuple[Plan, Case]:
    rulebook = load_rules()
    plan = make_plan(rulebook, read_facts(facts))
    case = situation(plan.facts, rulebook.on(plan.as_of))
    routes, maybe = learn_routes(plan.papers, case["?"])
    return plan, {**case, "routes": routes, "routes?": maybe}


def conditions(record: Record) -> Iterator[tuple[str, Any, str | None]]:
    """(name, condition, the list over whose items it is asked, if any)."""
    people = SCOPES[record.data.get("per")]
    yield "when", record.when, "investors" if record.kind == "routes" else None
    yield "who", record.who, people
    for field, scope in (("days", None), ("fees", None), ("sign", people)):
        for place, value in enumerate(getattr(record, field, ())):
            yield f"{field}[{place}]", value.when, scope


def answers(condition: Any, scope: str | None) -> set[bool | None]:
    return {
        condition.test(case, item) for _plan, case in tried() for item in (case.get(scope) or () if scope else [NOBODY])
    }


def test_each_condition_is_met_and_not_met_by_a_situation() -> None:
    rulebook = load_rules()
    lacking = [
        (kind, record.id, name, condition.text)
        for kind in KINDS
        for record in getattr(rulebook, kind)
        for name, condition, scope in conditions(record)
        if condition is not None and not {True, False} <= answers(condition, scope)
    ]
    assert lacking == []


def chosen_values() -> Iterator[tuple[int, str, int]]:
    for plan, _case in tried():
        for one in plan.steps:
            case = one.chosen.case
            for field in ("days", "fees"):
                values = list(enumerate(getattr(one.chosen.step, field)))
                fits = (
                    place
                    for place, value in values
                    if value.span.holds(case["filing"]) and (value.when is None or value.when.of(case))
                )
                yield from ((one.chosen.step.number, field, place) for place in list(fits)[:1])


def test_each_dated_value_of_a_step_is_chosen_in_a_situation() -> None:
    found = set(chosen_values())
    lacking = [
        (step.id, field, place)
        for step in load_rules().steps
        for field in ("days", "fees")
        for place in range(len(getattr(step, field)))
        if (step.number, field, place) not in found
    ]
    assert lacking == []


def test_each_entry_of_an_activity_is_chosen_in_a_situation() -> None:
    rulebook, found = load_rules(), set()
    for plan, case in tried():
        for activity in in_force(rulebook.activities, plan.as_of):
            if activity.id in (case.get("activities") or ()):
                found |= {(activity.id, place) for place in admitted(activity, case)}
    assert [
        (one.id, place)
        for one in rulebook.activities
        for place in range(len(one.admission))
        if (one.id, place) not in found
    ] == []


def admitted(activity: Any, case: Case) -> list[int]:
    """The first entry that fits the day, the area and the case."""
    fits = [
        place
        for place, value in enumerate(activity.admission)
        if value.span.holds(case["as_of"])
        and value.data["area"] in {"any", case["list_area"]}
        and (value.when is None or value.when.of(case))
    ]
    return fits[:1]
