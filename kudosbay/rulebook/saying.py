"""A plan as plain text for a terminal."""

from collections.abc import Iterator

from kudosbay.rulebook.money import Cost
from kudosbay.rulebook.plan import Plan, PlannedStep
from kudosbay.rulebook.schedule import Range

VERDICTS = {
    "possible": "Possible.",
    "conditional": "Possible under conditions.",
    "blocked": "Not possible as described.",
}


def say_plan(plan: Plan) -> str:
    return "\n".join([*_head(plan), *_steps(plan), *_papers(plan), *_deadlines(plan), *_unknown(plan)])


def _head(plan: Plan) -> Iterator[str]:
    yield f"{VERDICTS[plan.verdict]} Law of {plan.as_of}."
    for found in plan.blocks:
        doubt = "" if found.holds else " (not certain yet)"
        yield f"  ! {found.block.data['reason']['en']}{doubt} [{', '.join(found.block.data['source'])}]"
        if "instead" in found.block.data:
            yield f"    Instead: {found.block.data['instead']['en']}"
    low, high = plan.timetable.days
    yield f"{low} to {high} working days{_span(plan.timetable.finish)}"
    if plan.timetable.provisional:
        yield "The calendar of that year is not published yet: dates are provisional."
    for payee, costs in plan.money.items():
        yield from (f"  {payee}: {_amount(cost)}" for cost in costs)


def _steps(plan: Plan) -> Iterator[str]:
    yield "\nSteps (* nothing may slip, ? only under a condition)"
    for step in plan.steps:
        mark = "*" if step.timing.critical else "?" if step.chosen.conditional else " "
        yield f" {mark} {step.id:<22} {step.chosen.step.data['name']['en']}{_when(step)}"


def _when(step: PlannedStep) -> str:
    if step.timing.done:
        return f" (done{_span(step.timing.finish)})"
    low, high = step.timing.days
    return f" ({step.chosen.step.data['lane']}, {low} to {high} days{_span(step.timing.finish)})"


def _papers(plan: Plan) -> Iterator[str]:
    yield "\nPapers"
    for paper in plan.papers:
        route = paper.route.id if paper.route else " or ".join(paper.possible)
        yield f"   {paper.id:<30} {paper.paper.data['name']['en']}{': ' + route if route else ''}"


def _deadlines(plan: Plan) -> Iterator[str]:
    yield "\nDeadlines"
    for due in plan.deadlines:
        day = str(due.date) if due.date else f"counted from: {due.deadline.data['from']}"
        yield f"   {due.deadline.id:<24} {day}{' (provisional)' if due.provisional else ''}"


def _unknown(plan: Plan) -> Iterator[str]:
    found = plan.unknown
    if found:
        yield "\nNot known yet, most decisive first"
    for unknown in found:
        yield f"   {unknown.fact} (moves {', '.join(unknown.moves)})"


def _span(span: Range) -> str:
    if span.earliest is None:
        return ""
    return f", {span.earliest}" if span.earliest == span.latest else f", {span.earliest} to {span.latest}"


def _amount(cost: Cost) -> str:
    return f"{cost.min:f} {cost.currency}" if cost.min == cost.max else f"{cost.min:f} to {cost.max:f} {cost.currency}"
