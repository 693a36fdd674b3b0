"""What a pack would do, counted before anybody approves it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from kudosbay.cases.models import Case, SavedPlan
from kudosbay.cases.replanning.affected import Moved, moved, moved_cases
from kudosbay.cases.replanning.firms import MovedFirm, moved_firms
from kudosbay.cases.replanning.situations import situations
from kudosbay.cases.replanning.touched import touched
from kudosbay.kernel.memory import uncollected
from kudosbay.law.laying import rules_with
from kudosbay.law.models import LawPack
from kudosbay.rulebook.diff import Change, diff_rulebooks
from kudosbay.rulebook.interview import replay
from kudosbay.rulebook.load import Rulebook
from kudosbay.rulebook.outcomes import Difference

# No duty of an enterprise is decided by these.
NO_DUTY: Final = frozenset({"steps", "papers", "routes", "questions", "signatures", "sources", "terms"})


@dataclass(frozen=True, slots=True)
class MovedPlan:
    plan: SavedPlan
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """`rules`: what the pack changes, to be said by `diff_words.Saying(old, new, …)`."""

    old: Rulebook
    new: Rulebook
    rules: list[Change] = field(default_factory=list)
    cases: list[Moved] = field(default_factory=list)
    asked: int = 0
    plans: list[MovedPlan] = field(default_factory=list)
    firms: list[MovedFirm] = field(default_factory=list)

    @property
    def touched(self) -> set[str]:
        """The ids of the rules that change."""
        return {one.id for one in self.rules}


def preview(pack: LawPack, *, today: date) -> Preview:
    """Work out everything that changes; at most ten queries, however many cases, plans and enterprises there are."""
    since = max(pack.takes_effect_on or today, today)
    old, new = rules_with(pack.base), rules_with(pack)
    asked = situations(Case.objects.open(), since=since)
    rules = diff_rulebooks(old, new)
    with uncollected():
        moving = moved_cases(touched(asked, rules, old=old, new=new), old=old, new=new)
    return Preview(
        old,
        new,
        rules=rules,
        cases=moving,
        asked=len(asked),
        plans=_moved_plans(SavedPlan.objects.order_by("pk").iterator(), old=old, new=new, day=since),
        firms=moved_firms(old=old, new=new, since=since) if any(one.kind not in NO_DUTY for one in rules) else [],
    )


def _moved_plans(plans: Iterable[SavedPlan], *, old: Rulebook, new: Rulebook, day: date) -> list[MovedPlan]:
    found = []
    for plan in plans:
        facts = _facts_of(plan, old, day)
        if facts.get("form") and (different := moved(facts, old=old, new=new)):
            found.append(MovedPlan(plan, different))
    return found


def _facts_of(plan: SavedPlan, rules: Rulebook, day: date) -> dict[str, Any]:
    """As whoever opens the code on that day would be planned."""
    base: Mapping[str, Any] = {"as_of": day, "start": max(plan.start, day)}
    return replay(rules, base, plan.answers)
