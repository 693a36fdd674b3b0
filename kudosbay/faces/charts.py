"""Where the bars of a chart stand, in per cent of its width; the template only draws them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

TICKS = 5


class LaneStep(Protocol):
    """A step with days; `turn` is founder, centre or authority; `latest` is the last day it may take."""

    @property
    def label(self) -> str: ...
    @property
    def turn(self) -> str: ...
    @property
    def start(self) -> date: ...
    @property
    def end(self) -> date: ...
    @property
    def latest(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class LaneBar:
    label: str
    turn: str
    start: date
    end: date
    latest: date
    x: float
    width: float
    slack: float


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


def lay_lanes(steps: Sequence[LaneStep], *, today: date | None = None) -> Lanes | None:
    """Days on one axis from the first start to the last end; None when nothing has days yet."""
    dated = [step for step in steps if step.start and step.end]
    if not dated:
        return None
    first, last = min(step.start for step in dated), max(_latest(step) for step in dated)
    days = (last - first).days + 1
    return Lanes(
        bars=tuple(_bar(step, first=first, days=days) for step in dated),
        ticks=_ticks(first, days),
        today=_share(first, today, days) if today and first <= today <= last else None,
    )


def _latest(step: LaneStep) -> date:
    return getattr(step, "latest", None) or step.end


def _share(first: date, day: date, days: int) -> float:
    return round((day - first).days * 100 / days, 2)


def _bar(step: LaneStep, *, first: date, days: int) -> LaneBar:
    one, latest = 100 / days, _latest(step)
    return LaneBar(
        label=step.label,
        turn=step.turn,
        start=step.start,
        end=step.end,
        latest=latest,
        x=_share(first, step.start, days),
        width=round(((step.end - step.start).days + 1) * one, 2),
        slack=round((latest - step.end).days * one, 2),
    )


def _ticks(first: date, days: int) -> tuple[Tick, ...]:
    gap = max(1, -(-days // TICKS))
    return tuple(Tick(first + timedelta(days=n), round(n * 100 / days, 2)) for n in range(0, days, gap))


def lay_bars(rows: Iterable[tuple[str, float] | tuple[str, float, str]]) -> list[Bar]:
    """Rows of (label, value[, href]); the widest bar is the whole width, and zero is its start."""
    listed = list(rows)
    most = max((float(row[1]) for row in listed), default=0) or 1
    return [
        Bar(str(row[0]), float(row[1]), round(float(row[1]) * 100 / most, 2), str(row[2]) if len(row) > 2 else "")
        for row in listed
    ]
