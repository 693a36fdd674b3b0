"""Closures of the leaves: one comparison, one question."""

import operator
from collections.abc import Callable
from typing import Any

from kudosbay.rulebook.conditions.reason import Reason
from kudosbay.rulebook.conditions.resolving import Getter, Names
from kudosbay.rulebook.conditions.syntax import (
    Between,
    Call,
    Compare,
    Count,
    Has,
    Known,
    Literal,
    OneOf,
    Path,
    Truth,
    Word,
    written,
)
from kudosbay.rulebook.conditions.vocabulary import Sort
from kudosbay.rulebook.facts import Investor

INVESTOR = frozenset(Investor.model_fields)
Case = dict[str, Any]
Item = dict[str, Any]
Answer = bool | None
Test = Callable[[Case, Item], Answer]
Why = Callable[[Case, Item, Answer], tuple[Reason, ...]]  # the last: what the test answered
Closures = tuple[Test, Why]
PARTIAL = "#partial"  # in a case that says only some of what is known: what it lacks may be given or not


class Absent:
    """Stands for every field of a record that is known not to be there, such as the change of a new company."""

    def __eq__(self, _other: object) -> bool:
        return False

    def __hash__(self) -> int:
        return 0

    def __repr__(self) -> str:
        return "none"

    def _no(self, _other: object) -> bool:
        return False

    __lt__ = __le__ = __gt__ = __ge__ = _no


ABSENT = Absent()

SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def leaf(node: Any, names: Names) -> Closures:
    match node:
        case Known(path):
            return _known(path, names)
        case Has(path, _value):
            return _has(node, names)
        case Truth(operand):
            _need_yes_no(operand, names)
            test: Test = names.getter(operand)
        case Compare(operand):
            test = _compare(node, names)
        case Between(operand):
            test = _between(node, names)
        case OneOf(operand):
            test = _one_of(node, names)
    return test, _why(node, operand, names=names)


def _need_yes_no(operand: Path | Call, names: Names) -> None:
    if names.sort(operand).kind != "bool":
        raise names.wrong(f"{written(operand)} is not a yes/no fact: compare it with a value")


def _known(path: Path, names: Names) -> Closures:
    get, text = names.getter(path), f"known({path.name})"

    def test(case: Case, item: Item) -> bool | None:
        value = get(case, item)
        if value is None and PARTIAL in case:
            return None
        return value is not None and value is not ABSENT

    def why(_case: Case, item: Item, answer: Answer) -> tuple[Reason, ...]:
        return (Reason(text, answer, _fact(path.name, names, item)),)

    return test, why


def _has(node: Has, names: Names) -> Closures:
    name = node.path.name
    sort = names.sort_of(name)
    if sort.kind != "list":
        raise names.wrong(f"{name} is not a list")
    get, value = names.getter(node.path), names.value(node.value, sort)
    maybe = name + "?"

    def test(case: Case, item: Item) -> bool | None:
        values = get(case, item)
        if values is None:
            return None
        if value in values:
            return True
        return None if value in case.get(maybe, ()) else False

    return test, _why(node, node.path, names=names)


def _compare(node: Compare, names: Names) -> Test:
    sort = names.sort(node.operand)
    left, act = names.getter(_single(node.operand)), SIGNS[node.sign]
    if node.sign not in {"==", "!="} and sort.kind not in {"number", "date"}:
        raise names.wrong(f"{written(node.operand)} has no order: use == or in")
    right = names.value(node.value, sort)
    if callable(right):
        return _compare_two(left, act, right)

    def test(case: Case, item: Item) -> bool | None:
        value = left(case, item)
        return None if value is None else act(value, right)

    return test


def _compare_two(left: Getter, act: Callable[[Any, Any], bool], right: Getter) -> Test:
    def test(case: Case, item: Item) -> bool | None:
        one, other = left(case, item), right(case, item)
        return None if one is None or other is None else act(one, other)

    return test


