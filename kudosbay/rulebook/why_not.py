"""What would have to differ: the smallest sets of facts that would turn a condition round."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kudosbay.rulebook.conditions import Reason
from kudosbay.rulebook.conditions.compiling import NOBODY, flat_parts
from kudosbay.rulebook.conditions.leaves import Case, Item
from kudosbay.rulebook.conditions.parser import parse
from kudosbay.rulebook.conditions.syntax import And, Compare, Node, Not, Or, Path, Quantified, Word, written
from kudosbay.rulebook.load import Rulebook

OF_ACTIVITIES = ("admissions", "address_terms")
MOST = 8  # alternatives that are followed; the shortest come first


@dataclass(frozen=True, slots=True)
class Turn:
    """One leaf that would have to come out as `wanted`; `reason` says how it came out, and for which fact."""

    reason: Reason
    wanted: bool


Way = tuple[Turn, ...]


def ways_to(
    rulebook: Rulebook, text: str, case: Case, *, wanted: bool, item: Item = NOBODY, scope: str | None = None
) -> list[Way]:
    """Each way is a set of leaves that must turn together; `[()]` if the condition comes out so already."""
    return _Ways(rulebook, case, wanted=wanted).to(parse(text, rulebook.definitions), item=item, scope=scope)


class _Ways:
    def __init__(self, rulebook: Rulebook, case: Case, *, wanted: bool) -> None:
        self.rulebook, self.case, self.wanted = rulebook, case, wanted

    def to(self, node: Node, *, item: Item, scope: str | None) -> list[Way]:
        match node:
            case Not(part):
                return _Ways(self.rulebook, self.case, wanted=not self.wanted).to(part, item=item, scope=scope)
            case And() | Or():
                parts = [self.to(one, item=item, scope=scope) for one in flat_parts(node, type(node))]
                return _together(parts) if isinstance(node, And) is self.wanted else _any_of(parts)
            case Quantified() if self.case.get(node.items) and not (self.wanted and node.items in OF_ACTIVITIES):
                ways = [self.to(node.part, item=one, scope=node.items) for one in self.case[node.items]]
                return _together(ways) if node.every is self.wanted else _any_of(ways)
        return self._leaf(node, item=item, scope=scope)

    def _leaf(self, node: Node, *, item: Item, scope: str | None) -> list[Way]:
        condition = self.rulebook.condition(written(node), scope=scope)
        answer = condition.test(self.case, item)
        if answer is self.wanted:
            return [()]
        if scope in OF_ACTIVITIES:
            return [(Turn(_of_activity(node, item, self.case), self.wanted),)]
        reasons = condition.decided(self.case, item, answer)
        fact, given = (reasons[0].fact, reasons[0].given) if reasons else (None, None)
        return [(Turn(Reason(written(node), answer, fact, given), self.wanted),)]


def _of_activity(node: Node, item: Item, case: Case) -> Reason:
    """Entries of the lists are no facts of the case: what can differ is the activity, or the fact they are held against."""
    match node:
        case Compare(Path(field), "==", Word(fact)) if field in item and fact in case:
            return Reason(f"{fact} == {item[field]}", True, fact, case[fact])
        case Compare(Path(fact), sign, Word(field)) if field in item and fact in case:
            return Reason(f"{fact} {sign} {item[field]}", True, fact, case[fact])
    return Reason(f"has(activities, {item['activity']})", True, "activities", case.get("activities"))


def _any_of(parts: Iterable[list[Way]]) -> list[Way]:
    return _shortest(way for part in parts for way in part)


def _together(parts: Iterable[list[Way]]) -> list[Way]:
    ways: list[Way] = [()]
    for part in parts:
        ways = _shortest((*way, *(turn for turn in other if turn not in way)) for way in ways for other in part)
    return ways


def _shortest(ways: Iterable[Way]) -> list[Way]:
    """Those that are enough: a way that holds all of a shorter one says nothing more."""
    enough: list[tuple[set[Any], Way]] = []
    for way in sorted(ways, key=len):
        keys = {(turn.reason.condition, turn.reason.fact, turn.wanted) for turn in way}
        if not any(found <= keys for found, _way in enough):
            enough.append((keys, way))
    return [way for _keys, way in enough[:MOST]]
