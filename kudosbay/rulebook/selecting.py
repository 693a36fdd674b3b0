"""Which steps a case needs, and for whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from kudosbay.rulebook.conditions import Condition, Reason
from kudosbay.rulebook.conditions.compiling import NOBODY
from kudosbay.rulebook.conditions.leaves import Case, Item, Test
from kudosbay.rulebook.facts import Facts
from kudosbay.rulebook.graph import matching
from kudosbay.rulebook.load import Edition, Rulebook
from kudosbay.rulebook.records import Step

ITEMS_OF = {"investor": "investors", "person": "people"}


@dataclass(slots=True)
class Chosen:
    """A step of a plan; `conditional` if a fact that is not known decides whether it is needed.

    `who`: the people it is for, those for certain first.
    """

    step: Step
    case: Case
    conditional: bool
    who: tuple[Item, ...] = ()
    papers: list[str] = field(default_factory=list)

    @property
    def why(self) -> tuple[Reason, ...]:
        step, case = self.step, self.case
        if not self.conditional:
            why = step.when.decided(case, NOBODY, True) if step.when else ()
            return why + step.who.decided(case, self.who[0], True) if step.who else why
        why = step.when.why(case, NOBODY) if step.when else ()
        if step.per and case.get(ITEMS_OF[step.per]) is None:
            name = ITEMS_OF[step.per]
            return (*why, Reason(f"known({name})", None, name))
        return why + step.who.why(case, self.who[0]) if step.who else why


class Filings:
    """On which day each step is filed: that day's law counts for it."""

    def __init__(self, facts: Facts, case: Case) -> None:
        self.given: Mapping[str, date] = facts.filings or {}
        self._patterns = [one for one in self.given if one.endswith(("*", ")"))]
        self.as_of: date = case["as_of"]
        known = () if facts.milestones is None else facts.milestones
        self.milestones: Mapping[str, date] = {name: day for name, day in known if day}
        self.plain = not self.given and not self.milestones
        self._cases: dict[date, Case] = {self.as_of: case}

    def of(self, step: Step) -> date:
        if step.id in self.given:
            return self.given[step.id]
        if self._patterns:
            patterns = [one for one in self._patterns if matching(one, (step.id,))]
            if patterns:
                return self.given[max(patterns, key=len)]
        return self.milestones.get(step.filing or "", self.as_of)

    def case(self, day: date) -> Case:
        if day not in self._cases:
            self._cases[day] = {**self._cases[self.as_of], "filing": day}
        return self._cases[day]

    def learn(self, name: str, value: object) -> None:
        for case in self._cases.values():
            case[name] = value


def steps_filed(rulebook: Rulebook, edition: Edition, filings: Filings) -> Iterator[tuple[Step, Case, Test | None]]:
    """(step, the case as seen on its filing day, what is left to test: see `Sifted`)."""
    case = filings.case(filings.as_of)
    for step, test in edition.sifted(case).steps:
        if filings.plain or filings.of(step) == filings.as_of:
            yield step, case, test
    if filings.plain:
        return
    for step in rulebook.steps if filings.given else rulebook.filed_later:
        day = filings.of(step)
        if day != filings.as_of and step.span.holds(day):
            yield step, filings.case(day), step.when.test if step.when else None


def choose(step: Step, case: Case, test: Test | None) -> Chosen | None:
    """None if the step is certainly not needed."""
    needed = True if test is None else test(case, NOBODY)
    if needed is False:
        return None
    if step.per is None:
        return Chosen(step, case, needed is None)
    return _choose_for(step, case, needed=needed)


def _choose_for(step: Step, case: Case, *, needed: bool | None) -> Chosen | None:
    items = case.get(ITEMS_OF[step.per or ""])
    if items is None:
        return Chosen(step, case, conditional=True)
    answers = [(item, fits(step.who, case, item)) for item in items]
    certain = [item for item, answer in answers if answer]
    perhaps = [item for item, answer in answers if answer is None]
    if not certain and not perhaps:
        return None
    return Chosen(step, case, needed is None or not certain, (*certain, *perhaps))


def fits(who: Condition | None, case: Case, item: Item) -> bool | None:
    return True if who is None else who.test(case, item)
