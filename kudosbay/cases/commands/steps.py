from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.cases.models import Case, CaseStep
from kudosbay.cases.plans import longest_days, registration_step, step_of
from kudosbay.cases.policy import must_be_clients, must_work_on
from kudosbay.cases.settling import OVER, missing_for, settle
from kudosbay.cases.telling import tell
from kudosbay.centre.clock import after_working_days
from kudosbay.enterprises.commands import record_registration
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused, Stale

Status = CaseStep.Status


def locked_step(step: CaseStep, *, seen: int) -> tuple[Case, CaseStep]:
    """Lock the case and the step; raise Stale when the page showed an earlier version."""
    case = Case.objects.select_for_update().get(pk=step.case_id)
    row = case.steps.select_for_update().get(pk=step.pk)
    if row.version != seen:
        raise Stale(
            _("Somebody else worked on this step while you had it open. Nothing of theirs was overwritten."),
            theirs={str(_("State")): str(row.get_status_display())},
            yours={str(_("State")): str(step.get_status_display())},
        )
    row.version += 1
    row.save(update_fields=["version"])
    return case, row


@transaction.atomic
def start_step(step: CaseStep, *, seen: int, by: User, now: datetime) -> CaseStep:
    case, step = locked_step(step, seen=seen)
    must_work_on(case, by)
    step.move_to(Status.STARTED)
    step.started_at = now
    step.save(update_fields=["started_at"])
    return _settled(case, step, "case.step_started", by=by, now=now)


@transaction.atomic
def submit_step(step: CaseStep, *, seen: int, by: User, now: datetime) -> CaseStep:
    """File it with the authority. Refused while a paper that it needs is missing."""
    case, step = locked_step(step, seen=seen)
    must_work_on(case, by)
    _must_have_papers(case, step)
    step.move_to(Status.SUBMITTED)
    step.submitted_at = now
    step.due_on = after_working_days(localdate(now), longest_days(case.plan, step.step))
    step.save(update_fields=["submitted_at", "due_on"])
    words = {"step": _name(case, step), "authority": _authority(case, step)}
    tell(case, "submitted", act=f"{step.pk}:{step.version}", by=by, now=now, **words)
    return _settled(case, step, "case.step_submitted", by=by, now=now)


@transaction.atomic
def finish_step(
    step: CaseStep, *, seen: int, by: User, now: datetime, done_on: date, outcome: Mapping[str, Any] | None = None
) -> CaseStep:
    """Record what came out of it. The registration itself is finished by recording its licence."""
    case, step = locked_step(step, seen=seen)
    must_work_on(case, by)
    if step.step == registration_step(case.facts):
        raise Refused(_("Record the licence: the company then exists, and this step is done with it."))
    if done_on > localdate(now):
        raise Refused(_("This day has not come yet."), field="done_on")
    _must_have_papers(case, step)
    close(case, step, done_on=done_on, outcome=outcome or {}, by=by)
    tell(case, "step_done", act=f"{step.pk}:{step.version}", by=by, now=now, step=_name(case, step))
    step = _settled(case, step, "case.step_done", by=by, now=now)
    finish_case_if_whole(case, by=by, now=now)
    return step


@transaction.atomic
def do_own_step(step: CaseStep, *, seen: int, by: User, now: datetime) -> CaseStep:
    """The client says that a step of her or his own is done: one that asks for no papers, or whose papers are in."""
    case, step = locked_step(step, seen=seen)
    must_be_clients(case, by)
    if step.lane != "you":
        raise Refused(_("This step is not yours to do: we or the authority do it."))
    _must_have_papers(case, step)
    step.done_on = localdate(now)
    step.save(update_fields=["done_on"])
    step.move_to(Status.DONE)
    return _settled(case, step, "case.own_step_done", by=by, now=now)


def close(case: Case, step: CaseStep, *, done_on: date, outcome: Mapping[str, Any], by: User) -> None:
    """Mark done, together with the steps that are done in the same session; note it at the enterprise."""
    step.done_on, step.outcome = done_on, dict(outcome)
    step.save(update_fields=["done_on", "outcome"])
    step.move_to(Status.DONE)
    if case.enterprise and step.step != registration_step(case.facts):
        record_registration(
            case.enterprise, step.step, done_on=done_on, by=by, number=str(outcome.get("number", ""))[:120]
        )
    for other in case.steps.exclude(status__in=OVER):
        if step.step in step_of(case.plan, other.step).get("with", []):
            other.done_on = done_on
            other.save(update_fields=["done_on"])
            if other.status == Status.WAITING:
                other.move_to(Status.READY)
            other.move_to(Status.DONE)


@transaction.atomic
def take_back_step(step: CaseStep, *, seen: int, by: User, now: datetime, because: str) -> CaseStep:
    """Open a step again: it was marked too early, or the authority wants more."""
    case, step = locked_step(step, seen=seen)
    must_work_on(case, by)
    if step.step == registration_step(case.facts) and case.enterprise_id:
        raise Refused(_("The licence is recorded and the company exists: correct the enterprise instead."))
    step.done_on = None
    step.save(update_fields=["done_on"])
    step.move_to(Status.READY)
    trail.record(
        by, "case.step_taken_back", on=[case, case.founder], facts={"step": step.step}, values={"why": because}
    )
    settle(case, now=now)
    return step


@transaction.atomic
def drop_step(step: CaseStep, *, seen: int, by: User, now: datetime, because: str) -> CaseStep:
    """Leave out a step that this case does not need, with the reason."""
    case, step = locked_step(step, seen=seen)
    must_work_on(case, by)
    if step.step == registration_step(case.facts):
        raise Refused(_("Without the registration there is no company: close the case instead."))
    step.move_to(Status.DROPPED)
    trail.record(by, "case.step_dropped", on=[case, case.founder], facts={"step": step.step}, values={"why": because})
    settle(case, now=now)
    finish_case_if_whole(case, by=by, now=now)
    return step


def finish_case_if_whole(case: Case, *, by: User, now: datetime) -> None:
    """A case with its company and nothing left to do is done."""
    optional = [one["id"] for one in case.plan["steps"] if one.get("optional")]
    left = case.steps.exclude(status__in=OVER).exclude(step__in=optional)
    if case.enterprise_id and not left.exists():
        case.closed_on = localdate(now)
        case.save(update_fields=["closed_on"])
        case.move_to(Case.Status.DONE)
        trail.record(by, "case.done", on=[case, case.founder])


def _must_have_papers(case: Case, step: CaseStep) -> None:
    papers = case.papers.filter(needed=True).select_related("document")
    missing = [paper.paper for paper in missing_for(step, papers)]
    if missing:
        raise Refused(_("Papers are still missing or not accepted: %(papers)s.") % {"papers": ", ".join(missing)})


def _settled(case: Case, step: CaseStep, verb: str, *, by: User, now: datetime) -> CaseStep:
    settle(case, now=now)
    trail.record(by, verb, on=[case, case.founder], facts={"step": step.step})
    return step


def _name(case: Case, step: CaseStep) -> Mapping[str, str]:
    return step_of(case.plan, step.step).get("name") or {"en": step.step}


def _authority(case: Case, step: CaseStep) -> Mapping[str, str]:
    return step_of(case.plan, step.step).get("authority") or {
        "en": "the authority",
        "zh": "主管部门",
        "ar": "الجهة المختصة",
    }
