"""Which enterprises have other duties by other rules, over the year that follows."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from kudosbay.enterprises.models import Enterprise
from kudosbay.rulebook.duties import due_between
from kudosbay.rulebook.facts import FactsError, read_facts
from kudosbay.rulebook.load import Rulebook

YEAR: Final = timedelta(days=365)
Due = dict[str, str]  # key of a due item → its day


@dataclass(frozen=True, slots=True)
class MovedFirm:
    """`before` and `after` hold only what differs."""

    enterprise: int
    before: Due
    after: Due


def moved_firms(*, old: Rulebook, new: Rulebook, since: date) -> list[MovedFirm]:
    """One query. Alike firms are asked once."""
    known: dict[str, tuple[Due, Due]] = {}
    found = []
    for pk, facts in _facts_of_all(since):
        key = json.dumps(facts, sort_keys=True, default=str)
        if key not in known:
            known[key] = _different(facts, old=old, new=new, since=since)
        before, after = known[key]
        if before or after:
            found.append(MovedFirm(pk, before, after))
    return found


def _facts_of_all(day: date) -> Iterator[tuple[int, dict[str, Any]]]:
    """What the duties ask of a firm, as far as its record knows it; what it does not know stays unknown."""
    firms = Enterprise.objects.active_on(day).order_by("pk").values_list("pk", "form", "activities", "licensed_on")
    for pk, form, activities, licensed_on in firms:
        yield pk, {"form": form, "activities": activities, "existing": {"form": form, "registered": licensed_on}}


def _different(facts: Mapping[str, Any], *, old: Rulebook, new: Rulebook, since: date) -> tuple[Due, Due]:
    before, after = (_due(rules, facts, since=since) for rules in (old, new))
    return (
        {key: day for key, day in before.items() if after.get(key) != day},
        {key: day for key, day in after.items() if before.get(key) != day},
    )


def _due(rules: Rulebook, facts: Mapping[str, Any], *, since: date) -> Due:
    try:
        found = due_between(rules, read_facts(facts), first=since, last=since + YEAR)
    except FactsError:
        return {}
    return {one.key: one.date.isoformat() for one in found}
