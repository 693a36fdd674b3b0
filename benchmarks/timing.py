"""Ours and the limit by turns, so that a busy machine slows both: medians over rounds, in milliseconds of CPU."""

import time
from collections.abc import Callable
from statistics import median
from typing import Any

Act = Callable[[], Any]


def milliseconds(act: Act, times: int) -> float:
    begin = time.process_time()
    for _ in range(times):
        act()
    return (time.process_time() - begin) * 1000 / times


def by_turns(acts: dict[str, Act], *, rounds: int = 3, times: int = 20) -> dict[str, float]:
    """Return the median of each act; each is done once before anything is measured."""
    for act in acts.values():
        act()
    seen: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(rounds):
        for name, act in acts.items():
            seen[name].append(milliseconds(act, times))
    return {name: round(median(values), 4) for name, values in seen.items()}


def line(what: str, acts: dict[str, Act], **options: int) -> dict[str, Any]:
    """Return one line of the table; `acts` has "ours" and, where there is one, "limit"."""
    found = by_turns(acts, **options)
    ratio = round(found["ours"] / found["limit"], 2) if found.get("limit") else None
    return {"what": what, **found, "ratio": ratio, "unit": "ms"}
