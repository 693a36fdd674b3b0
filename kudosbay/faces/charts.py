"""Where the bars of a chart stand, in per cent of its width; the template only draws them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

TICKS = 4
LAST_TICK = 86  # per cent; a later date would be written past the edge


@dataclass(frozen=True, slots=True)
class LaneBar:
    label: str
    turn: str
    start: date
    end: date
    latest: date
    x: float = 0
    width: float = 0
    slack: float = 0


@dataclass(frozen=True, slots=True)
class Tick:
    day: date
    x: float


@dataclass(frozen=True, slots=True)
class Lanes:
    bars: tuple[LaneBar, ...]
    ticks: tuple[Tick, ...]
    today: float | None


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: float
    width: float
    href: str


def lay_lanes(steps: Iterable[Any], *, today: date | None = None) -> Lanes | None:
    """Days on one axis from the first start to the last end; None when nothing has days yet.

    A step (object or mapping) has label, turn (founder, centre, authority), start, end, and latest: the last day
    it may take, or None.
    """
    bars = [bar for bar in map(_unplaced, steps) if bar]
    if not bars:
        return None
    first, last = min(bar.start for bar in bars), max(bar.latest for bar in bars)
    days = (last - first).days + 1
    return Lanes(
        bars=tuple(_placed(bar, first=first, days=days) for bar in bars),
        ticks=_ticks(first, days),
        today=_share(first, today, days) if today and first <= today <= last else None,
    )


def _unplaced(step: Any) -> LaneBar | None:
    start, end = _read(step, "start"), _read(step, "end")
    if not (start and end):
        return None
    return LaneBar(str(_read(step, "label")), str(_read(step, "turn")), start, end, _read(step, "latest") or end)


def _read(step: Any, name: str) -> Any:
    return step.get(name) if isinstance(step, Mapping) else getattr(step, name, None)


def _placed(bar: LaneBar, *, first: date, days: int) -> LaneBar:
    return replace(
        bar,
        x=_share(first, bar.start, days),
        width=_share(bar.start, bar.end + timedelta(days=1), days),
        slack=_share(bar.end, bar.latest, days),
    )


def _share(first: date, day: date, days: int) -> float:
    return round((day - first).days * 100 / days, 2)


def _ticks(first: date, days: int) -> tuple[Tick, ...]:
    gap = max(1, -(-days // TICKS))
    marks = (Tick(first + timedelta(days=n), round(n * 100 / days, 2)) for n in range(0, days, gap))
    return tuple(mark for mark in marks if mark.x <= LAST_TICK)


def lay_bars(rows: Iterable[tuple[str, float] | tuple[str, float, str]]) -> list[Bar]:
    """Rows of (label, value[, href]); the widest bar is the whole width, and zero is its start."""
    listed = list(rows)
    most = max((float(row[1]) for row in listed), default=0) or 1
    return [
        Bar(str(row[0]), float(row[1]), round(float(row[1]) * 100 / most, 2), str(row[2]) if len(row) > 2 else "")
        for row in listed
    ]
