"""The facts of a case as a plan by other rules must see them: its law moves on, what was filed keeps the law of its day."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.timezone import localdate

from kudosbay.cases.models import Case, CaseStep

Facts = dict[str, Any]
FILED: Final = (CaseStep.Status.SUBMITTED, CaseStep.Status.DONE)
CHUNK: Final = 2000


@dataclass(frozen=True, slots=True)
class Situation:
    """`facts` are of the plan's vocabulary, as of the day whose law would count; `stands` are those of the plan so far."""

    case: int
    facts: Facts
    law_as_of: date
    stands: Facts


def situations(cases: QuerySet[Case], *, since: date) -> list[Situation]:
    """Return the situations of these cases under rules that decide from a day on; two queries."""
    rows = cases.order_by("pk").values_list("pk", "facts", "law_as_of", "opened_at")
    filed = _filed(cases)
    return [
        _situation(pk, facts, opened_at, day=max(law, since), filed=filed.get(pk, {}))
        for pk, facts, law, opened_at in rows.iterator(chunk_size=CHUNK)
    ]


def _situation(pk: int, facts: Facts, opened_at: datetime, *, day: date, filed: Mapping[str, date]) -> Situation:
    stands = {**facts, "start": localdate(opened_at)}
    given = {**stands, "as_of": day}
    if filed:
        given["filings"] = {**filed, **(facts.get("filings") or {})}
    return Situation(pk, given, day, stands)


def _filed(cases: QuerySet[Case]) -> dict[int, dict[str, date]]:
    """Return by case on which day each step was filed."""
    steps = CaseStep.objects.filter(case__in=cases.order_by(), status__in=FILED)
    found: dict[int, dict[str, date]] = defaultdict(dict)
    for case, step, submitted_at, done_on in steps.values_list("case_id", "step", "submitted_at", "done_on"):
        day = localdate(submitted_at) if submitted_at else done_on
        if day:
            found[case][step] = day
    return found
