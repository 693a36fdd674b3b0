"""Tree → two closures: `test` answers true, false or unknown (None); `decided` lists the leaves behind that answer.

Both take the case (path → value) and the item in hand (field → value; `@…` names it for people, `?` holds the facts
that would have to be known to say whether the item is there at all).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kudosbay.rulebook.conditions import leaves
from kudosbay.rulebook.conditions.leaves import Answer, Case, Closures, Item, Test, Why
from kudosbay.rulebook.conditions.parser import parse
from kudosbay.rulebook.conditions.reason import Reason
from kudosbay.rulebook.conditions.resolving import Names
from kudosbay.rulebook.conditions.syntax import And, Count, Node, Not, Or, Quantified, written
from kudosbay.rulebook.conditions.vocabulary import Vocabulary

NOBODY: Item = {}


@dataclass(frozen=True, slots=True)
class Condition:
    text: str
    test: Test
    decided: Why
    facts: frozenset[str] = field(compare=False)
    parts: tuple[Test, ...] = field(default=(), compare=False)  # of a condition that is parts joined by and

    def narrowed(self, case: Case) -> Test:
        """The test without the parts that this case, which knows only some facts, already settles as true."""
        open_parts = [part for part in self.parts if part(case, NOBODY) is not True]
        if not self.parts or not open_parts:
            return self.test
        return open_parts[0] if len(open_parts) == 1 else joined(tuple(open_parts))

    def of(self, case: Case) -> bool | None:
        return self.test(case, NOBODY)

    def why(self, case: Case, item: Item) -> tuple[Reason, ...]:
        return self.decided(case, item, self.test(case, item))

    def because(self, case: Case) -> tuple[Reason, ...]:
        return self.why(case, NOBODY)


def compile_condition(
    text: str,
    *,
    vocabulary: Vocabulary,
    definitions: Mapping[str, str] | None = None,
    tables: Mapping[str, Callable[..., Any]] | None = None,
    scope: str | None = None,
) -> Condition:
    """`scope` names the list whose item the condition is about (`investors`, `people`, …), if any."""
    node = parse(text, definitions)
    names = Names(text, vocabulary, tables or {}, scope=scope)
    test, why = _closures(node, names)
    parts = tuple(_closures(part, names)[0] for part in flat_parts(node, And))
    return Condition(text, test, why, frozenset(names.used), parts)


def flat_parts(node: Node, kind: type[And | Or]) -> list[Node]:
    return [one for part in node.parts for one in flat_parts(part, kind)] if isinstance(node, kind) else [node]


def _closures(node: Node, names: Names) -> Closures:
    match node:
        case And():
            return _and([_closures(part, names) for part in flat_parts(node, And)])
        case Or():
            return _or([_closures(part, names) for part in flat_parts(node, Or)])
        case Not(part):
            return _not(_closures(part, names))
        case Quantified():
            return _quantified(node, names)
        case _:
            return _leaf(node, names)


def _leaf(node: Node, names: Names) -> Closures:
    operand = getattr(node, "operand", None)
    if isinstance(operand, Count):
        inner = names.over(operand.items)
        test, _why = _closures(operand.part, inner)
        return leaves.counted(node, names, test)
    return leaves.leaf(node, names)


def _and(parts: list[Closures]) -> Closures:
    test = joined(tuple(test for test, _why in parts))
    return test, _decisive(parts, alike=True)


def joined(tests: tuple[Test, ...]) -> Test:
    def test(case: Case, item: Item) -> bool | None:
        answer: bool | None = True
        for one in tests:
            value = one(case, item)
            if value is False:
                return False
            if value is None:
                answer = None
        return answer

    return test


def _or(parts: list[Closures]) -> Closures:
    tests = tuple(test for test, _why in parts)

    def test(case: Case, item: Item) -> bool | None:
        answer: bool | None = False
        for one in tests:
            value = one(case, item)
            if value:
                return True
            if value is None:
                answer = None
        return answer

    return test, _decisive(parts, alike=False)


def _decisive(parts: list[Closures], *, alike: bool) -> Why:
    """The parts that came out like the whole decided it; for the answer `alike` that is all of them."""

    def why(case: Case, item: Item, answer: Answer) -> tuple[Reason, ...]:
        found: list[Reason] = []
        for test, reasons in parts:
            if answer is alike or test(case, item) is answer:
                found += reasons(case, item, answer)
        return tuple(found)

    return why


def _not(part: Closures) -> Closures:
    inner, why = part

    def test(case: Case, item: Item) -> bool | None:
        value = inner(case, item)
        return None if value is None else not value

    def why_not(case: Case, item: Item, answer: Answer) -> tuple[Reason, ...]:
        return why(case, item, None if answer is None else not answer)

    return test, why_not


def _quantified(node: Quantified, names: Names) -> Closures:
    inner = names.over(node.items)
    one = _closures(node.part, inner)
    test = _test_items(node, one[0])
    text, key, stop = written(node), node.items, not node.every

    def why(case: Case, _item: Item, answer: Answer) -> tuple[Reason, ...]:
        items = case.get(key)
        if not items:
            return leaves.reasons(text, answer, key, case=case)
        if answer is stop:
            first = next(each for each in items if "?" not in each and one[0](case, each) is stop)
            return one[1](case, first, stop)
        found = [reason for each in items for reason in _why_item(each, case, closures=one)]
        return tuple(reason for reason in found if reason.value is None or answer is not None)

    return test, why


def _test_items(node: Quantified, test_one: Test) -> Test:
    """`any` ends at the first that is true, `all` at the first that is false; who may not be there decides nothing."""
    key, stop = node.items, not node.every

    def test(case: Case, _item: Item) -> bool | None:
        items = case.get(key)
        if items is None:
            return None
        answer: bool | None = not stop
        for each in items:
            value = test_one(case, each)
            if value is stop and "?" not in each:
                return stop
            if value is stop or value is None:
                answer = None
        return answer

    return test


def _why_item(item: Item, case: Case, *, closures: Closures) -> list[Reason]:
    test, why = closures
    answer = test(case, item)
    missing = item.get("?", ()) if answer is not False else ()
    return [*why(case, item, answer), *(Reason(f"known({fact})", None, fact) for fact in missing)]
