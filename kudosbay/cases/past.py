"""A case as it was on a past day: the plan that held then, and what had been done by its end, from dates and the trail."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import QuerySet

from kudosbay.cases.models import Case, CasePaper, CaseStep, ReplacedPlan
from kudosbay.cases.plans import PlanJson, certain_steps, predecessors
from kudosbay.cases.words import route_words
from kudosbay.centre.clock import end_of_day
from kudosbay.kernel import trail
from kudosbay.kernel.models import TrailEntry

Status = CaseStep.Status


@dataclass(frozen=True, slots=True)
class PastStep:
    plan: dict[str, Any]
    status: str

    @property
    def words(self) -> str:
        return str(Status(self.status).label)


@dataclass(frozen=True, slots=True)
class PastPaper:
    plan: dict[str, Any]
    state: str  # none | received | verified | rejected


@dataclass(frozen=True, slots=True)
class Past:
    """`pack`: name and version of the rules that had decided; empty for plans older than packs."""

    day: date
    plan: PlanJson
    law_as_of: str
    pack: str
    steps: list[PastStep]
    papers: list[PastPaper]
    entries: list[TrailEntry]


def case_as_of(case: Case, day: date) -> Past | None:
    """Return the case as it stood at the end of a day in Shanghai; None before it was opened. Five queries."""
    moment = end_of_day(day)
    if case.opened_at >= moment:
        return None
    plan = _plan_then(case, moment)
    rows = {row.step: row for row in case.steps.all()}
    entries = list(_entries(case, moment))
    return Past(
        day=day,
        plan=plan,
        law_as_of=plan["law"]["as_of"],
        pack=plan["law"].get("pack", ""),
        steps=_steps(plan, rows, entries, day=day),
        papers=_papers(case, plan, moment),
        entries=entries[:40],
    )


def _plan_then(case: Case, moment: datetime) -> PlanJson:
    replaced = ReplacedPlan.objects.filter(case=case, until__gte=moment).first()
    plan: PlanJson = replaced.plan if replaced else case.plan
    return plan


def _entries(case: Case, moment: datetime) -> QuerySet[TrailEntry]:
    """The newest first, so that the first about a step says how it stood."""
    return trail.of(case).filter(at__lt=moment)


SAYS: Final[Mapping[str, str]] = {
    "case.step_started": Status.STARTED,
    "case.step_submitted": Status.SUBMITTED,
    "case.step_done": Status.DONE,
    "case.own_step_done": Status.DONE,
    "case.step_taken_back": Status.READY,
    "case.step_dropped": Status.DROPPED,
}


def _steps(plan: PlanJson, rows: Mapping[str, CaseStep], entries: Iterable[TrailEntry], *, day: date) -> list[PastStep]:
    told: dict[str, str] = {}
    for entry in entries:
        step = entry.facts.get("step")
        if entry.verb in SAYS and step:
            told.setdefault(step, SAYS[entry.verb])
    known = {one["id"]: told.get(one["id"]) or _by_dates(rows.get(one["id"]), day) for one in certain_steps(plan)}
    over = {step for step, status in known.items() if status in {Status.DONE, Status.DROPPED}}
    return [
        PastStep(one, known[one["id"]] or _open(plan, one["id"], over))
        for one in certain_steps(plan)
        if known[one["id"]] != Status.DROPPED
    ]


def _by_dates(row: CaseStep | None, day: date) -> str:
    """What no act tells, such as a step that was done when its papers were accepted."""
    return Status.DONE if row and row.status == Status.DONE and row.done_on and row.done_on <= day else ""


def _open(plan: PlanJson, step: str, over: set[str]) -> str:
    return Status.WAITING if set(predecessors(plan, step)) - over else Status.READY


def _papers(case: Case, plan: PlanJson, moment: datetime) -> list[PastPaper]:
    steps = {paper for one in certain_steps(plan) for paper in one["papers"]}
    rows = {row.paper: row for row in case.papers.select_related("document")}
    asked = [one for one in plan["papers"] if one["id"] in steps and one["by"] == "you" and not one["conditional"]]
    return [
        PastPaper(
            one | {"route_names": route_words(one["route"] or "").get("name")},
            _paper_state(rows.get(one["id"]), moment),
        )
        for one in asked
    ]


def _paper_state(row: CasePaper | None, moment: datetime) -> str:
    document = row.document if row else None
    if document is None or document.sent_at >= moment:
        return "none"
    decided = document.decided_at
    return str(document.status) if decided and decided < moment else "received"
