"""The same rules over many cases at once: numpy, and only here. One plan never loads this.

A leaf of a condition reads one or two facts. It is asked once for each combination of values that occurs, by the very
closure that asks it of one case; the answers are then spread over all cases by their codes. What joins leaves (and, or,
not, any, all, count) is arithmetic on whole columns: false 0, unknown 1, true 2.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kudosbay.rulebook.conditions import leaves
from kudosbay.rulebook.conditions.compiling import NOBODY, flat_parts
from kudosbay.rulebook.conditions.leaves import SIGNS, Case, Item
from kudosbay.rulebook.conditions.parser import parse
from kudosbay.rulebook.conditions.resolving import Names
from kudosbay.rulebook.conditions.syntax import And, Call, Compare, Count, Has, Not, Or, Quantified
from kudosbay.rulebook.load import Rulebook

FALSE, UNKNOWN, TRUE = 0, 1, 2
DENSE: Final = 8  # how many times the rows a table by number may be long
ANSWERS: Final = (False, None, True)
Answers = NDArray[np.int8]
Codes = NDArray[np.int64]


class Columns:
    """Cases as `situation()` makes them, by column; each column is made when first asked for."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self.cases = cases
        self._codes: dict[tuple[str | None, str], Codes] = {}
        self._lists: dict[str, Items] = {}

    def __len__(self) -> int:
        return len(self.cases)

    def items(self, name: str) -> "Items":
        if name not in self._lists:
            self._lists[name] = Items(self.cases, name)
        return self._lists[name]

    def codes(self, scope: str | None, name: str) -> Codes:
        """Values as small numbers, equal ones alike; of the items of `scope`, or of the cases."""
        key = scope, name
        if key not in self._codes:
            rows: Sequence[Mapping[str, Any]] = self.items(scope).rows if scope else self.cases
            self._codes[key] = coded([row.get(name) for row in rows])
        return self._codes[key]

    def place(self, scope: str | None, name: str, *, fields: bool) -> Codes:
        """A fact beside each item of `scope`: the item's own, or that of its case."""
        if scope is None or fields:
            return self.codes(scope, name)
        taken: Codes = self.codes(None, name)[self.items(scope).owner]
        return taken


class Items:
    """The items of one list of all cases, one after another; `missing` are cases whose list nobody gave."""

    def __init__(self, cases: Sequence[Case], name: str) -> None:
        self.rows: list[Item] = [item for case in cases for item in case.get(name) or ()]
        counts = [len(case.get(name) or ()) for case in cases]
        self.owner: Codes = np.repeat(np.arange(len(cases)), counts)
        self.missing = np.array([case.get(name) is None for case in cases], dtype=bool)
        self.unsure = np.array(["?" in item for item in self.rows], dtype=bool)


def coded(values: list[Any]) -> Codes:
    seen: dict[Any, int] = {}
    return np.fromiter((seen.setdefault(_key(value), len(seen)) for value in values), dtype=np.int64, count=len(values))


