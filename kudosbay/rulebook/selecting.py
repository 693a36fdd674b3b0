"""Which steps a case needs, and for whom."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from kudosbay.rulebook.conditions import Condition, Reason
from kudosbay.rulebook.conditions.compiling import NOBODY
from kudosbay.rulebook.conditions.leaves import Case, Item
from kudosbay.rulebook.facts import Facts
from kudosbay.rulebook.load import Edition, Rulebook
from kudosbay.rulebook.records import Paper, Step

Judged = tuple[bool | None, tuple[Reason, ...]]
ITEMS_OF = {"investor": "investors", "person": "people"}


@dataclass(slots=True)
class Chosen:
    """A step of a plan; `conditional` if a fact that is not known decides whether it is needed."""

    step: Step
    case: Case
    conditional: bool
    why: tuple[Reason, ...]
    who: tuple[Item, ...] = ()
    papers: list[str] = field(default_factory=list)


class Filings:
    """On which day each step is filed: that day's law counts for it."""

    def __init__(self, facts: Facts, case: Case) -> None:
        self.given: Mapping[str, date] = facts.filings or {}
        self.as_of: date = case["as_of"]
        self.milestones = {} if facts.milestones is None else dict(facts.milestones)
        self.plain = not self.given and not any(self.milestones.values())
        self._cases: dict[date, Case] = {self.as_of: case}

    def of(self, step: Step) -> date:
        patterns = [one for one in self.given if one == step.id or (one[-1] == "*" and step.id.startswith(one[:-1]))]
        if patterns:
            return self.given[max(patterns, key=len)]
        return self.milestones.get(step.filing or "") or self.as_of

    def case(self, day: date) -> Case:
        if day not in self._cases:
            self._cases[day] = {**self._cases[self.as_of], "filing": day}
        return self._cases[day]

    def learn(self, name: str, value: object) -> None:
        for case in self._cases.values():
            case[name] = value


def steps_filed(rulebook: Rulebook, edition: Edition, filings: Filings) -> Iterator[tuple[Step, Case]]:
    if filings.plain:
        case = filings.case(filings.as_of)
        yield from ((step, case) for step in edition.steps)
        return
    for step in rulebook.steps:
        day = filings.of(step)
        if step.span.holds(day):
            yield step, filings.case(day)


def choose(step: Step, case: Case) -> Chosen | None:
    """None if the step is certainly not needed."""
    needed = True if step.when is None else step.when.test(case, NOBODY)
    if needed is False:
        return None
    why = step.when.why(case, NOBODY) if step.when else ()
    if step.per is None:
        return Chosen(step, case, needed is None, why)
    return _choose_for(step, case, needed=needed, why=why)


def _choose_for(step: Step, case: Case, *, needed: bool | None, why: tuple[Reason, ...]) -> Chosen | None:
    items = case.get(ITEMS_OF[step.per or ""])
    if items is None:
        name = ITEMS_OF[step.per or ""]
        return Chosen(step, case, conditional=True, why=(*why, Reason(f"known({name})", None, name)))
    fitting = [(item, answer) for item in items if (answer := fits(step.who, case, item)) is not False]
    if not fitting:
        return None
    certain = [item for item, answer in fitting if answer]
    if step.who:
        why += step.who.why(case, certain[0] if certain else fitting[0][0])
    return Chosen(step, case, needed is None or not certain, why, tuple(item for item, _answer in fitting))


def fits(who: Condition | None, case: Case, item: Item) -> bool | None:
    return True if who is None else who.test(case, item)


def judge(record: Paper | Step, case: Case) -> Judged:
    return (True, ()) if record.when is None else (record.when.of(case), record.when.because(case))


Choose = Callable[[Step, Case], Chosen | None]
