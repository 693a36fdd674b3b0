"""Two plans of the same facts, by other rules: what comes out differently, with the reasons of both."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kudosbay.rulebook.conditions import Reason
from kudosbay.rulebook.plan import Plan, PlannedStep
from kudosbay.rulebook.rendering import fee_json, range_json

Key = tuple[str, str]  # part of the plan, id; the id is empty where there is one only
Outcome = dict[Key, Any]


def outcome(plan: Plan) -> Outcome:
    """Everything of a plan that a founder would notice, to be compared."""
    found: Outcome = {("verdict", ""): plan.verdict}
    for step in plan.steps:
        found["steps", step.id] = _step(step)
        found["dates", step.id] = (step.timing.start, step.timing.finish)
    for paper in plan.papers:
        route = paper.route.id if paper.route else None
        found["papers", paper.id] = (route, paper.possible, paper.conditional, paper.translate, paper.sign)
    found |= {("blocks", one.block.id): (one.block.data["effect"], one.holds) for one in plan.blocks}
    found |= {("deadlines", one.deadline.id): (one.date, one.estimate, one.conditional) for one in plan.deadlines}
    found["finish", ""] = plan.timetable.finish
    return found


def _step(step: PlannedStep) -> Any:
    costs = tuple((cost.min, cost.max, cost.currency, cost.to) for cost in step.costs)
    who = tuple(sorted(str(item.get("person") or item.get("id")) for item in step.chosen.who))
    return (step.chosen.conditional, step.timing.days, tuple(sorted(step.after)), step.session, costs, who)


@dataclass(frozen=True, slots=True)
class Difference:
    """`before` or `after` is None where the thing is in one of the plans only; both are plain data, ready for JSON."""

    part: str
    id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    why_before: tuple[Reason, ...] = ()
    why_after: tuple[Reason, ...] = ()


def differences(old: Plan, new: Plan) -> list[Difference]:
    before, after = outcome(old), outcome(new)
    keys = dict.fromkeys((*before, *after))
    moved = [key for key in keys if before.get(key) != after.get(key)]
    coming_or_going = {name for part, name in moved if part == "steps" and _one_sided(("steps", name), before, after)}
    shown = [key for key in moved if key[0] != "dates" or key[1] not in coming_or_going]
    return [_difference(key, old, new) for key in shown]


def _one_sided(key: Key, before: Outcome, after: Outcome) -> bool:
    return (key in before) != (key in after)


def _difference(key: Key, old: Plan, new: Plan) -> Difference:
    (before, why_before), (after, why_after) = _told(key, old), _told(key, new)
    return Difference(*key, before, after, why_before, why_after)


Told = tuple[dict[str, Any] | None, tuple[Reason, ...]]


def _told(key: Key, plan: Plan) -> Told:
    part, name = key
    if part == "verdict":
        return {"verdict": plan.verdict}, ()
    if part == "finish":
        return range_json(plan.timetable.finish), ()
    return next(_PARTS[part](plan, name), (None, ()))


def _steps(plan: Plan, name: str) -> Iterator[Told]:
    for one in plan.steps:
        if one.id == name:
            days = {"min": one.timing.days[0], "max": one.timing.days[1]}
            told = {"name": one.chosen.step.data["name"], "lane": one.chosen.step.data["lane"], "working_days": days}
            more = {"conditional": one.chosen.conditional, "after": sorted(one.after)}
            yield told | more | {"fees": [fee_json(cost) for cost in one.costs]}, one.chosen.why


def _dates(plan: Plan, name: str) -> Iterator[Told]:
    for one in plan.steps:
        if one.id == name:
            told = {"name": one.chosen.step.data["name"], "start": range_json(one.timing.start)}
            yield told | {"finish": range_json(one.timing.finish)}, ()


def _papers(plan: Plan, name: str) -> Iterator[Told]:
    for one in plan.papers:
        if one.id == name:
            told = {"name": one.paper.data["name"], "route": one.route.id if one.route else None}
            yield told | {"possible": list(one.possible), "translate": one.translate, "sign": one.sign}, one.why


def _blocks(plan: Plan, name: str) -> Iterator[Told]:
    for one in plan.blocks:
        if one.block.id == name:
            yield {"reason": one.block.data["reason"], "effect": one.block.data["effect"]}, one.why


def _deadlines(plan: Plan, name: str) -> Iterator[Told]:
    for one in plan.deadlines:
        if one.deadline.id == name:
            day = one.date.isoformat() if one.date else None
            yield {"name": one.deadline.data["name"], "date": day, "estimate": range_json(one.estimate)}, one.why


_PARTS = {"steps": _steps, "dates": _dates, "papers": _papers, "blocks": _blocks, "deadlines": _deadlines}
