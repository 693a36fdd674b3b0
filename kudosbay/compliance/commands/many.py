"""The acts that ask for nothing but a click: on one return, or on many of a batch at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.compliance.commands.locking import about, locked
from kudosbay.compliance.models import FilingBatch, FilingJob
from kudosbay.compliance.policy import FROM, Authority, authorities, must_be_partner, why_not
from kudosbay.compliance.telling import ask_to_confirm
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused

Status = FilingJob.Status


@dataclass(frozen=True, slots=True)
class Moment:
    by: User
    now: datetime
    held: Authority

    @property
    def day(self) -> date:
        return localdate(self.now)


def _review(_job: FilingJob, moment: Moment) -> dict[str, Any]:
    return {"reviewed_at": moment.now, "reviewed_by": moment.by}


def _confirm(job: FilingJob, moment: Moment) -> dict[str, Any]:
    granted = moment.held.mandate.grantor if moment.held.mandate else ""
    return {
        "channel": FilingJob.Channel.STANDING,
        "confirmed_at": moment.now,
        "confirmed_by": moment.by,
        "confirmed_name": granted,
        "confirmed_hash": job.figures_hash,
    }


def _submit(_job: FilingJob, moment: Moment) -> dict[str, Any]:
    return {"submitted_on": moment.day, "submitted_by": moment.by, "mandate": moment.held.mandate}


def _archive(_job: FilingJob, moment: Moment) -> dict[str, Any]:
    return {"closed_on": moment.day}


Stamp = Callable[[FilingJob, Moment], dict[str, Any]]
STEPS: Final[Mapping[str, tuple[str, str, Stamp]]] = {
    "review": (Status.REVIEWED, "return.reviewed", _review),
    "confirm": (Status.CONFIRMED, "return.confirmed", _confirm),
    "submit": (Status.SUBMITTED, "return.submitted", _submit),
    "archive": (Status.CLOSED, "return.archived", _archive),
}


@transaction.atomic
def act_on_return(job: FilingJob, act: str, *, by: User, now: datetime) -> FilingJob:
    """Review, confirm by standing authority, submit or archive one return."""
    must_be_partner(by)
    job = locked(job)
    held = authorities([job.enterprise_id], job.batch.duty, day=localdate(now))[job.enterprise_id]
    fault = why_not(job, act, by=by, held=held, day=localdate(now))
    if fault:
        raise Refused(fault)
    _apply(job, act, Moment(by, now, held))
    trail.record(by, STEPS[act][1], on=about(job), facts=_facts(act))
    return job


@transaction.atomic
def act_on_returns(batch: FilingBatch, jobs: Sequence[FilingJob], act: str, *, by: User, now: datetime) -> int:
    """Do the same to many returns of a batch; those to whom it does not fit stay as they are. Return how many moved."""
    must_be_partner(by)
    if act not in FROM:
        raise Refused(_("There is no such act."))
    batch = FilingBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.status != FilingBatch.Status.OPEN:
        raise Refused(_("The batch is closed. Open it again first."))
    rows = batch.jobs.select_for_update(of=("self",)).select_related("enterprise", "batch")
    found = list(rows.filter(pk__in=[job.pk for job in jobs]).order_by("pk"))
    held = authorities([job.enterprise_id for job in found], batch.duty, day=localdate(now))
    ready = [job for job in found if not why_not(job, act, by=by, held=held[job.enterprise_id], day=localdate(now))]
    for job in ready:
        _apply(job, act, Moment(by, now, held[job.enterprise_id]))
    if ready:
        firms = [job.enterprise for job in ready]
        trail.record(by, STEPS[act][1], on=[batch, *ready, *firms], facts=_facts(act) | {"returns": len(ready)})
    return len(ready)


def _apply(job: FilingJob, act: str, moment: Moment) -> None:
    status, _verb, stamp = STEPS[act]
    job.move_to(status)
    job.change(job.version, **stamp(job, moment))
    if act == "review" and not moment.held.standing:
        ask_to_confirm(job, by=moment.by, now=moment.now)


def _facts(act: str) -> dict[str, str]:
    return {"channel": FilingJob.Channel.STANDING} if act == "confirm" else {}
