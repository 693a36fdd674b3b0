"""Rows of cases for an index: as few as the conditions in question can tell apart."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from kudosbay.cases.replanning.situations import Situation
from kudosbay.rulebook.conditions.leaves import Case
from kudosbay.rulebook.eras import Eras
from kudosbay.rulebook.facts import Facts, FactsError, read_facts
from kudosbay.rulebook.load import Rulebook
from kudosbay.rulebook.situation import situation

WORKED_OUT: Final = {  # from which facts
    "list_area": {"location"},
    "foreign_share": {"form", "investors", "people"},
    "education.place": {"education"},
    "capital_cny": {"capital"},
    "investors": {"investors", "people"},  # one who invests and holds an office has the facts of both
    "people": {"investors", "people"},
}
OF_ALL: Final = frozenset({"admissions", "address_terms"})  # worked out from facts of every kind
ALWAYS: Final = frozenset({"as_of", "filings", "milestones"})  # they say of which day the law is
Like = tuple[str, date | None, int]


class Rows:
    """Cases by both rules: one for the day of the law, and one for each further era in which a step is filed.

    `names`: what is asked for at all. `cases` grows with each situation that none before it was like.
    """

    def __init__(self, old: Rulebook, new: Rulebook, *, names: Iterable[str]) -> None:
        self.old, self.new, self.eras = old, new, Eras(old, new)
        self.names = frozenset(names)
        self.cases: list[tuple[Case, Case]] = []
        self._wanted = wanted(self.names)
        self._known: dict[tuple[Any, ...], tuple[int, ...]] = {}
        self._sound: dict[str, bool] = {}
        self._told: dict[str, tuple[str, Mapping[str, Any]]] = {}
        self._read: dict[Like, tuple[Facts, Case, Case] | None] = {}
        self._places: dict[tuple[Any, ...], int] = {}

    def of(self, one: Situation) -> tuple[int, ...]:
        """The places of a situation's rows; none for facts of which no plan can be made."""
        key = one.text, one.law_as_of, one.filed, one.start if "start" in self.names else None
        if key not in self._known:
            self._known[key] = tuple(sorted(self._of(one, key[-1])))
        return self._known[key]

    def _of(self, one: Situation, start: date | None) -> Iterator[int]:
        if one.text not in self._told:
            self._told[one.text] = self._narrowed(one)
        text, told = self._told[one.text]
        like = text, start, self.eras.of(one.law_as_of)
        if like not in self._read:
            self._read[like] = self._both({**told, "start": start}, one.law_as_of)
        found = self._read[like]
        return iter(()) if found is None else self._of_days(one, like, found)

    def _narrowed(self, one: Situation) -> tuple[str, Mapping[str, Any]]:
        """The facts that are asked for; all of them where these alone are refused."""
        told = {name: value for name, value in one.told.items() if self._wanted is None or name in self._wanted}
        text = repr(sorted(told.items()))
        if text not in self._sound:
            self._sound[text] = _can_be_read(told)
        return (text, told) if self._sound[text] else (one.text, one.told)

    def _both(self, told: Mapping[str, Any], law: date) -> tuple[Facts, Case, Case] | None:
        try:
            facts = read_facts({**told, "as_of": law})
        except FactsError:
            return None
        return facts, situation(facts, self.old.on(law)), situation(facts, self.new.on(law))

    def _of_days(self, one: Situation, like: Like, found: tuple[Facts, Case, Case]) -> Iterator[int]:
        facts, before, after = found
        filings = {**dict(one.filed), **(facts.filings or {})}
        for day in {one.law_as_of, *filings.values(), *_milestones(facts)}:
            key = *like, self.eras.of(day), bool(filings)
            if key not in self._places:
                self._places[key] = len(self.cases)
                filed = {"filing": day, "filings": filings or None}
                self.cases.append((before | filed, after | filed))
            yield self._places[key]


def wanted(names: Iterable[str]) -> set[str] | None:
    """The facts of a case from which these names are answered; None: all of them."""
    found: set[str] = set(ALWAYS)
    for name in names:
        whole, first = name.partition("[")[0], name.replace("[", ".").partition(".")[0]
        if whole in OF_ALL:
            return None
        found |= WORKED_OUT.get(whole, {first})
    return found


def _can_be_read(told: Mapping[str, Any]) -> bool:
    try:
        read_facts(told)
    except FactsError:
        return False
    return True


def _milestones(facts: Facts) -> list[date]:
    return [] if facts.milestones is None else [day for _name, day in facts.milestones if day]
