"""A plan laid into rows: steps and papers of a case follow its plan, without losing what was done."""

from typing import Any

from kudosbay.cases.models import Case, CasePaper, CaseStep
from kudosbay.rulebook.load import load_rules

KEEP = frozenset({CaseStep.Status.DONE, CaseStep.Status.SUBMITTED, CaseStep.Status.STARTED})


def lay_plan(case: Case) -> None:
    _lay_steps(case)
    _lay_papers(case)


def _lay_steps(case: Case) -> None:
    standing = {step.step: step for step in case.steps.all()}
    planned = [one["id"] for one in case.plan["steps"]]
    for place, one in enumerate(case.plan["steps"]):
        row = standing.get(one["id"])
        if row is None:
            CaseStep.objects.create(case=case, step=one["id"], place=place, lane=one["lane"])
        else:
            _keep_step(row, place)
    for name, row in standing.items():
        if name not in planned and row.status not in KEEP | {CaseStep.Status.DROPPED}:
            row.move_to(CaseStep.Status.DROPPED)


def _keep_step(row: CaseStep, place: int) -> None:
    row.place = place
    row.save(update_fields=["place"])
    if row.status == CaseStep.Status.DROPPED:
        row.move_to(CaseStep.Status.WAITING)


def _lay_papers(case: Case) -> None:
    asked = {one["id"]: one for one in case.plan["papers"]}
    for paper, one in asked.items():
        CasePaper.objects.update_or_create(case=case, paper=paper, defaults=_paper_fields(case, paper, one))
    case.papers.exclude(paper__in=asked).update(needed=False)


def _paper_fields(case: Case, paper: str, one: dict[str, Any]) -> dict[str, Any]:
    return {
        "for_whom": one.get("for") or "",
        "route": one.get("route") or "",
        "steps": [step["id"] for step in case.plan["steps"] if paper in step["papers"]],
        "by_founder": is_clients(paper),
        "needed": True,
    }


def is_clients(paper: str) -> bool:
    """Whether the client brings this paper; the others the centre writes or fetches. The rules say which."""
    record = load_rules().papers.get(paper) or load_rules().papers.get(paper.split(".", maxsplit=1)[0])
    return record is None or getattr(record, "by", "you") == "you"
