"""The rulebook's answer for a case: plans as contract JSON, and what they say about steps and papers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kudosbay.cases.words import spell_out
from kudosbay.rulebook.facts import read_facts
from kudosbay.rulebook.load import Rulebook, load_rules
from kudosbay.rulebook.plan import make_plan

PlanJson = dict[str, Any]


def compute(facts: Mapping[str, Any], *, start: date | None = None, rules: Rulebook | None = None) -> PlanJson:
    """Return the plan as contract JSON. Raises rulebook.facts.FactsError for facts that do not fit the vocabulary."""
    given = dict(facts)
    if start:
        given["start"] = start
    rules = rules or load_rules()
    return spell_out(make_plan(rules, read_facts(given)).as_json(), rules)


def registration_step(facts: Mapping[str, Any]) -> str:
    """Return the step with which the company comes into being, by its form."""
    forms = {form.id: form.data for form in load_rules().forms}
    return str(forms[str(facts["form"])]["registration"])


def step_of(plan: PlanJson, step: str) -> dict[str, Any]:
    found: dict[str, Any] = next((one for one in plan["steps"] if one["id"] == step), {})
    return found


def paper_of(plan: PlanJson, paper: str) -> dict[str, Any]:
    found: dict[str, Any] = next((one for one in plan["papers"] if one["id"] == paper), {})
    return found


def certain_steps(plan: PlanJson) -> list[dict[str, Any]]:
    """Return the steps that this case needs for certain; those that hang on an open question stay in the plan only."""
    return [one for one in plan["steps"] if not one["conditional"]]


def predecessors(plan: PlanJson, step: str) -> list[str]:
    """Return the steps of this plan that must be done before `step`, or in the same session."""
    present = {one["id"] for one in certain_steps(plan)}
    planned = step_of(plan, step)
    return [one for one in [*planned.get("after", []), *planned.get("with", [])] if one in present]


def longest_days(plan: PlanJson, step: str) -> int:
    """Return how many working days the step may take, at least one."""
    return max(1, int(step_of(plan, step).get("working_days", {}).get("max", 1)))
