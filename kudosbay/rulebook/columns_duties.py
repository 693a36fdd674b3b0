"""What many firms owe and when, as columns of numbers: the same duties, periods and days as `due_between` finds for one.

A condition is asked once for each kind of firm, a due day is found once for each duty and period, or for each day that an
event fell on. What is left for a row is arithmetic. Why a duty is one firm's, `due_between` says for that firm.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kudosbay.rulebook.columns import FALSE, TRUE, Answers, Asked, Codes
from kudosbay.rulebook.columns_firms import Firms, Kinds, Numbers
from kudosbay.rulebook.duedates import DueDay, Reckoner
from kudosbay.rulebook.duties import BORN, due_key, reckoner_of
from kudosbay.rulebook.load import Rulebook
from kudosbay.rulebook.periods import MONTHS, Period, ends_to_look_at, periods_between
from kudosbay.rulebook.records import Data, Record

Rows = NDArray[np.int32]
PEOPLE: Final = "people"
EPOCH: Final = date(1970, 1, 1).toordinal()
EVER: Final = date.max.toordinal()
LONGEST_HOLIDAY: Final = 30  # days by which a due day may move, and more
LENGTHS: Final = {"calendar_days": (1, 1), "working_days": (1, 3), "months": (28, 31), "years": (365, 366)}


@dataclass(frozen=True, slots=True)
class Due:
    """A due day of a duty, whoever's it is."""

    rule: Record
    period: Period | None
    due: DueDay


@dataclass(frozen=True, slots=True)
class Held:
    """Whose a duty is: firms, and for a duty of persons the item of each."""

    firm: Rows
    item: Codes | None = None

    def only(self, chosen: Any) -> "Held":
        return Held(self.firm[chosen], None if self.item is None else self.item[chosen])


@dataclass(frozen=True, slots=True)
class Block:
    """Due days of one duty. Each of `held` has `number` of `dues` in a row, from `low` on: rows are made when asked for.

    `sure`: it applies to these; else it may.
    """

    duty: int
    sure: bool
    dues: list[Due]
    held: Held
    low: Codes
    number: Codes

    def __len__(self) -> int:
        return int(self.number.sum())

    @property
    def firm(self) -> Rows:
        return np.repeat(self.held.firm, self.number)

    @property
    def item(self) -> Codes | None:
        """Whom each row is about, where the duty is one of persons."""
        return None if self.held.item is None else np.repeat(self.held.item, self.number)

    @property
    def due(self) -> Rows:
        """Places in `dues`."""
        before = np.cumsum(self.number) - self.number
        return np.arange(len(self), dtype=np.int32) - np.repeat((before - self.low).astype(np.int32), self.number)

    @property
    def day(self) -> Numbers:
        return np.array([one.due.date.toordinal() for one in self.dues], dtype=np.int32)[self.due]


@dataclass(frozen=True)
class DueColumns:
    """One row for each duty of a firm on a day, block by block. `refused`: firms whose facts are wrong; they have none."""

    blocks: list[Block]
    refused: Codes
    people: list[str]

    def __len__(self) -> int:
        return sum(len(block) for block in self.blocks)

    @cached_property
    def firm(self) -> Rows:
        return _joined([block.firm for block in self.blocks])

    @cached_property
    def duty(self) -> Rows:
        """Places in `rulebook.duties`."""
        return _joined([np.full(len(block), block.duty, dtype=np.int32) for block in self.blocks])

    @cached_property
    def day(self) -> NDArray[np.datetime64]:
        return (_joined([block.day for block in self.blocks]) - EPOCH).astype("datetime64[D]")

    def keys(self, block: Block) -> tuple[list[str], Rows]:
        """What rows of a block are called among the due items of their firm, and which of these names is each row's."""
        if block.item is None:
            return [due_key(one.rule.id, one.period, one.due) for one in block.dues], block.due
        rows = zip((block.dues[due] for due in block.due), (self.people[item] for item in block.item), strict=True)
        names = [due_key(one.rule.id, one.period, one.due, person=person) for one, person in rows]
        return names, np.arange(len(names), dtype=np.int32)


