"""When it will be over: from the rules' typical days, and from what the centre's own finished cases took.

All days are Chinese working days. A finished case is measured as a *stretch*: what it took, divided by the middle of
what the rules would have said for it. So cases of different lengths can be laid together, and a case that is half
done is stretched in what is left of it only. Quantiles of the stretch are drawn towards the rules' own range, as if
the rules had finished `WEIGHT` cases themselves; with fewer than `MINIMUM` alike cases the rules speak alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor
from statistics import median
from typing import Final

MINIMUM: Final = 20
WEIGHT: Final = 10
WIDE: Final = (0.1, 0.9)  # eight cases in ten end within
HALF: Final = (0.25, 0.75)
# What must be the same, most special first: with too few cases alike the next is tried.
LEVELS: Final = (("form", "route", "season"), ("form", "route"), ("authority", "route"), ("authority",))


@dataclass(frozen=True, slots=True)
class Kind:
    """`route`: how the owners' papers are proved, the slowest of them. `season`: the quarter of the opening."""

    form: str
    route: str
    authority: str
    season: int


@dataclass(frozen=True, slots=True)
class Finished:
    """`typical`: what the rules would have said at the opening, at best and at worst."""

    kind: Kind
    typical: tuple[int, int]
    days: int
    begun: date
    done: date

    @property
    def stretch(self) -> float:
        return self.days / _middle(self.typical)


@dataclass(frozen=True, slots=True)
class Outlook:
    """Days that are left. `level`: what the cases it rests on share; empty where the rules speak alone.

    `took`: between which days the middle half of those cases ended, from opening to end.
    """

    wide: tuple[int, int]
    half: tuple[int, int]
    middle: int
    level: tuple[str, ...] = ()
    count: int = 0
    since: date | None = None
    took: tuple[int, int] | None = None


def outlook(history: Sequence[Finished], kind: Kind, *, left: tuple[int, int]) -> Outlook:
    """`left`: what the rules say is left, at best and at worst."""
    level, alike = alike_to(history, kind)
    if not alike:
        return by_rules(left)
    stretches = sorted(one.stretch for one in alike)
    days = sorted(one.days for one in alike)
    middle, weight = _middle(left), len(alike)

    def at(share: float) -> float:
        own = quantile(stretches, share) * middle
        return (weight * own + WEIGHT * _between(left, share)) / (weight + WEIGHT)

    return Outlook(
        wide=(floor(at(WIDE[0])), ceil(at(WIDE[1]))),
        half=(floor(at(HALF[0])), ceil(at(HALF[1]))),
        middle=round(at(0.5)),
        level=level,
        count=weight,
        since=min(one.begun for one in alike),
        took=(floor(quantile(days, HALF[0])), ceil(quantile(days, HALF[1]))),
    )


def by_rules(left: tuple[int, int]) -> Outlook:
    """Nothing but the rules: their whole range, and the middle half of it."""
    half = floor(_between(left, HALF[0])), ceil(_between(left, HALF[1]))
    return Outlook(wide=left, half=half, middle=round(_middle(left)))


def alike_to(history: Sequence[Finished], kind: Kind) -> tuple[tuple[str, ...], list[Finished]]:
    """Return the first level at which there are enough cases, with these cases."""
    for level in LEVELS:
        wanted = [getattr(kind, name) for name in level]
        found = [one for one in history if [getattr(one.kind, name) for name in level] == wanted]
        if len(found) >= MINIMUM:
            return level, found
    return (), []


def quantile(ordered: Sequence[float], share: float) -> float:
    """Between the two nearest values, as much as the share lies between their places."""
    place = share * (len(ordered) - 1)
    low = floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def _middle(span: tuple[int, int]) -> float:
    return max(0.5, (span[0] + span[1]) / 2)


def _between(span: tuple[int, int], share: float) -> float:
    return span[0] + share * (span[1] - span[0])


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of cases that ended within the range, and how far the middle was from the truth on average, in days."""

    count: int
    half: float
    wide: float
    error: float


@dataclass(frozen=True, slots=True)
class Tested:
    """`own` and `rules` over the same cases: those for which there were enough finished ones at their opening."""

    own: Score
    rules: Score
    without: int  # opened when there were too few alike
    first: date | None = None
    last: date | None = None
    typical: tuple[float, float] = (0, 0)  # medians of what the rules said
    took: float = 0  # median of what it took


def back_test(history: Iterable[Finished]) -> Tested:
    """Each case is foretold from the cases that were done on the day before it began; nothing later is known."""
    ordered = sorted(history, key=lambda one: (one.begun, one.done))
    told = [
        (one, outlook([past for past in ordered if past.done < one.begun], one.kind, left=one.typical))
        for one in ordered
    ]
    judged = [(one, found) for one, found in told if found.level]
    return Tested(
        own=_score(judged),
        rules=_score([(one, by_rules(one.typical)) for one, _found in judged]),
        without=len(told) - len(judged),
        first=judged[0][0].begun if judged else None,
        last=judged[-1][0].begun if judged else None,
        typical=(_median(one.typical[0] for one, _f in judged), _median(one.typical[1] for one, _f in judged)),
        took=_median(one.days for one, _f in judged),
    )


def _median(values: Iterable[float]) -> float:
    return median([*values] or [0])


def _score(judged: Sequence[tuple[Finished, Outlook]]) -> Score:
    if not judged:
        return Score(0, 0.0, 0.0, 0.0)
    count = len(judged)
    return Score(
        count=count,
        half=sum(found.half[0] <= one.days <= found.half[1] for one, found in judged) / count,
        wide=sum(found.wide[0] <= one.days <= found.wide[1] for one, found in judged) / count,
        error=sum(abs(found.middle - one.days) for one, found in judged) / count,
    )
