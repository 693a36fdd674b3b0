"""Which open cases come out differently by other rules: each is planned by both, what no rule can tell apart once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any

from kudosbay.cases.replanning.situations import Facts, Filed, Situation
from kudosbay.rulebook.eras import Eras
from kudosbay.rulebook.facts import Facts as ReadFacts
from kudosbay.rulebook.facts import FactsError, read_facts
from kudosbay.rulebook.load import Rulebook
from kudosbay.rulebook.outcomes import (
    Difference,
    dated_apart,
    dated_differences,
    differences,
    still,
    still_differences,
)
from kudosbay.rulebook.plan import Plan, begun_on, make_plan
from kudosbay.rulebook.workdays import OutsideCalendarError

LAW_DAYS = frozenset({"as_of", "filing"})
Differences = tuple[Difference, ...]
Key = tuple[Any, ...]


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


class _Dates:
    """What may differ between the dates of two plans, to be counted for any day on which both begin."""

    def __init__(self, old: Rulebook, new: Rulebook, plans: tuple[Plan, Plan]) -> None:
        self.old, self.new = old, new
        self.plans = dated_apart(*plans)

    def begun(self, start: date) -> list[Difference]:
        if self.plans is None:
            return []
        before, after = self.plans
        return dated_differences(begun_on(self.old, before, start), begun_on(self.new, after, start))


class _Kind:
    """Cases that no rule can tell apart. `plans`: the one that stands, then by the old and by the new rules."""

    def __init__(self, old: Rulebook, new: Rulebook, plans: tuple[Plan, Plan, Plan]) -> None:
        stands, before, after = plans
        self.plans = stands, after
        self.by_day = _Dates(old, new, self.plans)
        self.differs = bool(self.still) if stands is before else still(before) != still(after)
        self.by_rules = self.by_day if stands is before or self.differs else _Dates(old, new, (before, after))
        self.known: dict[date, Differences] = {}

    def begun(self, start: date) -> Differences:
        if start not in self.known:
            self.known[start] = self._begun(start)
        return self.known[start]

    def _begun(self, start: date) -> Differences:
        moves = self.differs or self.by_rules.begun(start)
        return (*self.still, *self.by_day.begun(start)) if moves else ()

    @cached_property
    def still(self) -> Differences:
        return tuple(still_differences(*self.plans))


class _Side:
    """Plans by one of the rulebooks, one for all situations that its rules cannot tell apart."""

    def __init__(self, rules: Rulebook) -> None:
        self.rules, self.eras = rules, Eras(rules)
        self.plans: dict[Key, Plan] = {}

    def key(self, told: Mapping[str, Any], law: date, filed: Filed = ()) -> Key:
        """Steps filed on the very day of the law are planned in their order, later ones after all others."""
        apart = law if told.get("filings") or told.get("milestones") else None
        return apart, self.eras.of(law), *((step, self.eras.of(day), day == law) for step, day in filed)

    def plan(self, facts: Callable[[], ReadFacts], *, key: Key) -> Plan:
        if key not in self.plans:
            self.plans[key] = make_plan(self.rules, facts())
        return self.plans[key]


class _Planner:
    """Kinds of situations by their facts and by eras, without the day of beginning as long as it only moves dates."""

    def __init__(self, old: Rulebook, new: Rulebook) -> None:
        self.old, self.new = _Side(old), _Side(new)
        self.by_start = any(side.eras.asks_for_start for side in (self.old, self.new)) or old.calendar != new.calendar
        self.kinds: dict[Key, _Kind | None] = {}
        self.starts: dict[Key, date] = {}

    def moved(self, one: Situation) -> Differences:
        like, keys = (
            self._like(one),
            tuple(side.key(one.told, one.law_as_of, one.filed) for side in (self.old, self.new)),
        )
        if (like, keys) not in self.kinds:
            self.kinds[like, keys] = self._kind(one, like, keys)
        kind = self.kinds[like, keys]
        try:
            found = kind.begun(one.start) if kind else ()
        except OutsideCalendarError:
            return self._alone(one)
        return self._alone(one) if any(map(_tells_a_day, found)) else found

    def _alone(self, one: Situation) -> Differences:
        return moved(one.facts, old=self.old.rules, new=self.new.rules, stands=one.stands)

    def _like(self, one: Situation) -> Key:
        """What is finished keeps its day, and facts without a day of their law are planned by that of their beginning."""
        apart = self.by_start or one.told.get("milestones") or not one.told.get("as_of")
        return one.text, one.start if apart else None

    def _kind(self, one: Situation, like: Key, keys: tuple[Key, ...]) -> _Kind | None:
        """All plans of the same facts begin on one day, so that their dates can be laid side by side."""
        start = {"start": self.starts.setdefault(like, one.start)}
        stood = self.old.key(one.told, one.stood_as_of)
        try:
            given = cache(lambda: read_facts(one.facts | start))
            before = self.old.plan(given, key=(like, keys[0]))
            after = self.new.plan(given, key=(like, keys[1]))
            stands = self.old.plan(lambda: read_facts(one.stands | start), key=(like, stood))
        except (FactsError, ValueError):
            return None
        return _Kind(self.old.rules, self.new.rules, (stands, before, after))


def _tells_a_day(one: Difference) -> bool:
    """A reason that names the day itself holds for that day only."""
    return any(reason.fact in LAW_DAYS for reason in (*one.why_before, *one.why_after))
