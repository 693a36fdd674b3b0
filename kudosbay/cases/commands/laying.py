"""A plan laid into rows: steps and papers of a case follow its plan, without losing what was done."""

from typing import Any

from kudosbay.cases.models import Case, CasePaper, CaseStep
from kudosbay.cases.plans import certain_steps

KEEP = frozenset({CaseStep.Status.DONE, CaseStep.Status.SUBMITTED, CaseStep.Status.STARTED})


def lay_plan(case: Case) -> None:
    _lay_steps(case)
    _lay_papers(case)


def _lay_steps(case: Case) -> None:
    standing = {step.step: step for step in case.steps.all()}
    certain = certain_steps(case.plan)
    for place, one in enumerate(certain):
        row = standing.get(one["id"])
        if row is None:
            CaseStep.objects.create(case=case, step=one["id"], place=place, lane=one["lane"])
        else:
            _keep_step(row, place)
    planned = {one["id"] for one in certain}
    for name, row in standing.items():
        if name not in planned and row.status not in KEEP | {CaseStep.Status.DROPPED}:
            row.move_to(CaseStep.Status.DROPPED)


def _keep_step(row: CaseStep, place: int) -> None:
    row.place = place
    row.save(update_fields=["place"])
    if row.status == CaseStep.Status.DROPPED:
        row.move_to(CaseStep.Status.WAITING)


def _lay_papers(case: Case) -> None:
    steps = certain_steps(case.plan)
    asked = {one["id"]: one for one in case.plan["papers"] if _steps_with(steps, one["id"])}
    for paper, one in asked.items():
        fields = _paper_fields(one, _steps_with(steps, paper))
        CasePaper.objects.update_or_create(case=case, paper=paper, defaults=fields)
    case.papers.exclude(paper__in=asked).update(needed=False)


def _steps_with(steps: list[dict[str, Any]], paper: str) -> list[str]:
    """Return the steps that need a paper; what is done in one session with another is needed for that one too."""
    asking = [step for step in steps if paper in step["papers"]]
    return list(dict.fromkeys(name for step in asking for name in (step["id"], *step["with"])))


def _paper_fields(one: dict[str, Any], steps: list[str]) -> dict[str, Any]:
    return {
        "for_whom": one["for"] or "",
        "route": one["route"] or "",
        "steps": steps,
        "by_founder": one["by"] == "you",
        "needed": not one["conditional"],
    }
