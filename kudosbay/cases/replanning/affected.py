"""Which open cases come out differently by other rules: each is planned by both, alike situations once."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from kudosbay.cases.replanning.situations import Facts, Situation
from kudosbay.rulebook.facts import FactsError, read_facts
from kudosbay.rulebook.load import Rulebook
from kudosbay.rulebook.outcomes import Difference, differences
from kudosbay.rulebook.plan import make_plan


@dataclass(frozen=True, slots=True)
class Moved:
    """A case whose plan comes out differently."""

    situation: Situation
    differences: tuple[Difference, ...]


def moved_cases(some: Iterable[Situation], *, old: Rulebook, new: Rulebook) -> list[Moved]:
    known: dict[str, tuple[Difference, ...]] = {}
    found = []
    for one in some:
        key = json.dumps((one.facts, one.stands), sort_keys=True, default=str)
        if key not in known:
            known[key] = moved(one.facts, old=old, new=new, stands=one.stands)
        if known[key]:
            found.append(Moved(one, known[key]))
    return found


def moved(facts: Facts, *, old: Rulebook, new: Rulebook, stands: Facts | None = None) -> tuple[Difference, ...]:
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
