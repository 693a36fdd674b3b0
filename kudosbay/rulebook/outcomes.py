"""Two plans of the same facts, by other rules: what comes out differently, with the reasons of both."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kudosbay.rulebook.conditions import Reason
from kudosbay.rulebook.counting import Due
from kudosbay.rulebook.papers import PlannedPaper
from kudosbay.rulebook.plan import Found, Plan, PlannedStep
from kudosbay.rulebook.rendering import fee_json, range_json

Key = tuple[str, str]  # part of the plan, id; the id is empty where there is one only
Outcome = dict[Key, Any]


def outcome(plan: Plan) -> Outcome:
    """Everything of a plan that a founder would notice, to be compared."""
    return still(plan) | dated(plan)


def still(plan: Plan) -> Outcome:
    """What does not hang on the day on which work begins."""
    found: Outcome = {("verdict", ""): plan.verdict}
    found |= {("steps", step.id): _step(step) for step in plan.steps}
    for paper in plan.papers:
        route = paper.route.id if paper.route else None
        found["papers", paper.id] = (route, paper.possible, paper.conditional, paper.translate, paper.sign)
    return found | {("blocks", one.block.id): (one.block.data["effect"], one.holds) for one in plan.blocks}


def dated(plan: Plan) -> Outcome:
    found: Outcome = {("dates", step.id): (step.timing.start, step.timing.finish) for step in plan.steps}
    found |= {("deadlines", one.deadline.id): (one.date, one.estimate, one.conditional) for one in plan.deadlines}
    return found | {("finish", ""): plan.timetable.finish}


def _step(step: PlannedStep) -> Any:
    costs = tuple((cost.min, cost.max, cost.currency, cost.to) for cost in step.costs)
    who = sorted(str(item.get("person") or item.get("id")) for item in step.chosen.who) if step.chosen.who else ()
    return (step.chosen.conditional, step.timing.days, frozenset(step.after), step.session, costs, tuple(who))


@dataclass(frozen=True, slots=True)
class Difference:
    """`before` or `after` is None where the thing is in one of the plans only; both are plain data, ready for JSON.

    What holds by both rules alike is no reason for a difference, and is not told.
    """

    part: str
    id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    why_before: tuple[Reason, ...] = ()
    why_after: tuple[Reason, ...] = ()


def differences(old: Plan, new: Plan) -> list[Difference]:
    return [*still_differences(old, new), *dated_differences(old, new)]


def still_differences(old: Plan, new: Plan) -> list[Difference]:
    return _differences(old, new, by=still)


def dated_differences(old: Plan, new: Plan) -> list[Difference]:
    """Dates of steps that are in both plans, deadlines, and the end: what comes or goes brings its dates along."""
    in_one_only = {one.id for one in old.steps} ^ {one.id for one in new.steps}
    return [one for one in _differences(old, new, by=dated) if one.part != "dates" or one.id not in in_one_only]


def dated_apart(old: Plan, new: Plan) -> tuple[Plan, Plan] | None:
    """Both plans with what may differ in its dates, whenever both begin; None if nothing may.

    What ends last stays in both: begun later it may leave the calendar.
    """
    ends = [{one.id: (one.timing.start, one.timing.finish) for one in plan.steps} for plan in (old, new)]
    steps, deadlines = _unlike(*ends), _unlike(_counted(old), _counted(new))
    if not steps and not deadlines and old.timetable.finish == new.timetable.finish:
        return None
    return _only(old, steps, deadlines), _only(new, steps, deadlines)


def _unlike(one: Mapping[str, Any], other: Mapping[str, Any]) -> set[str]:
    return {name for name in {*one, *other} if one.get(name) != other.get(name)}


def _only(plan: Plan, steps: set[str], deadlines: set[str]) -> Plan:
    last = max(plan.steps, key=lambda one: one.timing.finish.latest or date.min, default=None)
    kept = [one for one in plan.steps if one.id in steps or one is last]
    return replace(
        plan,
        steps=kept,
        deadlines=[one for one in plan.deadlines if one.deadline.id in deadlines],
        timetable=replace(plan.timetable, steps={one.id: one.timing for one in kept}),
        papers=[],
        blocks=[],
    )


def _counted(plan: Plan) -> dict[str, list[Any]]:
    """By deadline what decides its day, and the day."""
    found: dict[str, list[Any]] = {}
    for one in plan.deadlines:
        asked = one.deadline.data, one.counted_from, one.expected, one.conditional
        found.setdefault(one.deadline.id, []).append((*asked, one.date, one.estimate))
    return found


def _differences(old: Plan, new: Plan, *, by: Callable[[Plan], Outcome]) -> list[Difference]:
    before, after = by(old), by(new)
    moved = [key for key in dict.fromkeys((*before, *after)) if before.get(key) != after.get(key)]
    if not moved:
        return []
    sides = _things(old), _things(new)
    return [_difference(key, *(_told(key, side.get(key)) for side in sides)) for key in moved]


def _things(plan: Plan) -> dict[Key, Any]:
    """What each key of an outcome stands for; of several of one name the first is told."""
    found: dict[Key, Any] = {("verdict", ""): plan, ("finish", ""): plan}
    found |= {(part, one.id): one for part in ("steps", "dates") for one in reversed(plan.steps)}
    found |= {("papers", one.id): one for one in reversed(plan.papers)}
    found |= {("blocks", one.block.id): one for one in reversed(plan.blocks)}
    return found | {("deadlines", one.deadline.id): one for one in reversed(plan.deadlines)}


Reasons = tuple[Reason, ...]
Told = tuple[dict[str, Any] | None, Reasons]


def _difference(key: Key, before: Told, after: Told) -> Difference:
    return Difference(*key, before[0], after[0], *_apart(before[1], after[1]))


def _apart(before: Reasons, after: Reasons) -> tuple[Reasons, Reasons]:
    return tuple(one for one in before if one not in after), tuple(one for one in after if one not in before)


def _told(key: Key, thing: Any) -> Told:
    return (None, ()) if thing is None else _PARTS[key[0]](thing)


def _verdict(plan: Plan) -> Told:
    return {"verdict": plan.verdict}, ()


def _finish(plan: Plan) -> Told:
    return range_json(plan.timetable.finish), ()


def _steps(one: PlannedStep) -> Told:
    days = {"min": one.timing.days[0], "max": one.timing.days[1]}
    told = {"name": one.chosen.step.data["name"], "lane": one.chosen.step.data["lane"], "working_days": days}
    more = {"conditional": one.chosen.conditional, "after": sorted(one.after)}
    return told | more | {"fees": [fee_json(cost) for cost in one.costs]}, one.chosen.why


def _dates(one: PlannedStep) -> Told:
    told = {"name": one.chosen.step.data["name"], "start": range_json(one.timing.start)}
    return told | {"finish": range_json(one.timing.finish)}, ()


def _papers(one: PlannedPaper) -> Told:
    told = {"name": one.paper.data["name"], "route": one.route.id if one.route else None}
    return told | {"possible": list(one.possible), "translate": one.translate, "sign": one.sign}, one.why


def _blocks(one: Found) -> Told:
    return {"reason": one.block.data["reason"], "effect": one.block.data["effect"]}, one.why


def _deadlines(one: Due) -> Told:
    day = one.date.isoformat() if one.date else None
    return {"name": one.deadline.data["name"], "date": day, "estimate": range_json(one.estimate)}, one.why


_PARTS: dict[str, Callable[[Any], Told]] = {
    "verdict": _verdict,
    "finish": _finish,
    "steps": _steps,
    "dates": _dates,
    "papers": _papers,
    "blocks": _blocks,
    "deadlines": _deadlines,
}
