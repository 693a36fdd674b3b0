"""Parts of a plan as the JSON of the contract: names and units are relied upon by scripts."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from kudosbay.rulebook.conditions import Reason
from kudosbay.rulebook.counting import Due
from kudosbay.rulebook.dated import written_span
from kudosbay.rulebook.facts import Facts
from kudosbay.rulebook.money import Cost, costs_of
from kudosbay.rulebook.papers import PlannedPaper
from kudosbay.rulebook.records import Record
from kudosbay.rulebook.schedule import Range, Timing
from kudosbay.rulebook.selecting import Chosen
from kudosbay.rulebook.unknowns import Unknown

Json = dict[str, Any]


def step_json(chosen: Chosen, timing: Timing, *, after: Iterable[str], session: str | None) -> Json:
    step, data, costs = chosen.step, chosen.step.data, costs_of(chosen)
    return {
        "id": step.id,
        "name": data["name"],
        "lane": data["lane"],
        "authority": data.get("authority"),
        "after": list(after),
        "with": [session] if session else [],
        "papers": chosen.papers,
        "working_days": {"min": timing.days[0], "max": timing.days[1]},
        "start": range_json(timing.start),
        "finish": range_json(timing.finish),
        "critical": timing.critical,
        "done": timing.done,
        "conditional": chosen.conditional,
        "optional": step.optional,
        "filing": _filing(chosen),
        "fee": fee_json(costs[0]) if costs else None,
        "fees": [fee_json(cost) for cost in costs],
        "for": sorted({str(item.get("person") or item.get("id")) for item in chosen.who}),
        "note": data.get("note"),
        "risk": data.get("risk"),
        "output": data.get("output"),
        "why": reasons_json(chosen.why),
        "source": data["source"],
        "valid": written_span(step.span),
        "checked": data["checked"],
        "confidence": data["confidence"],
    }


def _filing(chosen: Chosen) -> str:
    return str(chosen.case["filing"].isoformat())


def paper_json(planned: PlannedPaper) -> Json:
    return {
        "id": planned.id,
        "name": planned.paper.data["name"],
        "for": planned.holder,
        "by": planned.paper.data.get("by", "you"),
        "route": planned.route.id if planned.route else None,
        "possible": list(planned.possible),
        "conditional": planned.conditional,
        "translate": planned.translate,
        "sign": planned.sign,
        "why": reasons_json(planned.why),
        "source": (planned.route or planned.paper).data["source"],
        "valid": written_span((planned.route or planned.paper).span),
        "checked": (planned.route or planned.paper).data["checked"],
        "confidence": (planned.route or planned.paper).data["confidence"],
    }


def block_json(block: Record, *, holds: bool | None, why: Iterable[Reason]) -> Json:
    data = block.data
    return {
        "id": block.id,
        "effect": data["effect"],
        "certain": holds is True,
        "reason": data["reason"],
        "instead": data.get("instead"),
        "why": reasons_json(why),
        "source": data["source"],
        "valid": written_span(block.span),
        "checked": data["checked"],
        "confidence": data["confidence"],
    }


def due_json(due: Due) -> Json:
    data = due.deadline.data
    return {
        "id": due.deadline.id,
        "name": data["name"],
        "date": _day(due.date),
        "estimate": None if due.date else range_json(due.estimate),
        "counted_from": data["from"] or None,
        "rule": data.get("rule") or due.deadline.id,
        "step": data.get("step"),
        "conditional": due.conditional,
        "provisional": due.provisional,
        "penalty": data.get("penalty"),
        "why": reasons_json(due.why),
        "source": data["source"],
        "valid": written_span(due.deadline.span),
        "checked": data["checked"],
        "confidence": data["confidence"],
    }


def people_json(facts: Facts, steps: Iterable[Chosen]) -> list[Json]:
    names = [one.person for one in facts.people or ()]
    names += [one.id for one in facts.investors or () if one.kind == "natural"]
    roles: Mapping[str, list[str]] = {
        name: [one.role for one in facts.people or () if one.person == name and one.role] for name in names
    }
    own = [step for step in steps if step.step.per]
    return [{"person": name, "roles": roles[name], "steps": _steps_of(name, own)} for name in dict.fromkeys(names)]


def _steps_of(name: str, steps: list[Chosen]) -> list[str]:
    return [step.step.id for step in steps if any(name in {one.get("person"), one.get("id")} for one in step.who)]


def unknown_json(unknown: Unknown) -> Json:
    answers = None if unknown.answers is None else list(unknown.answers)
    return {"fact": unknown.fact, "moves": list(unknown.moves), "answers": answers}


def range_json(span: Range) -> Json:
    return {"earliest": _day(span.earliest), "latest": _day(span.latest)}


def fee_json(cost: Cost) -> Json:
    amount = (
        {"amount": _number(cost.min)} if cost.min == cost.max else {"min": _number(cost.min), "max": _number(cost.max)}
    )
    return {**amount, "currency": cost.currency, "to": cost.to}


def money_json(money: Mapping[str, list[Cost]]) -> Json:
    return {
        payee: [{"min": _number(one.min), "max": _number(one.max), "currency": one.currency} for one in costs]
        for payee, costs in money.items()
    }


def reasons_json(why: Iterable[Reason]) -> list[Json]:
    return [{"condition": one.condition, "value": one.value, "fact": one.fact} for one in why]


def _number(value: Decimal) -> str:
    return f"{value:f}"


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
