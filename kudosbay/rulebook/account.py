"""Gives account of one thing: why it is there, or what would have to differ; since when, until when; who says so."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kudosbay.rulebook.conditions import Reason
from kudosbay.rulebook.conditions.compiling import NOBODY
from kudosbay.rulebook.conditions.leaves import Case, Item
from kudosbay.rulebook.counting import Due
from kudosbay.rulebook.dated import in_force, value_on
from kudosbay.rulebook.facts import Facts
from kudosbay.rulebook.load import Rulebook
from kudosbay.rulebook.papers import PlannedPaper, learn_routes
from kudosbay.rulebook.plan import Plan, make_plan
from kudosbay.rulebook.records import SCOPES, Record
from kudosbay.rulebook.selecting import ITEMS_OF
from kudosbay.rulebook.situation import situation
from kudosbay.rulebook.why_not import Way, ways_to

TOLD = 4  # ways that are told; what keeps the form comes first
KINDS = ("steps", "papers", "blocks", "deadlines", "regimes", "duties")


class NothingOfThatNameError(LookupError):
    """The rules know no step, paper, block, deadline, regime or duty with that id."""


@dataclass(frozen=True, slots=True)
class Account:
    """`applies` is null while a fact is missing. `ways`: what would have to differ, the shortest first; for a block
    that holds, what would lift it. `versions`: every version of the rule, this one included.
    """

    kind: str
    record: Record
    applies: bool | None
    why: tuple[Reason, ...]
    ways: list[Way]
    versions: Sequence[Record]
    in_force: bool
    due: Due | None = None
    route: Record | None = None


class Teller:
    """Accounts for one case: makes its plan once."""

    def __init__(self, rulebook: Rulebook, facts: Facts, *, as_of: date | None = None) -> None:
        self.rulebook = rulebook
        self.plan: Plan = make_plan(rulebook, facts, as_of=as_of)
        self.case: Case = situation(facts, rulebook.on(self.plan.as_of))
        taken, maybe = learn_routes(self.plan.papers, self.case["?"])
        self.case |= {"routes": taken, "routes?": maybe}

    def of(self, name: str) -> list[Account]:
        """Everything that goes by this id; a paper also by its id with the person's (`passport.founder`).

        Raises NothingOfThatNameError.
        """
        found = [account for kind in KINDS for account in self._of_kind(kind, name)]
        if not found:
            raise NothingOfThatNameError(f"there is no step, paper, block, deadline, regime or duty called {name}")
        return found

    def all(self) -> Iterator[Account]:
        """Of everything that the plan holds."""
        names: dict[str, None] = dict.fromkeys(
            [one.block.id for one in self.plan.blocks]
            + [one.id for one in self.plan.steps]
            + [one.id for one in self.plan.papers]
            + [one.deadline.id for one in self.plan.deadlines]
        )
        for name in names:
            yield from (one for one in self.of(name) if one.applies is not False and one.kind != "duties")

    def _of_kind(self, kind: str, name: str) -> Iterator[Account]:
        versions = [one for one in getattr(self.rulebook, kind) if one.id == name]
        if kind == "papers" and not versions:
            yield from self._of_paper(name)
        elif versions:
            yield self._account(kind, versions)

    def _of_paper(self, name: str) -> Iterator[Account]:
        for planned in self.plan.papers:
            if planned.id == name:
                versions = [one for one in self.rulebook.papers if one.id == planned.paper.id]
                found = self._present("papers", planned.paper, versions, why=_why_paper(planned))
                yield replace(found, route=planned.route)

    def _account(self, kind: str, versions: list[Record]) -> Account:
        found = next(((record, why, due) for record, why, due in self._held(kind) if record in versions), None)
        if found:
            return self._present(kind, found[0], versions, why=found[1], due=found[2])
        record = value_on(versions, self.plan.as_of)
        if record is None:
            nearest = min(versions, key=lambda one: abs((_near(one, self.plan.as_of) - self.plan.as_of).days))
            return Account(kind, nearest, False, (), [], versions, in_force=False)
        return self._absent(kind, record, versions)

    def _held(self, kind: str) -> Iterator[tuple[Record, tuple[Reason, ...], Due | None]]:
        plan = self.plan
        match kind:
            case "steps":
                yield from ((one.chosen.step, one.chosen.why, None) for one in plan.steps)
            case "papers":
                yield from ((one.paper, _why_paper(one), None) for one in plan.papers)
            case "blocks":
                yield from ((one.block, one.why, None) for one in plan.blocks)
            case "deadlines":
                yield from ((one.deadline, one.why, one) for one in plan.deadlines)
            case "regimes":
                yield from ((one, (), None) for one in plan.regimes)

    def _present(
        self, kind: str, record: Record, versions: Sequence[Record], *, why: tuple[Reason, ...], due: Due | None = None
    ) -> Account:
        unsure = any(one.value is None for one in why) and (kind == "blocks" or bool(self._missing(record)))
        ways = _open_to_the_reader(self._ways(record, wanted=False)) if kind == "blocks" else []
        return Account(kind, record, None if unsure else True, why, ways, versions, in_force=True, due=due)

    def _missing(self, record: Record) -> bool:
        when = record.when
        return bool(when and when.of(self.case) is None) or self._who_is_unknown(record)

    def _who_is_unknown(self, record: Record) -> bool:
        items = self._items(record)
        if record.who is None or record.data.get("per") is None:
            return False
        return items is None or not any(record.who.test(self.case, item) for item in items)

    def _absent(self, kind: str, record: Record, versions: list[Record]) -> Account:
        when = record.when.of(self.case) if record.when else True
        why = record.when.because(self.case) if record.when and when is not True else ()
        if when is True and record.who:
            why = tuple(reason for item in self._items(record) or () for reason in record.who.why(self.case, item))
        applies = True if kind == "duties" and when and not record.who else None if when is None else False
        if kind == "duties" and applies:
            why = record.when.because(self.case) if record.when else ()
        ways = [] if applies else _open_to_the_reader(self._ways(record, wanted=True))
        return Account(kind, record, applies, why, ways, versions, in_force=True)

    def _ways(self, record: Record, *, wanted: bool) -> list[Way]:
        text = record.data.get("when")
        ways: list[Way] = ways_to(self.rulebook, text, self.case, wanted=wanted) if text else [()]
        who, scope = record.data.get("who"), SCOPES.get(record.data.get("per"))
        if ways == [()] and who and scope:
            ways = [
                way
                for item in self._items(record) or ()
                for way in ways_to(self.rulebook, who, self.case, wanted=wanted, item=item, scope=scope)
            ]
        if not ways or ways == [()]:
            return self._ways_of_steps(record)
        return ways

    def _ways_of_steps(self, record: Record) -> list[Way]:
        """A paper that would be needed, had the plan the step that asks for it."""
        if record.kind != "papers":
            return []
        steps = [one for one in in_force(self.rulebook.steps, self.plan.as_of) if record.id in one.papers]
        ways = [way for step in steps for way in self._ways(step, wanted=True)]
        return sorted((way for way in ways if way), key=len)[:2]

    def _items(self, record: Record) -> list[Item] | None:
        name = ITEMS_OF.get(record.data.get("per") or "")
        found: Any = self.case.get(name) if name else [NOBODY]
        return found  # type: ignore[no-any-return]


def _near(record: Record, day: date) -> date:
    return record.span.first if record.span.first > day else record.span.last


def _why_paper(planned: PlannedPaper) -> tuple[Reason, ...]:
    """Why it is asked for, then why it takes this route."""
    paper = planned.paper
    asked = paper.when.because(planned.case) if paper.when else ()
    asked += paper.who.why(planned.case, planned.item) if paper.who else ()
    return (*asked, *planned.why)


def told_once(reasons: Iterable[Reason]) -> list[Reason]:
    """Each once; that a fact is given at all is left out where others say what it is."""
    found = list({(one.condition, one.fact): one for one in reasons}.values())
    return [one for one in found if not _is_guard(one)] or found


def _is_guard(reason: Reason) -> bool:
    return reason.condition.startswith("known(") and (reason.value is True or "(change." in reason.condition)


def _open_to_the_reader(ways: list[Way]) -> list[Way]:
    """Without those that only unsay what was said, or make the new firm an old one."""
    kept = [way for way in ways if not any(_is_guard(turn.reason) for turn in way)] or ways
    return sorted(kept, key=lambda way: (len(way), any(turn.reason.fact == "form" for turn in way)))[:TOLD]
