"""Facts of many firms by column. Firms that no duty can tell apart stand for one another; the days of each are its own."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError

from kudosbay.rulebook.columns import Codes, Columns, Items, coded, combinations
from kudosbay.rulebook.conditions import Vocabulary
from kudosbay.rulebook.conditions.leaves import Case
from kudosbay.rulebook.conditions.parser import parse
from kudosbay.rulebook.conditions.syntax import Between, Compare, Known, Literal, OneOf, Path, Word
from kudosbay.rulebook.facts import FactsError, read_facts
from kudosbay.rulebook.load import Rulebook
from kudosbay.rulebook.situation import situation

Plain = Mapping[str, Any]
Numbers = NDArray[np.int32]
WHOLE: Final = {"as_of", "filing"}  # the day whose law counts is no day of the firm
DAYS: Final = tuple(name for name, sort in Vocabulary().facts.items() if sort.kind == "date" and name not in WHOLE)
COUNTS: Final = ("tax.employees", "tax.foreign_employees")
APART: Final = (*DAYS, *COUNTS)
VOCABULARY_CUTS: Final = {"existing.registered": (date(2020, 1, 1),)}  # facts.py: old structures end before it
WORKED_OUT_BY_CONDITIONS: Final = "admissions"
A_DAY: Final = TypeAdapter(date)
A_COUNT: Final = TypeAdapter(int)


class Firms:
    """`alike`: plain facts that occur, `place`: which of them are each firm's; `apart`: by name of the fact a number of each
    firm, as `ordinals` and `counts` make it, 0 where it is not known.
    """

    def __init__(self, alike: Sequence[Plain], place: Sequence[int] | Codes, apart: Mapping[str, Numbers]) -> None:
        self.place: Codes = np.asarray(place, dtype=np.int64)
        split = [_split(one) for one in alike]
        self.alike = [plain for plain, _inside in split]
        self.apart = {name: np.asarray(column, dtype=np.int32) for name, column in apart.items()}
        for name in {name for _plain, inside in split for name in inside}:
            of_all = np.array([inside.get(name, 0) for _plain, inside in split], dtype=np.int32)[self.place]
            self.apart[name] = np.where(of_all, of_all, self.column(name))
        for name, column in self.apart.items():
            self._must_have_the_record(name, column)

    def _must_have_the_record(self, name: str, column: Numbers) -> None:
        record = name.rpartition(".")[0]
        lacks = np.array([bool(record) and record not in plain for plain in self.alike], dtype=bool)
        if (lacks[self.place] & (column != 0)).any():
            raise ValueError(f"{name} is told of firms whose facts have no {record}: give them an empty one")

    def __len__(self) -> int:
        return len(self.place)

    @classmethod
    def of(cls, many: Sequence[Plain]) -> Self:
        """From the facts of each, as `due_between` takes them plain."""
        alike: dict[str, int] = {}
        kept: list[Plain] = []
        place, split = [], [_split(one) for one in many]
        for plain, _inside in split:
            key = json.dumps(plain, sort_keys=True, default=repr)
            if key not in alike:
                alike[key] = len(kept)
                kept.append(plain)
            place.append(alike[key])
        names = {name for _plain, inside in split for name in inside}
        return cls(kept, place, {name: np.array([inside.get(name, 0) for _plain, inside in split]) for name in names})

    def column(self, name: str) -> Numbers:
        found = self.apart.get(name)
        return np.zeros(len(self), dtype=np.int32) if found is None else found

    def facts(self, row: int) -> dict[str, Any]:
        """Plain facts of one firm, as `due_between` takes them."""
        facts = dict(self.alike[self.place[row]])
        for name, column in self.apart.items():
            _put(facts, name, _value(name, int(column[row])))
        return facts


def ordinals(days: Sequence[date | None]) -> Numbers:
    return np.fromiter((day.toordinal() if day else 0 for day in days), dtype=np.int32, count=len(days))


def counts(numbers: Sequence[int | None]) -> Numbers:
    """One more than each, since none at all is known too."""
    found = (0 if number is None else number + 1 for number in numbers)
    return np.fromiter(found, dtype=np.int32, count=len(numbers))


def _value(name: str, number: int) -> Any:
    if not number:
        return None
    return number - 1 if name in COUNTS else date.fromordinal(number)


def _split(facts: Plain) -> tuple[Plain, dict[str, int]]:
    """The facts without those that stand apart, and these; what is no day or count stays, to be refused with the facts."""
    kept, apart = dict(facts), {}
    for name in APART:
        record, _dot, field = name.rpartition(".")
        inside = kept.get(record) if record else kept
        number = _number(name, inside.get(field)) if isinstance(inside, Mapping) else 0
        if number:
            apart[name] = number
            rest = {key: value for key, value in (inside or {}).items() if key != field}
            kept = {**kept, record: rest} if record else rest
    return kept, apart


def _number(name: str, value: Any) -> int:
    if value is None:
        return 0
    try:
        if name in COUNTS:
            return max(0, A_COUNT.validate_python(value) + 1)
        return (value if type(value) is date else A_DAY.validate_python(value)).toordinal()
    except ValidationError:
        return 0


def _put(facts: dict[str, Any], name: str, value: Any) -> None:
    record, _dot, field = name.rpartition(".")
    if value is None:
        return
    if record:
        facts[record] = {**(facts.get(record) or {}), field: value}
    else:
        facts[field] = value


class Kinds(Columns):
    """A row for each kind of firm that some duty may tell apart. `of_firm`: the kind of each firm, -1 if it is refused.

    A whole case is made only of the few kinds that a condition is tried on. What stands apart comes from its column, the
    rest from the facts that are alike.
    """

    def __init__(self, rulebook: Rulebook, firms: Firms, *, as_of: date) -> None:
        self.rulebook, self.firms, self.as_of = rulebook, firms, as_of
        cuts = _cuts(rulebook)
        lying = {name: _between(column, cuts.get(name, ())) for name, column in firms.apart.items()}
        good = np.flatnonzero(self._good(lying))
        self.first, place = combinations([firms.place[good], *(column[good] for column in lying.values())])
        self.first = good[self.first]
        self.of_firm: Codes = np.full(len(firms), -1, dtype=np.int64)
        self.of_firm[good] = place
        self._apart = {name: column[self.first] for name, column in lying.items()}
        self._alike = firms.place[self.first]
        self._plain = [self._case(plain) for plain in firms.alike]
        super().__init__(_Made(self))

    def _good(self, lying: Mapping[str, Codes]) -> NDArray[np.bool_]:
        """Whose facts are none that the vocabulary refuses: asked once for each that it can tell apart."""
        columns = [self.firms.place, *(lying[name] for name in VOCABULARY_CUTS if name in lying)]
        first, place = combinations(columns)
        good: NDArray[np.bool_] = np.array([_is_good(self.firms.facts(int(row))) for row in first], dtype=bool)[place]
        return good

    def _case(self, plain: Plain) -> Case:
        return _situation(self.rulebook, plain, self.as_of) if _is_good(plain) else {}

    def whole(self, row: int) -> Case:
        return _situation(self.rulebook, self.firms.facts(int(self.first[row])), self.as_of)

    def __len__(self) -> int:
        return len(self.first)

    def codes(self, scope: str | None, name: str) -> Codes:
        if scope is not None or name == WORKED_OUT_BY_CONDITIONS:
            return super().codes(scope, name)
        key = scope, name
        if key not in self._codes:
            self._codes[key] = self._coded(name)
        return self._codes[key]

    def _coded(self, name: str) -> Codes:
        """What is not known of a firm that has none of such records is not unknown: it is absent."""
        told = coded([case.get(name) for case in self._plain])
        spread: Codes = told[self._alike]
        if name not in self._apart:
            return spread
        apart = self._apart[name]
        return np.where(apart, apart + told.max(initial=0), spread)

    def items(self, name: str) -> Items:
        if name not in self._lists and name != WORKED_OUT_BY_CONDITIONS:
            self._lists[name] = Items([self._plain[place] for place in self._alike.tolist()], name)
        return super().items(name)


class _Made(Sequence[Case]):
    """The cases of kinds, each made when it is asked for."""

    def __init__(self, kinds: Kinds) -> None:
        self.kinds = kinds
        self._made: dict[int, Case] = {}

    def __len__(self) -> int:
        return len(self.kinds)

    def __getitem__(self, row: Any) -> Any:
        row = int(row)
        if not 0 <= row < len(self):
            raise IndexError(row)
        if row not in self._made:
            self._made[row] = self.kinds.whole(row)
        return self._made[row]


def _situation(rulebook: Rulebook, plain: Plain, as_of: date) -> Case:
    known = read_facts(plain)
    return situation(known, rulebook.on(known.as_of or as_of))


def _is_good(plain: Plain) -> bool:
    try:
        read_facts(plain)
    except FactsError:
        return False
    return True


def _between(column: Numbers, cuts: Sequence[int] | None) -> Codes:
    """Between which cuts each lies; unknown is a place of its own. Without limits each number is one of its own."""
    if cuts is None:
        return column.astype(np.int64)
    found: Codes = np.searchsorted(np.array((1, *cuts), dtype=np.int32), column, side="right")
    return found


@lru_cache(maxsize=8)
def _cuts(rulebook: Rulebook) -> dict[str, tuple[int, ...] | None]:
    """Of each fact that stands apart, from which number on conditions may answer otherwise; none: each may count."""
    found: dict[str, set[int] | None] = {
        name: {day.toordinal() for day in days} for name, days in VOCABULARY_CUTS.items()
    }
    for text in _texts(rulebook):
        for name, values in _asked(parse(text, rulebook.definitions)):
            sofar = found.setdefault(name, set())
            found[name] = None if values is None or sofar is None else sofar | _edges(name, values)
    return {name: None if edges is None else tuple(sorted(edges)) for name, edges in found.items()}


def _edges(name: str, values: Sequence[Any]) -> set[int]:
    numbers = (int(value) + 1 if name in COUNTS else value.toordinal() for value in values)
    return {edge for number in numbers for edge in (number, number + 1)}


def _texts(rulebook: Rulebook) -> Iterator[str]:
    """Every condition that a duty asks, or that something worked out for it does."""
    for duty in rulebook.records["duties"]:
        yield from (duty[key] for key in ("when", "who") if duty.get(key))
    for activity in rulebook.records["activities"]:
        yield from (one["when"] for one in activity["admission"] if one.get("when"))


def _asked(node: Any) -> Iterator[tuple[str, Sequence[Any] | None]]:
    """Facts that stand apart, with the values that each is compared with; none where it is asked in another way."""
    if isinstance(node, Known):
        return
    compared = _compared(node)
    if compared:
        yield compared
    elif isinstance(node, (Path, Word)) and node.name in APART:
        yield node.name, None
    elif isinstance(node, tuple):
        for one in node:
            yield from _asked(one)
    elif is_dataclass(node):
        for field in fields(node):
            yield from _asked(getattr(node, field.name))


def _compared(node: Any) -> tuple[str, Sequence[Any]] | None:
    match node:
        case Compare(Path(name), _sign, Literal(value)) if name in APART:
            return name, [value]
        case Between(Path(name), Literal(low), Literal(high)) if name in APART:
            return name, [low, high]
        case OneOf(Path(name), values) if name in APART:
            given = [one.value for one in values if isinstance(one, Literal)]
            return (name, given) if len(given) == len(values) else None
    return None
