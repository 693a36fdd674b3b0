"""Which facts, not given yet, could still change the plan: the most decisive first."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeGuard

from kudosbay.rulebook.conditions import Reason, Vocabulary
from kudosbay.rulebook.conditions.compiling import NOBODY
from kudosbay.rulebook.papers import PlannedPaper
from kudosbay.rulebook.selecting import Chosen

WEIGHTS = {"verdict": 6, "steps": 4, "papers": 2, "dates": 1, "money": 1, "deadlines": 1}


@dataclass(frozen=True, slots=True)
class Unknown:
    """`answers`: the values it can take, or null where any value goes."""

    fact: str
    moves: tuple[str, ...]
    answers: tuple[Any, ...] | None


def still_unknown(
    chosen: Iterable[Chosen],
    papers: Iterable[PlannedPaper],
    *,
    others: Iterable[tuple[str, tuple[Reason, ...]]],
) -> list[Unknown]:
    moved: dict[str, dict[str, int]] = defaultdict(dict)
    for moves, reasons in (*others, *_reasons(list(chosen), papers)):
        for reason in reasons:
            if reason.value is None and reason.given is None and reason.fact:
                moved[reason.fact][moves] = moved[reason.fact].get(moves, 0) + WEIGHTS[moves]
    facts = sorted(moved, key=lambda fact: -sum(moved[fact].values()))
    return [Unknown(fact, tuple(moved[fact]), answers_to(general(fact))) for fact in facts if is_fact(general(fact))]


def _reasons(chosen: list[Chosen], papers: Iterable[PlannedPaper]) -> Iterable[tuple[str, tuple[Reason, ...]]]:
    yield from (("steps", step.why) for step in chosen if step.conditional)
    yield from (("papers", paper.why) for paper in papers if paper.possible)
    for step in chosen:
        for moves, values in (("dates", step.step.days), ("money", step.step.fees)):
            for value in values:
                if value.when and value.when.test(step.case, NOBODY) is None:
                    yield moves, value.when.because(step.case)


def general(fact: str) -> str:
    """`investors[founder].in_china` → `investors[].in_china`."""
    before, opened, rest = fact.partition("[")
    return f"{before}[]{rest.partition(']')[2]}" if opened else fact


def is_known_fact(fact: str | None) -> TypeGuard[str]:
    return fact is not None and is_fact(general(fact))


def is_fact(path: str) -> bool:
    items, _, name = path.partition("[].")
    vocabulary = _vocabulary()
    return path in vocabulary.facts or name in vocabulary.items.get(items, {})


@cache
def _vocabulary() -> Vocabulary:
    return Vocabulary()


@cache
def answers_to(path: str) -> tuple[Any, ...] | None:
    items, inside, name = path.partition("[].")
    vocabulary = _vocabulary()
    sort = vocabulary.items[items].get(name) if inside else vocabulary.facts.get(path)
    if sort is None:
        return None
    return (True, False) if sort.kind == "bool" else sort.words or None
