"""Ours and the limit by turns, so that a busy machine slows both: medians over rounds, in milliseconds of CPU."""

import time
from collections.abc import Callable
from statistics import median
from typing import Any

Act = Callable[[], Any]


def milliseconds(act: Act, times: int) -> tuple[float, float]:
    """Return what one time costs of the processor, and by the clock on the wall."""
    begin, wall = time.process_time(), time.perf_counter()
    for _ in range(times):
        act()
    return (time.process_time() - begin) * 1000 / times, (time.perf_counter() - wall) * 1000 / times


def by_turns(acts: dict[str, Act], *, rounds: int = 3, times: int = 20, before: Act = lambda: None) -> dict[str, float]:
    """Return the median of each act, and of ours by the wall; each is done once before anything is measured.

    `before` makes the ground ready for a round, and is not measured.
    """
    for act in acts.values():
        before()
        act()
    seen: dict[str, list[tuple[float, float]]] = {name: [] for name in acts}
    for _ in range(rounds):
        for name, act in acts.items():
            before()
            seen[name].append(milliseconds(act, times))
    found = {name: round(median(cpu for cpu, _wall in values), 4) for name, values in seen.items()}
    return found | {"wall": round(median(wall for _cpu, wall in seen["ours"]), 4)}


def line(what: str, acts: dict[str, Act], **options: Any) -> dict[str, Any]:
    """Return one line of the table; `acts` has "ours" and, where there is one, "limit"."""
    found = by_turns(acts, **options)
    ratio = round(found["ours"] / found["limit"], 2) if found.get("limit") else None
    return {"what": what, **found, "ratio": ratio, "unit": "ms"}
