"""Which step comes after which: patterns → edges, edges → an order in which all can be done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """The graph of one plan. Indexes point into `ids`, which stand in an order that respects `before`."""

    ids: tuple[str, ...]
    before: tuple[tuple[int, ...], ...]  # for each step, what must be finished
    leader: tuple[int, ...]  # the step in whose session it happens; itself if none
    after: tuple[tuple[str, ...], ...]  # `before`, as ids
    session: tuple[str | None, ...]  # `leader`, as id; null if none


def matching(pattern: str, ids: Iterable[str]) -> list[str]:
    """`amr.*` and `(trade.fto)` → ids."""
    plain = pattern.strip("()")
    if plain.endswith("*"):
        return [one for one in ids if one.startswith(plain[:-1])]
    return [one for one in ids if one == plain]


class Graph:
    """All edges that the rules state, whichever of the steps a plan then holds."""

    def __init__(self, steps: Iterable[Mapping[str, object]]) -> None:
        steps = list(steps)
        self.ids = list(dict.fromkeys(str(step["id"]) for step in steps))
        self.leaders: dict[str, list[str]] = {one: [] for one in self.ids}
        self.preceding: dict[str, set[str]] = {one: set() for one in self.ids}
        self.only_if_there: set[tuple[str, str]] = set()
        for step in steps:
            self._read(step)
        for one, leaders in self.leaders.items():
            for leader in leaders:
                self.preceding[leader] |= self.preceding[one] - {leader, one}
        self.shape = lru_cache(maxsize=4096)(self._shape)

    def _read(self, step: Mapping[str, object]) -> None:
        one = str(step["id"])
        for pattern in step["after"]:  # type: ignore[attr-defined]
            found_before = {found for found in matching(pattern, self.ids) if found != one}
            self.preceding[one] |= found_before
            if pattern.startswith("("):
                self.only_if_there |= {(found, one) for found in found_before}
        for pattern in step["before"]:  # type: ignore[attr-defined]
            for found in matching(pattern, self.ids):
                if found != one:
                    self.preceding[found].add(one)
        for pattern in step["with"]:  # type: ignore[attr-defined]
            self.leaders[one] += [found for found in matching(pattern, self.ids) if found != one]

    def circle(self) -> list[str]:
        """Steps that wait for one another; empty if there are none."""
        try:
            self.order()
        except CycleError as error:
            return list(error.args[1])
        return []

    def order(self) -> list[str]:
        place = {one: index for index, one in enumerate(self.ids)}
        waits = {one: self.preceding[one] | set(self.leaders[one]) for one in self.ids}
        return list(TopologicalSorter({one: sorted(waits[one], key=place.__getitem__) for one in waits}).static_order())

    def _shape(self, present: frozenset[str], skipped: frozenset[str]) -> Shape:
        """A step that is not there, or may be skipped, hands on what it waits for to those that wait for it,
        except to those that wait for it only if it is there.
        """
        order = [one for one in self._placed if one in present]
        place = {one: index for index, one in enumerate(order)}
        reach: dict[str, frozenset[str]] = {}
        direct: dict[str, frozenset[str]] = {}
        for one in self._placed:
            direct[one] = frozenset().union(
                *(
                    frozenset({before} & (present - skipped)) if (before, one) in self.only_if_there else reach[before]
                    for before in self.preceding[one]
                )
            )
            reach[one] = frozenset({one}) if one in present - skipped else direct[one]
        leaders = [next((place[lead] for lead in self.leaders[one] if lead in place), place[one]) for one in order]
        before = _reduced([{place[found] for found in direct[one] if found in place} for one in order])
        after = tuple(tuple(order[one] for one in each) for each in before)
        session = tuple(order[lead] if lead != own else None for own, lead in enumerate(leaders))
        return Shape(tuple(order), before, tuple(leaders), after, session)

    @property
    def _placed(self) -> list[str]:
        if not hasattr(self, "_order"):
            self._order = self.order()
        return self._order


def _reduced(before: list[set[int]]) -> tuple[tuple[int, ...], ...]:
    """Leaves out what another predecessor already waits for."""
    all_before: list[set[int]] = []
    for direct in before:
        all_before.append(direct.union(*(all_before[one] for one in direct)))
    return tuple(
        tuple(sorted(one for one in direct if not any(one in all_before[other] for other in direct)))
        for direct in before
    )
