"""How the papers of a country or region are proved: the route of a day, how that changed, and how long it takes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Final

from kudosbay.rulebook.facts import read_facts
from kudosbay.rulebook.load import Rulebook
from kudosbay.rulebook.plan import make_plan
from kudosbay.rulebook.records import Data, Record
from kudosbay.rulebook.schedule import days_told
from kudosbay.rulebook.situation import situation
from kudosbay.rulebook.tables import HK_MO_TW

DAY: Final = timedelta(days=1)
# Whose paper: its class, and what is known of the holder.
HOLDERS: Final[Mapping[str, tuple[str, Mapping[str, Any]]]] = MappingProxyType(
    {
        "here": ("identity", {"kind": "natural", "in_china": True}),
        "outside": ("identity", {"kind": "natural", "in_china": False}),
        "company": ("qualification", {"kind": "entity"}),
        "signed": ("signature", {"kind": "natural", "in_china": False}),
        "personal": ("personal", {"kind": "natural", "in_china": False}),
    }
)
PROVED_THERE: Final = "company"  # no way around: its papers come from where it is registered
PROVING: Final = "docs.authenticate"


@dataclass(frozen=True, slots=True)
class Period:
    """The days on which these routes count; open at an end where `first` or `last` is null."""

    routes: tuple[Record, ...]
    first: date | None
    last: date | None

    def holds(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def routes(rulebook: Rulebook, country: str, *, holder: str, day: date) -> tuple[Record, ...]:
    """The route that counts; several where a person must decide, and none where nothing fits."""
    paper_class, known = HOLDERS[holder]
    edition = rulebook.on(day)
    permit = {"mainland_travel_permit": bool(known.get("in_china"))} if country in HK_MO_TW else {}
    facts = read_facts({"investors": [{"id": "founder", "country": country, **known, **permit}], "as_of": day})
    case = situation(facts, edition)
    item = case["investors"][0]
    possible: list[Record] = []
    for route in edition.routes_for(paper_class):
        answer = True if route.when is None else route.when.test(case, item)
        if answer is not False:
            possible.append(route)
        if answer:
            break
    return tuple(possible)


def ways(rulebook: Rulebook, country: str, *, day: date) -> dict[str, tuple[Record, ...]]:
    return {holder: routes(rulebook, country, holder=holder, day=day) for holder in HOLDERS}


def history(rulebook: Rulebook, country: str, *, holder: str = PROVED_THERE) -> list[Period]:
    """The periods in their order, those that are still to come too."""
    days = sorted(_turns(rulebook, country))
    counted = [(day, routes(rulebook, country, holder=holder, day=day)) for day in days]
    kept = [pair for place, pair in enumerate(counted) if place == 0 or _ids(pair[1]) != _ids(counted[place - 1][1])]
    ends = [first - DAY for first, _routes in kept[1:]]
    return [
        Period(found, None if place == 0 else first, last)
        for place, ((first, found), last) in enumerate(zip(kept, [*ends, None], strict=True))
    ]


def _ids(found: tuple[Record, ...]) -> tuple[str, ...]:
    return tuple(route.id for route in found)


def _turns(rulebook: Rulebook, country: str) -> Iterator[date]:
    """Days on which a route may begin or end; the first lies before all of them."""
    firsts = {route.span.first for route in rulebook.routes} | {
        route.span.last + DAY for route in rulebook.routes if route.span.last < date.max
    }
    row = rulebook.tables.apostille_row(country)
    known = {day for day in firsts if day > date.min} | ({date.fromisoformat(row["valid_from"])} if row else set())
    yield min(known) - DAY
    yield from known


@dataclass(frozen=True, slots=True)
class Proving:
    """Working days for the papers that are proved where they come from, and how sure that is."""

    days: tuple[int, int]
    told: Data


def proving(rulebook: Rulebook, country: str, *, day: date) -> Proving | None:
    """None where nothing is proved abroad."""
    investor = {"id": "company", "kind": "entity", "country": country, "share": 100}
    facts = read_facts({"as_of": day, "form": "wfoe_llc", "investors": [investor]})
    found = (step for step in make_plan(rulebook, facts).steps if step.id == PROVING)
    step = next((step for step in found if not step.chosen.conditional), None)
    value = days_told(step.chosen) if step else None
    return Proving(step.timing.days, {**step.chosen.step.data, **value.data}) if step and value else None


__all__ = ["HOLDERS", "Period", "Proving", "history", "proving", "routes", "ways"]
