"""Which open cases come out differently by other rules: each is planned by both, what is alike once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from kudosbay.cases.replanning.situations import Facts, Situation
from kudosbay.rulebook.facts import FactsError, read_facts
from kudosbay.rulebook.load import Rulebook
from kudosbay.rulebook.outcomes import Difference, dated_differences, differences, still_differences
from kudosbay.rulebook.plan import Plan, begun_on, make_plan

START = re.compile(r"\bstart\b")
Differences = tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A case whose plan comes out differently."""

    situation: Situation
    differences: Differences


def moved_cases(some: Iterable[Situation], *, old: Rulebook, new: Rulebook) -> list[Moved]:
    planner = _Planner(old, new)
    return [Moved(one, found) for one in some if (found := planner.moved(one))]


def moved(facts: Facts, *, old: Rulebook, new: Rulebook, stands: Facts | None = None) -> Differences:
    """Return what differs between the plans of the same facts. Facts that no plan can be made of differ in nothing.

    `stands`: the facts of the plan that somebody has. Where the rules make a difference, everything that would
    become different from that plan is told, also what only the later day of the law brings.
    """
    try:
        given = read_facts(facts)
        after = make_plan(new, given)
        found = differences(make_plan(old, given), after)
        if found and stands is not None:
            found = differences(make_plan(old, read_facts(stands)), after)
    except (FactsError, ValueError):
        return ()
    return tuple(found)


@dataclass(slots=True)
class _Kind:
    """Plans of cases that are alike but for the day on which they began, and what of them differs on any such day."""

    old: Rulebook
    new: Rulebook
    before: Plan
    after: Plan
    stands: Plan
    differs: bool = False
    still: Differences = ()
    known: dict[date, Differences] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.differs = bool(still_differences(self.before, self.after))
        self.still = tuple(still_differences(self.stands, self.after))

    def begun(self, start: date) -> Differences:
        if start not in self.known:
            self.known[start] = self._begun(start)
        return self.known[start]

    def _begun(self, start: date) -> Differences:
        after = begun_on(self.new, self.after, start)
        if not self.differs and not dated_differences(begun_on(self.old, self.before, start), after):
            return ()
        return (*self.still, *dated_differences(begun_on(self.old, self.stands, start), after))


class _Planner:
    """Kinds of situations by their facts without the day of beginning, as long as no rule asks for that day."""

    def __init__(self, old: Rulebook, new: Rulebook) -> None:
        self.old, self.new = old, new
        self.apart = not _asks_for_the_start(old) and not _asks_for_the_start(new)
        self.kinds: dict[tuple[Any, ...], _Kind | None] = {}
        self.stands: dict[str, Plan] = {}

    def moved(self, one: Situation) -> Differences:
        start = one.facts.get("start")
        if not self.apart or not isinstance(start, date) or one.stands.get("start") != start:
            return moved(one.facts, old=self.old, new=self.new, stands=one.stands)
        if one.kind not in self.kinds:
            self.kinds[one.kind] = self._kind(one)
        kind = self.kinds[one.kind]
        return kind.begun(start) if kind else ()

    def _kind(self, one: Situation) -> _Kind | None:
        try:
            given = read_facts(one.facts)
            plans = make_plan(self.old, given), make_plan(self.new, given)
            return _Kind(self.old, self.new, *plans, self._stands(one))
        except (FactsError, ValueError):
            return None

    def _stands(self, one: Situation) -> Plan:
        if one.kind[0] not in self.stands:
            self.stands[one.kind[0]] = make_plan(self.old, read_facts(one.stands))
        return self.stands[one.kind[0]]


@lru_cache(maxsize=8)
def _asks_for_the_start(rules: Rulebook) -> bool:
    return any(START.search(text) for text in _conditions(rules.records))


def _conditions(told: Any) -> Iterator[str]:
    """Every text under `when` or `who`, however deep."""
    if isinstance(told, Mapping):
        for key, value in told.items():
            if key in {"when", "who"} and isinstance(value, str):
                yield value
            else:
                yield from _conditions(value)
    elif isinstance(told, list):
        for value in told:
            yield from _conditions(value)
