"""The wall: all main figures, then one figure a slide, then the groups and the charts; each slide has its own address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

PER_SLIDE: Final = 8
Address = Callable[[dict[str, str]], str]  # the query of a slide becomes its address
SECONDS: Final = 20  # how long a slide stays when the wall runs by itself


@dataclass(frozen=True, slots=True)
class Slide:
    """Exactly one of the three: several figures (under a title, if any), one figure, or a chart with its unit."""

    cards: list[dict[str, Any]] = field(default_factory=list)
    title: Any = ""
    card: dict[str, Any] | None = None
    chart: dict[str, Any] | None = None


def slides(shown: Mapping[str, Any]) -> list[Slide]:
    """Return the slides of an overview's context, first to last."""
    each = [Slide(card=card) for card in shown["head"]]
    groups = [
        Slide(group["cards"][start : start + PER_SLIDE], title=group["title"])
        for group in shown["groups"]
        for start in range(0, len(group["cards"]), PER_SLIDE)
    ]
    charts = [Slide(chart=chart) for chart in shown["charts"] if chart["rows"]]
    return [Slide(list(shown["head"])), *each, *groups, *charts]


def slide_page(shown: Mapping[str, Any], asked: Mapping[str, str], address: Address) -> dict[str, Any]:
    """Return one slide and the ways from it; what is no number of a slide is the first."""
    made, runs = slides(shown), asked.get("run") == "1"

    def way(slide: int, *, running: bool = runs) -> str:
        return address({"slide": str(slide)} | ({"run": "1"} if running else {}))

    place = asked.get("slide", "")
    here = (
        int(place) if place.isascii() and place.isdecimal() and len(place) < 4 and 1 <= int(place) <= len(made) else 1
    )
    onward = here + 1 if here < len(made) else 1 if runs else 0
    return {
        "slide": here,
        "slides": len(made),
        "shown": made[here - 1],
        "before_href": way(here - 1) if here > 1 else "",
        "after_href": way(onward) if onward else "",
        "seconds": SECONDS if runs else 0,
        "run_href": way(here, running=not runs),
    }