def _key(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return (tuple, *map(_key, value))
    if isinstance(value, dict):
        return repr(sorted(value.items(), key=repr))
    return value if value.__hash__ else repr(value)


class Asked:
    """Conditions of one rulebook asked of columns; the same condition is worked out once."""

    def __init__(self, rulebook: Rulebook, columns: Columns) -> None:
        self.rulebook, self.columns = rulebook, columns
        self._known: dict[tuple[str, str | None], Answers] = {}
        self._parts: dict[tuple[Any, str | None], Answers] = {}  # what conditions share is worked out once

    def answers(self, text: str | None, *, scope: str | None = None) -> Answers:
        """One answer for each case; with a scope, one for each item of that list."""
        if text is None:
            number = len(self.columns.items(scope).rows) if scope else len(self.columns)
            return np.full(number, TRUE, dtype=np.int8)
        key = text, scope
        if key not in self._known:
            names = self.rulebook.names(text, scope=scope)
            self._known[key] = self._of(_tree(self.rulebook, text), names)
        return self._known[key]

    def _of(self, node: Any, names: Names) -> Answers:
        key = node, names.scope
        if key not in self._parts:
            self._parts[key] = self._worked_out(node, names)
        return self._parts[key]

    def _worked_out(self, node: Any, names: Names) -> Answers:
        match node:
            case And():
                lowest: Answers = np.minimum.reduce([self._of(part, names) for part in flat_parts(node, And)])
                return lowest
            case Or():
                highest: Answers = np.maximum.reduce([self._of(part, names) for part in flat_parts(node, Or)])
                return highest
            case Not(part):
                turned: Answers = TRUE - self._of(part, names)
                return turned
            case Quantified():
                return self._beside(self._quantified(node, names), names)
            case _ if isinstance(getattr(node, "operand", None), Count):
                return self._beside(self._counted(node, names), names)
            case _:
                return self._leaf(node, names)

    def _beside(self, of_cases: Answers, names: Names) -> Answers:
        """A statement about a whole list, inside a condition about one item."""
        return of_cases[self.columns.items(names.scope).owner] if names.scope else of_cases

    def _quantified(self, node: Quantified, names: Names) -> Answers:
        """Who may not be there decides nothing; a list that nobody gave is unknown, an empty one is all and not any."""
        items = self.columns.items(node.items)
        each = self._of(node.part, names.over(node.items))
        stop, rest = (FALSE, TRUE) if node.every else (TRUE, FALSE)
        each = np.where(items.unsure & (each == stop), UNKNOWN, each).astype(np.int8)
        found = np.full(len(self.columns), rest, dtype=np.int8)
        (np.minimum if node.every else np.maximum).at(found, items.owner, each)
        found[items.missing] = UNKNOWN
        return found

    def _counted(self, node: Compare, names: Names) -> Answers:
        count = node.operand
        assert isinstance(count, Count)  # noqa: S101 - the match above let nothing else through
        items, inner = self.columns.items(count.items), names.over(count.items)
        each, number = self._of(count.part, inner), len(self.columns)
        sure = np.bincount(items.owner[(each == TRUE) & ~items.unsure], minlength=number)
        perhaps = np.bincount(items.owner[(each == UNKNOWN) | items.unsure], minlength=number)
        bound = names.value(node.value, names.sort(count))
        answer = _by_number(SIGNS[node.sign], bound)
        pairs, place = np.unique(np.stack([sure, perhaps]), axis=1, return_inverse=True)
        table = np.array([answer(int(low), int(more)) for low, more in pairs.T], dtype=np.int8)
        found: Answers = table[place.ravel()]
        found[items.missing] = UNKNOWN
        return found

    def _leaf(self, node: Any, names: Names) -> Answers:
        own = Names(names.text, names.vocabulary, names.tables, scope=names.scope)
        test, _why = leaves.leaf(node, own)
        columns = [self._column(fact, own) for fact in sorted(own.used)]
        columns += [self.columns.place(names.scope, more, fields=False) for more in _beside_facts(node)]
        first, place = combinations(columns)
        table = np.array([_said(test(*self._row(names.scope, row))) for row in first], dtype=np.int8)
        spread: Answers = table[place]
        return spread

    def _column(self, fact: str, names: Names) -> Codes:
        _items, inside, field = fact.partition("[].")
        return self.columns.place(names.scope, field if inside else fact, fields=bool(inside))

    def _row(self, scope: str | None, row: int) -> tuple[Case, Item]:
        if scope is None:
            return self.columns.cases[row], NOBODY
        items = self.columns.items(scope)
        return self.columns.cases[items.owner[row]], items.rows[row]


@lru_cache(maxsize=4096)
def _tree(rulebook: Rulebook, text: str) -> Any:
    return parse(text, rulebook.definitions)


def _beside_facts(node: Any) -> list[str]:
    """What a leaf reads besides the facts that it names: tables ask for the day, lists for what may be in them."""
    if isinstance(node, Has):
        return [f"{node.path.name}?"]
    return ["filing"] if isinstance(getattr(node, "operand", None), Call) else []


def combinations(columns: Sequence[Codes]) -> tuple[Codes, Codes]:
    """(a row for each combination that occurs, the combination of each row)."""
    codes = columns[0]
    for more in columns[1:]:
        codes = codes * (int(more.max(initial=0)) + 1) + more
    if int(codes.max(initial=0)) > DENSE * len(codes) + DENSE:
        _values, first, place = np.unique(codes, return_index=True, return_inverse=True)
        return first, place
    return _by_table(codes)


def _by_table(codes: Codes) -> tuple[Codes, Codes]:
    """As np.unique finds it, without sorting: for numbers that are not much larger than there are rows."""
    number = int(codes.max(initial=-1)) + 1
    rows = np.full(number, -1, dtype=np.int64)
    rows[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    there = rows >= 0
    place: Codes = (np.cumsum(there) - 1)[codes]
    return rows[there], place


def _by_number(act: Callable[[Any, Any], bool], bound: Any) -> Callable[[int, int], int]:
    def answer(least: int, more: int) -> int:
        answers = {act(number, bound) for number in range(least, least + more + 1)}
        return _said(answers.pop()) if len(answers) == 1 else UNKNOWN

    return answer


def _said(answer: Any) -> int:
    """As `and` and `or` of one case take it: what is neither false nor unknown is true."""
    return FALSE if answer is False else UNKNOWN if answer is None else TRUE


def plain(answers: Answers) -> list[bool | None]:
    return [ANSWERS[one] for one in answers.tolist()]