def _joined(parts: list[NDArray[np.int32]]) -> NDArray[np.int32]:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int32)


def due_columns(rulebook: Rulebook, firms: Firms, *, first: date, last: date) -> DueColumns:
    """What falls due for these firms from `first` to `last`, both included."""
    kinds = Kinds(rulebook, firms, as_of=first)
    window = _Window(rulebook, firms, kinds, first=first, last=last)
    blocks = [block for place, rule in enumerate(rulebook.duties) for block in window.blocks(place, rule)]
    people = [item["person"] for item in kinds.items(PEOPLE).rows]
    return DueColumns([block for block in blocks if len(block)], np.flatnonzero(kinds.of_firm < 0), people)


class _Window:
    def __init__(self, rulebook: Rulebook, firms: Firms, kinds: Kinds, *, first: date, last: date) -> None:
        self.firms, self.kinds, self.first, self.last = firms, kinds, first, last
        self.asked = Asked(rulebook, kinds)
        self.reckoner: Reckoner = reckoner_of(rulebook)
        self.born, self.ended = self._life()

    def _life(self) -> tuple[Numbers, Numbers]:
        born = self.firms.column(BORN[-1])
        for name in reversed(BORN[:-1]):
            given = self.firms.column(name)
            born = np.where(given, given, born)
        ended = self.firms.column("existing.ended")
        return born, np.where(ended, ended, EVER).astype(np.int32)

    def blocks(self, place: int, rule: Record) -> Iterator[Block]:
        if rule.data["due"]["class"] == "NOTICE":
            return
        answers = self._answers(rule)
        for answer in np.unique(answers[answers != FALSE]).tolist():
            held = self._held(rule, answers, answer)
            made = self._of_periods if rule.data["period"] in MONTHS else self._of_events
            yield from made(place, rule, held, sure=answer == TRUE)

    def _answers(self, rule: Record) -> Answers:
        """By kind; for a duty of persons by person of a kind."""
        when = self.asked.answers(rule.data.get("when"))
        if rule.data.get("per") is None:
            return when
        who = self.asked.answers(rule.data.get("who"), scope=PEOPLE)
        both: Answers = np.minimum(when[self.kinds.items(PEOPLE).owner], who)
        return both

    def _held(self, rule: Record, answers: Answers, answer: int) -> Held:
        if rule.data.get("per") is None:
            return Held(np.flatnonzero(self._spread(answers) == answer).astype(np.int32))
        chosen = np.flatnonzero(answers == answer)
        firm, spread = self._firms_of(self.kinds.items(PEOPLE).owner[chosen])
        return Held(firm, chosen[spread])

    def _spread(self, answers: Answers) -> Answers:
        """By firm; the last of them is for those that are refused."""
        spread: Answers = np.append(answers, np.int8(FALSE))[self.kinds.of_firm]
        return spread

    def _firms_of(self, kinds: Codes) -> tuple[Rows, Codes]:
        """The firms of each of these kinds, one kind after the other, and which of `kinds` each firm is there for."""
        first = self._starts[kinds]
        number = self._starts[kinds + 1] - first
        spread = np.repeat(np.arange(len(kinds)), number)
        within = np.arange(len(spread)) - (np.cumsum(number) - number)[spread]
        return self._order[first[spread] + within], spread

    @cached_property
    def _order(self) -> Rows:
        return np.argsort(self.kinds.of_firm, kind="stable").astype(np.int32)

    @cached_property
    def _starts(self) -> Codes:
        return np.searchsorted(self.kinds.of_firm[self._order], np.arange(len(self.kinds) + 1))

    def _of_periods(self, place: int, rule: Record, held: Held, *, sure: bool) -> Iterator[Block]:
        """A duty of a firm whose registration nobody told may be of any period, and is not sure."""
        dues = self._dues(rule)
        begins, ends = (np.array([day.toordinal() for day in days], dtype=np.int32) for days in _ends(dues))
        known = self.born[held.firm] > 0
        alive = held.only(known)
        low = np.searchsorted(ends, self.born[alive.firm])
        number = np.searchsorted(begins, self.ended[alive.firm], side="right") - low
        yield Block(place, sure, dues, alive, low, np.maximum(number, 0))
        if not known.all():
            rest = held.only(~known)
            every = np.full(len(rest.firm), len(dues))
            yield Block(place, False, dues, rest, np.zeros_like(every), every)

    def _dues(self, rule: Record) -> list[Due]:
        kind, due = rule.data["period"], rule.data["due"]
        periods = periods_between(kind, *ends_to_look_at(kind, self.first, self.last))
        found = ((period, self.reckoner.after_period(due, period.last)) for period in periods)
        return [Due(rule, period, day) for period, day in found if day and self._counts(rule, day)]

    def _counts(self, rule: Record, day: DueDay) -> bool:
        return self.first <= day.date <= self.last and rule.span.holds(day.nominal)

    def _of_events(self, place: int, rule: Record, held: Held, *, sure: bool) -> Iterator[Block]:
        """The first of the days from which the duty may be counted decides, as long as it is known."""
        if "date" in rule.data["due"]:
            fixed = self.reckoner.fixed(rule.data["due"])
            dues = [Due(rule, None, fixed)] if fixed and self._counts(rule, fixed) else []
            yield _each(place, dues, held, at=np.full(len(held.firm), len(dues) - 1), sure=sure)
            return
        for name in rule.data["due"]["from"]:
            days = self._events(name, held)
            told = days > 0
            yield self._from_event(place, rule, held.only(told), name=name, days=days[told], sure=sure)
            held = held.only(~told)

    def _events(self, name: str, held: Held) -> Numbers:
        days = self.firms.column(name)[held.firm]
        if held.item is None:
            return days
        rows = self.kinds.items(PEOPLE).rows
        own = np.array([_ordinal(item, name) for item in rows], dtype=np.int32)[held.item]
        return np.where(own, own, days)

    def _within_reach(self, due: Data, days: Numbers) -> Codes:
        """Places of the days from which a due day can lie in the window; the others need not be counted from."""
        if "yearly" in due:
            return np.arange(len(days))
        low, high = _reach(due)
        at_most = date.fromisoformat(due["at_most"]).toordinal() if "at_most" in due else EVER
        earliest = np.minimum(days.astype(np.int64) + low, at_most - LONGEST_HOLIDAY)
        latest = np.minimum(days.astype(np.int64) + high, at_most + LONGEST_HOLIDAY)
        return np.flatnonzero((latest >= self.first.toordinal()) & (earliest <= self.last.toordinal()))

    def _from_event(self, place: int, rule: Record, held: Held, *, name: str, days: Numbers, sure: bool) -> Block:
        each, number = np.unique(days, return_inverse=True)
        dues: list[Due] = []
        places = np.full(len(each), -1)
        for at in self._within_reach(rule.data["due"], each).tolist():
            day = int(each[at])
            found = self.reckoner.from_event(rule.data["due"], date.fromordinal(day), name)
            if found and self._counts(rule, found):
                places[at] = len(dues)
                dues.append(Due(rule, None, found))
        return _each(place, dues, held, at=places[number], sure=sure)


def _reach(due: Data) -> tuple[int, int]:
    """How many days after an event its due day lies, at the least and at the most: roomy, not exact."""
    count = due.get("count", {"n": 0, "unit": "calendar_days"})
    ends = [count["n"] * days for days in LENGTHS[count["unit"]]]
    return min(ends) - LONGEST_HOLIDAY, max(ends) + LONGEST_HOLIDAY


def _ends(dues: list[Due]) -> tuple[list[date], list[date]]:
    """The first and the last days of their periods."""
    periods = [one.period for one in dues if one.period]
    return [one.first for one in periods], [one.last for one in periods]


def _ordinal(item: Mapping[str, Any], name: str) -> int:
    day = item.get(name)
    return day.toordinal() if isinstance(day, date) else 0


def _each(place: int, dues: list[Due], held: Held, *, at: Codes, sure: bool) -> Block:
    """At most one due day for each: `at` is its place, -1 where there is none."""
    return Block(place, sure, dues, held, at, (at >= 0).astype(np.int64))
