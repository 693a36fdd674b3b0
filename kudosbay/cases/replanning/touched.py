"""Which situations a change of rules can touch at all: an index from what changed to the conditions that ask for it.

Each condition that changed, or that looks into a table that did, is asked of all situations at once by both rules. Only
where the answers differ, or where a rule that changed otherwise may hold, can a plan come out differently: the rest is
never planned anew. It never leaves out a case that a plan anew would find (the tests plan everything and compare).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np

from kudosbay.cases.replanning.rows import Rows
from kudosbay.cases.replanning.situations import Situation
from kudosbay.rulebook.columns import FALSE, Asked, Columns
from kudosbay.rulebook.conditions.compiling import NOBODY
from kudosbay.rulebook.conditions.leaves import Case, Item
from kudosbay.rulebook.conditions.parser import parse
from kudosbay.rulebook.conditions.syntax import written
from kudosbay.rulebook.diff import Change
from kudosbay.rulebook.eras import NO_PLAN, SAYS_NOTHING
from kudosbay.rulebook.load import Rulebook
from kudosbay.rulebook.records import SCOPES, Data

NO_PLAN_TABLES: Final = ("tax_deadlines", "tax_deadline_overrides", "belt_road_signatories")
LOOKED_INTO: Final = {
    "apostille": ("apostille.in_force(", "territory.group("),
    "visa_free": ("visa_free.allows(", "visa_free.ended("),
    "belt_road_route_64": ("belt_road.includes(",),
}
RULES: Final = ("steps", "papers", "routes", "blocks", "deadlines", "activities")
DATED: Final = ("working_days", "fee", "sign", "admission", "address")
HOLDERS: Final = "holders"  # whose papers a route proves: an investor, somebody of the firm, or nobody named yet
Scoped = tuple[str, str | None]
Key = tuple[str, str, int]


def touched(some: Sequence[Situation], changes: Iterable[Change], *, old: Rulebook, new: Rulebook) -> list[Situation]:
    """Return the situations whose plan may come out differently; all of them for a change that this cannot judge."""
    changes = [one for one in changes if _tells(one)]
    tables = {one.id.partition(" ")[0] for one in changes if one.kind == "tables"} - set(NO_PLAN_TABLES)
    judged = {"tables", "definitions", "rates", *RULES}
    if tables - set(LOOKED_INTO) or any(one.kind not in judged for one in changes):
        return list(some)
    looks = [look for table in tables for look in LOOKED_INTO[table]]
    rates = {one.id for one in changes if one.kind == "rates"}
    return _Judge(some, old, new, looks=looks, rates=rates).touched() if changes else []


def _tells(change: Change) -> bool:
    return change.kind not in NO_PLAN and change.field not in SAYS_NOTHING


class _Judge:
    """Situations of the same rows get the same answers to everything that is asked."""

    def __init__(
        self, some: Sequence[Situation], old: Rulebook, new: Rulebook, *, looks: Sequence[str], rates: set[str]
    ) -> None:
        self.some, self.old, self.new, self.looks, self.rates = some, old, new, looks, rates
        self.records = list(self._changed())
        rows = Rows(old, new, names=self._names())
        self.alike: dict[tuple[int, ...], list[int]] = {}
        for place, one in enumerate(some):
            self.alike.setdefault(rows.of(one), []).append(place)
        self.before = Asked(old, Columns([before for before, _after in rows.cases]))
        self.after = Asked(new, Columns([after for _before, after in rows.cases]))
        self.hit = np.zeros(len(rows.cases), dtype=bool)

    def touched(self) -> list[Situation]:
        for kind, was, now in self.records:
            self._record(kind, was, now)
        hit = self.hit.tolist()
        found = {place for rows, places in self.alike.items() if any(hit[row] for row in rows) for place in places}
        found |= {place for place, one in enumerate(self.some) if self._rate(one)}
        return [one for place, one in enumerate(self.some) if place in found]

    def _changed(self) -> Iterator[tuple[str, Data | None, Data | None]]:
        """The records that may decide otherwise, as they were and as they are."""
        for kind in RULES:
            was, now = _by_key(self.old, kind), _by_key(self.new, kind)
            for key in dict.fromkeys((*was, *now)):
                if self._may_decide(kind, was.get(key), now.get(key)):
                    yield kind, was.get(key), now.get(key)

    def _may_decide(self, kind: str, was: Data | None, now: Data | None) -> bool:
        if was is None or now is None or _but_conditions(was) != _but_conditions(now):
            return True
        pairs = zip(_conditions(kind, was), _conditions(kind, now), strict=True)
        return any(self._moved(text, later) for (text, _scope), (later, _same) in pairs)

    def _names(self) -> set[str]:
        """Every fact that one of these records asks for."""
        names = {"activities"} if any(kind == "activities" for kind, _was, _now in self.records) else set()
        for kind, was, now in self.records:
            for rules, record in ((self.old, was), (self.new, now)):
                for text, scope in _conditions(kind, record or {}):
                    names |= rules.condition(text, scope="investors" if scope == HOLDERS else scope).facts
        return names

    def _rate(self, one: Situation) -> bool:
        return bool(self.rates) and (one.facts.get("capital") or {}).get("currency") in self.rates

    def _record(self, kind: str, was: Data | None, now: Data | None) -> None:
        if was is None or now is None or _but_conditions(was) != _but_conditions(now):
            self.hit |= self._may_hold(self.before, kind, was) | self._may_hold(self.after, kind, now)
            return
        for (text, scope), (later, _scope) in zip(_conditions(kind, was), _conditions(kind, now), strict=True):
            if self._moved(text, later):
                self._compare(text, later, scope)

    def _compare(self, text: str, later: str, scope: str | None) -> None:
        """Both sides hold the same people in the same order, so that their answers can be laid side by side."""
        if scope == HOLDERS:
            self.hit |= self._holders(self.before, text) != self._holders(self.after, later)
            return
        differ = self.before.answers(text, scope=scope) != self.after.answers(later, scope=scope)
        if scope:
            self.hit[self.before.columns.items(scope).owner[differ]] = True
        else:
            self.hit |= differ

    def _moved(self, text: str, later: str) -> bool:
        before, after = _spelled(self.old, text), _spelled(self.new, later)
        return before != after or any(look in after for look in self.looks)

    def _holders(self, asked: Asked, text: str) -> Any:
        """Answers about everybody whose papers a route may prove, one column of them for each row, as one value."""
        test = asked.rulebook.condition(text, scope="investors").test
        said = [tuple(test(case, item) for item in _papers_of(case)) for case in asked.columns.cases]
        return np.fromiter(said, dtype=object, count=len(said))

    def _may_hold(self, asked: Asked, kind: str, record: Data | None) -> Any:
        if record is None:
            return np.zeros(len(asked.columns), dtype=bool)
        if kind == "activities":
            return asked.answers(f"has(activities, {record['id']})") != FALSE
        if not record.get("when"):
            return np.ones(len(asked.columns), dtype=bool)
        if kind != "routes":
            return asked.answers(record["when"]) != FALSE
        answers = self._holders(asked, record["when"])
        return np.array([any(one is not False for one in said) for said in answers], dtype=bool)


def _papers_of(case: Case) -> list[Item]:
    return [*(case.get("investors") or ()), *(case.get("people") or ()), NOBODY]


def _by_key(rules: Rulebook, kind: str) -> Mapping[Key, Data]:
    """Records by id, and where an id has several, by their order."""
    found: dict[Key, Data] = {}
    for record in rules.records[kind]:
        number = sum(name == record["id"] for _kind, name, _number in found)
        found[kind, record["id"], number] = record
    return found


def _conditions(kind: str, record: Data) -> list[Scoped]:
    scope = SCOPES.get(record.get("per"))
    own: list[Scoped] = [(record["when"], HOLDERS if kind == "routes" else None)] if record.get("when") else []
    own += [(record["who"], scope)] if record.get("who") else []
    inner = [(key, one["when"]) for key in DATED for one in record.get(key) or () if one.get("when")]
    return own + [(text, scope if key == "sign" else None) for key, text in inner]


def _but_conditions(record: Data) -> Any:
    """Everything that decides except conditions, whose places still count."""
    kept = {key: value for key, value in record.items() if key not in SAYS_NOTHING}
    shape = {key: bool(kept.pop(key, None)) for key in ("when", "who")}
    inner = {key: [_but_conditions_of(one) for one in kept.pop(key, None) or ()] for key in DATED}
    return kept, shape, inner


def _but_conditions_of(value: Data) -> Any:
    kept = {key: one for key, one in value.items() if key not in SAYS_NOTHING}
    return kept | {"when": bool(kept.get("when"))}


@lru_cache(maxsize=4096)
def _spelled(rules: Rulebook, text: str) -> str:
    """The condition with every definition in its place."""
    return written(parse(text, rules.definitions))
