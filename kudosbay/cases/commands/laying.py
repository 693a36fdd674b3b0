"""A plan laid into rows: steps and papers of a case follow its plan, without losing what was done."""

from typing import Any

from kudosbay.cases.models import Case, CasePaper, CaseStep
from kudosbay.cases.plans import certain_steps

KEEP = frozenset({CaseStep.Status.DONE, CaseStep.Status.SUBMITTED, CaseStep.Status.STARTED})
PLANNED_OF_PAPERS = ["for_whom", "route", "steps", "by_founder", "needed"]


def lay_plan(case: Case) -> None:
    _lay_steps(case)
    _lay_papers(case)


def _lay_steps(case: Case) -> None:
    standing = {step.step: step for step in case.steps.all()}
    certain, fresh = certain_steps(case.plan), []
    for place, one in enumerate(certain):
        row = standing.get(one["id"])
        if row is None:
            fresh.append(CaseStep(case=case, step=one["id"], place=place, lane=one["lane"]))
        else:
            _keep_step(row, place)
    CaseStep.objects.bulk_create(fresh)
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
    rows = [
        CasePaper(case=case, paper=paper, **_paper_fields(one, _steps_with(steps, paper)))
        for paper, one in asked.items()
    ]
    CasePaper.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["case", "paper"], update_fields=PLANNED_OF_PAPERS
    )
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
