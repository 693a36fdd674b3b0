"""`make_plan`: a founder's facts and the law of the day → steps, papers, dates, money, and what is still unknown."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from kudosbay.rulebook.conditions import Reason
from kudosbay.rulebook.conditions.compiling import NOBODY
from kudosbay.rulebook.conditions.leaves import Case, Test
from kudosbay.rulebook.counting import Due, count_deadlines, counted_anew
from kudosbay.rulebook.facts import Facts
from kudosbay.rulebook.graph import Shape
from kudosbay.rulebook.load import Edition, Rulebook
from kudosbay.rulebook.money import Cost, costs_of, total
from kudosbay.rulebook.papers import PlannedPaper, learn_routes, plan_papers
from kudosbay.rulebook.records import Record
from kudosbay.rulebook.rendering import (
    block_json,
    due_json,
    money_json,
    paper_json,
    people_json,
    range_json,
    step_json,
    unknown_json,
)
from kudosbay.rulebook.schedule import NEVER, Range, Timetable, Timing, mover, timetable
from kudosbay.rulebook.selecting import Chosen, Filings, choose, steps_filed
from kudosbay.rulebook.situation import situation
from kudosbay.rulebook.unknowns import Unknown, still_unknown
from kudosbay.rulebook.workdays import OutsideCalendarError

Verdict = Literal["possible", "conditional", "blocked"]


@dataclass(slots=True)
class PlannedStep:
    chosen: Chosen
    timing: Timing
    after: tuple[str, ...]
    session: str | None  # the step in whose session it happens
    costs: list[Cost]

    @property
    def id(self) -> str:
        return self.chosen.step.id


@dataclass(frozen=True, slots=True)
class Found:
    """A block that holds (true) or may hold (unknown)."""

    block: Record
    holds: bool | None
    case: Case

    @property
    def why(self) -> tuple[Reason, ...]:
        return self.block.when.because(self.case) if self.block.when else ()


@dataclass(frozen=True, slots=True)
class Plan:
    as_of: date
    facts: Facts
    verdict: Verdict
    blocks: list[Found]
    steps: list[PlannedStep]
    papers: list[PlannedPaper]
    deadlines: list[Due]
    regimes: list[Record]
    timetable: Timetable
    money: dict[str, list[Cost]]
    pack: str  # name and version of the rules that decided
    case: Case
    asked: Callable[[], list[Unknown]]  # worked out when somebody looks: plans that are only compared do without

    @property
    def unknown(self) -> list[Unknown]:
        return self.asked()

    def as_json(self) -> dict[str, Any]:
        """The contract that scripts rely on; `notes` are blocks that only inform."""
        blocks = [block_json(one.block, holds=one.holds, why=one.why) for one in self.blocks]
        return {
            "verdict": self.verdict,
            "law": {"as_of": self.as_of.isoformat(), "regimes": [one.id for one in self.regimes], "pack": self.pack},
            "blocks": [block for block in blocks if block["effect"] != "note"],
            "notes": [block for block in blocks if block["effect"] == "note"],
            "steps": [step_json(one.chosen, one.timing, after=one.after, session=one.session) for one in self.steps],
            "papers": [paper_json(one) for one in self.papers],
            "deadlines": [due_json(one) for one in self.deadlines],
            "people": people_json(self.facts, [one.chosen for one in self.steps]),
            "totals": self._totals(),
            "unknown": [unknown_json(one) for one in self.unknown],
        }

    def _totals(self) -> dict[str, Any]:
        low, high = self.timetable.days
        return {
            "working_days": {"min": low, "max": high},
            "finish": range_json(self.timetable.finish),
            "provisional": self.timetable.provisional,
            "money": money_json(self.money),
        }


class AsOfMissingError(ValueError):
    """Neither the facts nor the caller say for which day the law is meant."""


def make_plan(rulebook: Rulebook, facts: Facts, *, as_of: date | None = None) -> Plan:
    """`as_of` of the facts counts first; the argument is for facts that leave it open."""
    day = facts.as_of or as_of or facts.start
    if day is None:
        raise AsOfMissingError("as_of is missing: say for which day the law is meant")
    edition = rulebook.on(day)
    case = situation(facts, edition)
    chosen, papers = _needed(rulebook, edition, Filings(facts, case))
    table = _timetable(rulebook, chosen, facts=facts, day=day)
    return _whole(rulebook, edition, case=case, facts=facts, parts=(chosen, papers, table))


def _needed(
    rulebook: Rulebook, edition: Edition, filings: Filings
) -> tuple[dict[str, Chosen], dict[str, PlannedPaper]]:
    """Steps that ask for routes are decided after the papers of the others."""
    chosen: dict[str, Chosen] = {}
    papers: dict[str, PlannedPaper] = {}
    late = []
    for step, case, test in steps_filed(rulebook, edition, filings):
        if step.late:
            late.append((step, case, test))
        elif step.id not in chosen and (found := choose(step, case, test)):
            chosen[step.id] = found
    plan_papers(rulebook, chosen.values(), papers)
    case = filings.case(filings.as_of)
    taken, maybe = learn_routes(papers.values(), case["?"])
    filings.learn("routes", taken)
    filings.learn("routes?", maybe)
    found_late = [found for step, case, test in late if (found := choose(step, case, test))]
    plan_papers(rulebook, found_late, papers)
    chosen.update({found.step.id: found for found in found_late})
    return chosen, papers


def _shape(rulebook: Rulebook, chosen: Mapping[str, Chosen]) -> Shape:
    return rulebook.graph.shape(frozenset(chosen), frozenset(one for one in chosen if chosen[one].step.optional))


def _timetable(rulebook: Rulebook, chosen: Mapping[str, Chosen], *, facts: Facts, day: date) -> Timetable:
    given = {} if facts.milestones is None else {name: when for name, when in facts.milestones if when}
    fixed = {one: given[step.step.milestone] for one, step in chosen.items() if step.step.milestone in given}
    shape = _shape(rulebook, chosen)
    return timetable(chosen, shape, start=facts.start or day, fixed=fixed, calendar=rulebook.calendar)


def _whole(
    rulebook: Rulebook,
    edition: Edition,
    *,
    case: Case,
    facts: Facts,
    parts: tuple[dict[str, Chosen], dict[str, PlannedPaper], Timetable],
) -> Plan:
    chosen, papers, table = parts
    steps = _steps(chosen, table, {one: costs_of(found) for one, found in chosen.items()})
    sifted = edition.sifted(case).blocks
    blocks = [found for block, test in sifted if (found := _found(block, case, test))]
    deadlines = count_deadlines(rulebook, case, _expected(steps))
    return Plan(
        as_of=edition.day,
        facts=facts,
        verdict=_verdict(blocks),
        blocks=blocks,
        steps=steps,
        papers=list(papers.values()),
        deadlines=deadlines,
        regimes=[one for one in edition.regimes if one.when is None or one.when.of(case)],
        timetable=table,
        money=total((step.chosen, step.costs) for step in steps),
        asked=lambda: still_unknown(chosen.values(), papers.values(), others=_doubts(blocks, deadlines)),
        pack=rulebook.pack,
        case=case,
    )


def begun_on(rulebook: Rulebook, plan: Plan, start: date) -> Plan:
    """The same plan begun on another day: the schedule moves by so many working days, deadlines are counted anew.

    For rules none of which asks for that day, and a plan of which nothing is finished; raises OutsideCalendarError.
    """
    calendar = rulebook.calendar
    if plan.timetable.finish == NEVER:
        raise OutsideCalendarError(f"a plan begun on {plan.facts.start} has no dates that could move")
    move = mover(calendar, plan.facts.start or plan.as_of, start)
    table = plan.timetable.moved(move, calendar=calendar)
    return replace(
        plan,
        facts=plan.facts.model_copy(update={"start": start}),
        case={**plan.case, "start": start},
        steps=[PlannedStep(one.chosen, table.steps[one.id], one.after, one.session, one.costs) for one in plan.steps],
        deadlines=[counted_anew(one, move(one.expected), calendar=calendar) for one in plan.deadlines],
        timetable=table,
    )


def _expected(steps: Iterable[PlannedStep]) -> dict[str, Range]:
    """When the schedule reaches each milestone."""
    return {one.chosen.step.milestone: one.timing.finish for one in steps if one.chosen.step.milestone}


def _steps(chosen: Mapping[str, Chosen], table: Timetable, costs: Mapping[str, list[Cost]]) -> list[PlannedStep]:
    """In the order in which they begin at the latest; what must come first stands first."""
    shape, timings = table.shape, table.steps
    steps = [
        PlannedStep(chosen[one], timings[one], after, session, costs[one])
        for one, after, session in zip(shape.ids, shape.after, shape.session, strict=True)
    ]
    return steps if table.finish.latest is None else sorted(steps, key=_begin)


def _begin(step: PlannedStep) -> date:
    return step.timing.start.latest or date.min


def _doubts(blocks: Iterable[Found], deadlines: Iterable[Due]) -> Iterator[tuple[str, tuple[Reason, ...]]]:
    yield from (("verdict", block.why) for block in blocks if block.holds is None)
    yield from (("deadlines", due.why) for due in deadlines if due.conditional)


def _found(block: Record, case: Case, test: Test | None) -> Found | None:
    holds = True if test is None else test(case, NOBODY)
    if holds is False or (holds is None and block.data["effect"] == "note"):
        return None
    return Found(block, holds, case)


def _verdict(blocks: Iterable[Found]) -> Verdict:
    effects = {(found.block.data["effect"], found.holds) for found in blocks}
    if ("blocked", True) in effects:
        return "blocked"
    if effects & {("conditional", True), ("blocked", None), ("conditional", None)}:
        return "conditional"
    return "possible"


__all__ = ["AsOfMissingError", "Plan", "PlannedStep", "Range", "begun_on", "make_plan"]
