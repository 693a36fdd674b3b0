"""The facts of a case as a plan by other rules must see them: its law moves on, what was filed keeps the law of its day."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.timezone import get_current_timezone, localdate

from kudosbay.cases.models import Case, CaseStep

Facts = dict[str, Any]
Filed = tuple[tuple[str, date], ...]  # step, and the day on which it was filed
FILED: Final = (CaseStep.Status.SUBMITTED, CaseStep.Status.DONE)
CHUNK: Final = 2000


@dataclass(frozen=True, slots=True)
class Situation:
    """`told`: the facts as the case keeps them, word for word in `text`; `law_as_of`: the day whose law would count."""

    case: int
    text: str
    told: Mapping[str, Any]
    law_as_of: date
    start: date
    filed: Filed = ()

    @property
    def stands(self) -> Facts:
        """The facts of the plan so far."""
        return {**self.told, "start": self.start}

    @property
    def stood_as_of(self) -> date:
        """The day whose law the plan so far follows."""
        day = self.told.get("as_of") or self.start
        return date.fromisoformat(day) if isinstance(day, str) else day

    @property
    def facts(self) -> Facts:
        """The facts of the plan that would follow."""
        given = {**self.told, "start": self.start, "as_of": self.law_as_of}
        return given | {"filings": {**dict(self.filed), **(self.told.get("filings") or {})}} if self.filed else given


def situations(cases: QuerySet[Case], *, since: date) -> list[Situation]:
    """Return the situations of these cases under rules that decide from a day on; three queries.

    Alike facts are read once. The day of the law stands behind the plan, the longest part of a row: an index knows it too.
    """
    law = dict(cases.order_by().values_list("pk", "law_as_of"))
    rows = cases.order_by("pk").values_list("pk", Cast("facts", TextField()), "opened_at")
    filed, read, zone = _filed(cases), lru_cache(maxsize=None)(json.loads), get_current_timezone()
    return [
        Situation(pk, text, read(text), max(law[pk], since), opened_at.astimezone(zone).date(), filed.get(pk, ()))
        for pk, text, opened_at in rows.iterator(chunk_size=CHUNK)
        if pk in law  # else it was opened between the two questions
    ]


def _filed(cases: QuerySet[Case]) -> dict[int, Filed]:
    """Return by case on which day each step was filed."""
    steps = CaseStep.objects.filter(case__in=cases.order_by(), status__in=FILED).order_by("case", "step")
    found: defaultdict[int, Filed] = defaultdict(tuple)
    for case, step, submitted_at, done_on in steps.values_list("case_id", "step", "submitted_at", "done_on"):
        day = localdate(submitted_at) if submitted_at else done_on
        if day:
            found[case] += ((step, day),)
    return found
