"""What follows from what is done: which steps may start, whose turn it is, what is next and when it is due.

Called by each command of cases as its last act, under the case's lock. It decides the one queue of a case.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from django.utils.timezone import localdate

from kudosbay.cases.models import Agreement, Case, CasePaper, CaseStep
from kudosbay.cases.plans import longest_days, predecessors, step_of
from kudosbay.centre.clock import after_working_days
from kudosbay.documents.models import Document

Status = CaseStep.Status
OVER: Final = frozenset({Status.DONE, Status.DROPPED})
OURS: Final = frozenset({Agreement.Status.DRAFT, Agreement.Status.SENT_BACK})


def settle(case: Case, *, now: datetime) -> Case:
    """Bring readiness, turn, next step and due day of an open case up to date, and save them."""
    if case.status != Case.Status.OPEN:
        return case
    steps = list(case.steps.select_for_update())
    papers = list(case.papers.filter(needed=True).select_related("document"))
    _open_what_can_start(case, steps, papers, today=localdate(now))
    _decide_turn(case, steps, papers, now=now)
    case.save(update_fields=["turn", "turn_since", "next_step", "next_words", "due_on"])
    return case


def _open_what_can_start(case: Case, steps: list[CaseStep], papers: list[CasePaper], *, today: date) -> None:
    moved = True
    while moved:
        over = {step.step for step in steps if step.status in OVER}
        finished = [_open_or_close(case, step, papers, over=over, today=today) for step in steps]  # all, not the first
        moved = any(finished)


def _open_or_close(case: Case, step: CaseStep, papers: list[CasePaper], *, over: set[str], today: date) -> bool:
    """Move one step where it must move; return whether something was finished by it."""
    before = set(predecessors(case.plan, step.step)) - over
    if step.status == Status.READY and before:
        step.move_to(Status.WAITING)
    if step.status == Status.WAITING and not before:
        step.move_to(Status.READY)
        step.due_on = after_working_days(today, longest_days(case.plan, step.step))
        step.save(update_fields=["due_on"])
    return _finish_what_papers_fill(step, papers, today=today)


def _finish_what_papers_fill(step: CaseStep, papers: list[CasePaper], *, today: date) -> bool:
    """A step of the client's lane that asks for papers is done when all of them are accepted."""
    mine = [paper for paper in papers if step.step in paper.steps and paper.by_founder]
    if step.lane != "you" or step.status != Status.READY or not mine or not all(map(is_accepted, mine)):
        return False
    step.done_on = today
    step.save(update_fields=["done_on"])
    step.move_to(Status.DONE)
    return True


def is_accepted(paper: CasePaper) -> bool:
    return bool(paper.document and paper.document.status == Document.Status.VERIFIED)


def is_with_us(paper: CasePaper) -> bool:
    return bool(paper.document and paper.document.status == Document.Status.RECEIVED)


def is_with_client(paper: CasePaper) -> bool:
    return paper.by_founder and not is_accepted(paper) and not is_with_us(paper)


def missing_for(step: CaseStep, papers: Iterable[CasePaper]) -> list[CasePaper]:
    return [paper for paper in papers if step.step in paper.steps and paper.by_founder and not is_accepted(paper)]


def _decide_turn(case: Case, steps: list[CaseStep], papers: list[CasePaper], *, now: datetime) -> None:
    turn, step = _whose(case, steps, papers)
    if turn != case.turn:
        case.turn, case.turn_since = turn, now
    case.next_step = step.step if step else ""
    case.next_words = step_of(case.plan, step.step).get("name", {}) if step else _act_without_step(case)
    case.due_on = step.due_on if step else after_working_days(localdate(now), 1)


# What is to be done where no step is next: a paper or an agreement waits.
LOOK_AT_PAPERS: Final = {
    "en": "Look at the papers that were sent",
    "zh": "审核已提交的材料",
    "ar": "مراجعة المستندات المرسلة",
}
SIGN: Final = {"en": "Sign the agreement", "zh": "签署服务协议", "ar": "توقيع الاتفاقية"}


def _act_without_step(case: Case) -> dict[str, str]:
    return SIGN if case.turn == Case.Turn.CLIENT else LOOK_AT_PAPERS


def _whose(case: Case, steps: list[CaseStep], papers: list[CasePaper]) -> tuple[str, CaseStep | None]:
    """Ours first: what we can do, nobody else should wait for. Then the client's, then the authority's."""
    ours = [step for step in steps if _is_our_step(step, papers)]
    if ours or any(map(is_with_us, papers)) or case.agreements.filter(status__in=OURS).exists():
        return Case.Turn.US, _soonest(ours)
    theirs = [step for step in steps if step.status == Status.READY]
    if theirs or case.agreements.filter(status=Agreement.Status.OFFERED).exists():
        own = [step for step in theirs if step.lane == "you"]
        return Case.Turn.CLIENT, _soonest(own or theirs)
    filed = [step for step in steps if step.status == Status.SUBMITTED]
    return (Case.Turn.AUTHORITY, _soonest(filed)) if filed else (Case.Turn.US, None)


def _is_our_step(step: CaseStep, papers: list[CasePaper]) -> bool:
    """Started by us, or ready for us with every paper that it needs."""
    if step.lane == "you" or step.status not in {Status.READY, Status.STARTED}:
        return False
    return step.status == Status.STARTED or not missing_for(step, papers)


def _soonest(steps: list[CaseStep]) -> CaseStep | None:
    return min(steps, key=lambda step: (step.due_on or date.max, step.place), default=None)
