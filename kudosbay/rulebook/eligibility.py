"""One condition, asked about one case: whom a policy concerns, who may attend, what a company must file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kudosbay.rulebook.conditions import Condition, Reason
from kudosbay.rulebook.facts import read_facts
from kudosbay.rulebook.load import Rulebook
from kudosbay.rulebook.situation import situation
from kudosbay.rulebook.unknowns import is_known_fact


@dataclass(frozen=True, slots=True)
class Decision:
    """`holds` is null while a fact is missing; `missing` names those that would settle it."""

    holds: bool | None
    reasons: tuple[Reason, ...]

    @property
    def missing(self) -> list[str]:
        return list(dict.fromkeys(one.fact for one in self.reasons if one.value is None and is_known_fact(one.fact)))


def decide(rulebook: Rulebook, condition: Condition | str, facts: Mapping[str, Any], *, as_of: date) -> Decision:
    """Raises ConditionError or FactsError. A condition asked of many cases is compiled once: `rulebook.condition`."""
    asked = rulebook.condition(condition) if isinstance(condition, str) else condition
    case = situation(read_facts(facts), rulebook.on(as_of))
    return Decision(asked.of(case), asked.because(case))