def _between(node: Between, names: Names) -> Test:
    sort, get = names.sort(node.operand), names.getter(_single(node.operand))
    low, high = _plain(node.low, sort, names), _plain(node.high, sort, names)

    def test(case: Case, item: Item) -> bool | None:
        value = get(case, item)
        return None if value is None else low <= value <= high

    return test


def _one_of(node: OneOf, names: Names) -> Test:
    sort, get = names.sort(node.operand), names.getter(_single(node.operand))
    values = frozenset(_plain(value, sort, names) for value in node.values)
    negated = node.negated

    def test(case: Case, item: Item) -> bool | None:
        value = get(case, item)
        return None if value is None else (value in values) is not negated

    return test


def _plain(value: Literal | Word, sort: Sort, names: Names) -> Any:
    if isinstance(value, Word) and not sort.words and sort.kind == "word":
        return value.name
    found = names.value(value, sort)
    if callable(found):
        raise names.wrong(f"{written(value)} is a fact: only plain values stand here")
    return found


def _single(operand: Any) -> Path | Call:
    if isinstance(operand, Count):
        raise TypeError("counts have closures of their own")
    return operand  # type: ignore[no-any-return]


def counted(node: Any, names: Names, test_one: Test) -> Closures:
    """`count(list, cond) > 3`: true or false only if every number still possible says so."""
    if not isinstance(node, Compare):
        raise names.wrong("compare count(…) with ==, !=, <, <=, > or >=")
    key, act, text = node.operand.items, SIGNS[node.sign], written(node)  # type: ignore[union-attr]
    bound = _plain(node.value, names.sort(node.operand), names)

    def test(case: Case, _item: Item) -> bool | None:
        items = case.get(key)
        if items is None:
            return None
        found = [test_one(case, one) if "?" not in one else None for one in items]
        least = found.count(True)
        answers = {act(number, bound) for number in range(least, least + found.count(None) + 1)}
        return answers.pop() if len(answers) == 1 else None

    return test, lambda case, _item, answer: reasons(text, answer, key, case=case)


def _why(node: Any, operand: Any, *, names: Names) -> Why:
    path = operand.path if isinstance(operand, Call) else operand
    name, text, other = path.name, written(node), _other_fact(node, names)
    get, looked_up, scoped = names.getter(path), path is not operand, names.scoped(path.name)

    def why(case: Case, item: Item, answer: Answer) -> tuple[Reason, ...]:
        given = get(case, item)
        if answer is None:
            return _why_unknown(text, (name, given, other), names=names, case=case, item=item)
        said = text.replace(f"({name})", f"({given})", 1) if looked_up else text
        return (Reason(said, answer, _fact(name, names, item) if scoped else name, given),)

    return why


def _why_unknown(
    text: str, fact: tuple[str, Any, str | None], *, names: Names, case: Case, item: Item
) -> tuple[Reason, ...]:
    """`fact`: its name, what is known of it, and the fact on the right side, if there is one."""
    name, given, other = fact
    if given is not None and other is not None:
        return (Reason(text, None, _fact(other, names, item)),)
    if given is None and name in case.get("?", ()):
        return reasons(text, None, name, case=case)
    said = text if given is None else text.replace(f"({name})", f"({given})", 1)
    return (Reason(said, None, _fact(name, names, item), given),)


def _other_fact(node: Any, names: Names) -> str | None:
    value = getattr(node, "value", None)
    return value.name if isinstance(value, Word) and names.has(value.name) else None


def _fact(name: str, names: Names, item: Item) -> str:
    """A person who also invests has one record in the facts for each; name the one that holds this fact."""
    if not names.scoped(name):
        return name
    owner = "@investor" if name in INVESTOR else "@person"
    label = item.get(owner) or item.get("@investor") or item.get("@person") or names.scope
    return f"{label}.{name}"


def reasons(text: str, value: bool | None, name: str, *, case: Case) -> tuple[Reason, ...]:  # noqa: FBT001 - a logical value, not a switch
    """One reason, or for an unknown worked-out value one for each fact it waits for."""
    waits = case.get("?", {}).get(name) if value is None else None
    return tuple(Reason(text, value, fact) for fact in waits) if waits else (Reason(text, value, name),)
