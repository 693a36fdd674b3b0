"""The facts of a case as a plan by other rules must see them: its law moves on, what was filed keeps the law of its day."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.timezone import localdate

from kudosbay.cases.models import Case, CaseStep

Facts = dict[str, Any]
FILED: Final = (CaseStep.Status.SUBMITTED, CaseStep.Status.DONE)
CHUNK: Final = 2000


@dataclass(frozen=True, slots=True)
class Situation:
    """`facts` are of the plan's vocabulary, as of the day whose law would count; `stands` are those of the plan so far.

    Situations of the same `like` differ in nothing but the day on which they began; the first part of it names `stands`.
    """

    case: int
    facts: Facts
    law_as_of: date
    stands: Facts
    like: tuple[Any, ...] = ()

    @property
    def kind(self) -> tuple[Any, ...]:
        return self.like or (repr(_sorted(self.stands)), repr(_sorted(self.facts)))


def _sorted(facts: Facts) -> list[tuple[str, Any]]:
    return sorted((name, value) for name, value in facts.items() if name != "start")


def situations(cases: QuerySet[Case], *, since: date) -> list[Situation]:
    """Return the situations of these cases under rules that decide from a day on; two queries. Alike facts are read once."""
    rows = cases.order_by("pk").values_list("pk", Cast("facts", TextField()), "law_as_of", "opened_at")
    filed, read = _filed(cases), lru_cache(maxsize=None)(json.loads)
    return [
        _situation(pk, read(text), opened_at, like=(text, max(law, since), tuple(filed.get(pk, {}).items())))
        for pk, text, law, opened_at in rows.iterator(chunk_size=CHUNK)
    ]


def _situation(pk: int, facts: Facts, opened_at: datetime, *, like: tuple[str, date, Any]) -> Situation:
    _text, day, filed = like
    stands = {**facts, "start": localdate(opened_at)}
    given = {**stands, "as_of": day}
    if filed:
        given["filings"] = {**dict(filed), **(facts.get("filings") or {})}
    return Situation(pk, given, day, stands, like)


def _filed(cases: QuerySet[Case]) -> dict[int, dict[str, date]]:
    """Return by case on which day each step was filed."""
    steps = CaseStep.objects.filter(case__in=cases.order_by(), status__in=FILED).order_by("case", "step")
    found: dict[int, dict[str, date]] = defaultdict(dict)
    for case, step, submitted_at, done_on in steps.values_list("case_id", "step", "submitted_at", "done_on"):
        day = localdate(submitted_at) if submitted_at else done_on
        if day:
            found[case][step] = day
    return found
