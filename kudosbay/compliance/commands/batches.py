"""A batch: opened for a duty and a period with the firms for whom it may be filed, closed when nothing is left."""

from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kudosbay.accounts.models import User
from kudosbay.centre.clock import working_days_between
from kudosbay.compliance.models import FilingBatch, FilingJob
from kudosbay.compliance.plans import Filing, Plan, filing, plan_of
from kudosbay.compliance.policy import must_be_partner
from kudosbay.compliance.telling import tell_staff
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.numbers import next_reference
from kudosbay.kernel.permissions import Role
from kudosbay.rulebook.duties import REMIND_BEFORE

Status = FilingBatch.Status
MANAGER_FROM: Final = len(REMIND_BEFORE) + 1  # the stair of a last day that is past


@transaction.atomic
def open_batch(duty: str, period: str, *, by: User, now: datetime) -> FilingBatch:
    """Open a duty of a period for each firm whose duty it is and whose partner has authority today."""
    must_be_partner(by)
    found = filing(duty, period)
    if found is None:
        raise Refused(_("The rules know no such duty for this period."), field="what")
    plan = plan_of(found, day=localdate(now))
    if not plan.included:
        raise Refused(_("It could be filed for no firm today. The list below says why."), field="what")
    batch = _create(found, by=by, now=now)
    _add(batch, plan, verb="batch.opened", by=by)
    return batch


def _create(found: Filing, *, by: User, now: datetime) -> FilingBatch:
    due, period = found.due, found.period
    try:
        return FilingBatch.objects.create(
            reference=next_reference("F", localdate(now).year),
            duty=found.rule.id,
            period=period.label,
            period_first=period.first,
            period_last=period.last,
            opens_on=due.opens if due else None,
            due_on=due.date if due else None,
            basis=due.basis if due else "",
            is_provisional=bool(due and due.provisional),
            opened_at=now,
            opened_by=by,
        )
    except IntegrityError as error:
        raise Refused(_("There is a batch for this duty and period already."), field="what") from error


def _add(batch: FilingBatch, plan: Plan, *, verb: str, by: User) -> None:
    FilingJob.objects.bulk_create(FilingJob(batch=batch, enterprise=firm) for firm in plan.included)
    facts = {"duty": batch.duty, "period": batch.period, "firms": len(plan.included), "left_out": plan.counts}
    trail.record(by, verb, on=[batch, *plan.included], facts=facts)


@transaction.atomic
def add_firms(batch: FilingBatch, *, by: User, now: datetime) -> int:
    """Take in the firms that could not be filed for when the batch was opened and can today; return how many."""
    must_be_partner(by)
    batch = _open(batch)
    found = filing(batch.duty, batch.period)
    plan = plan_of(found, day=localdate(now), batch=batch) if found else None
    if plan is None or not plan.included:
        raise Refused(_("No further firm can be taken in today."))
    _add(batch, plan, verb="batch.extended", by=by)
    return len(plan.included)


def _open(batch: FilingBatch) -> FilingBatch:
    batch = FilingBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.status != Status.OPEN:
        raise Refused(_("The batch is closed. Open it again first."))
    return batch


@transaction.atomic
def close_batch(batch: FilingBatch, *, by: User, now: datetime) -> FilingBatch:
    """Close when each return is archived, is not theirs, or stands aside for an accepted reason."""
    must_be_partner(by)
    batch = _open(batch)
    left = batch.jobs.unfinished().count()
    if left:
        raise Refused(
            ngettext(
                "%(num)d return is neither archived nor set aside for an accepted reason.",
                "%(num)d returns are neither archived nor set aside for an accepted reason.",
                left,
            )
            % {"num": left}
        )
    batch.move_to(Status.CLOSED)
    FilingBatch.objects.filter(pk=batch.pk).update(closed_at=now, closed_by=by)
    trail.record(by, "batch.closed", on=[batch], facts={"firms": batch.jobs.count()})
    return batch


@transaction.atomic
def reopen_batch(batch: FilingBatch, *, by: User) -> FilingBatch:
    must_be_partner(by)
    batch = FilingBatch.objects.select_for_update().get(pk=batch.pk)
    batch.move_to(Status.OPEN)
    FilingBatch.objects.filter(pk=batch.pk).update(closed_at=None, closed_by=None)
    trail.record(by, "batch.reopened", on=[batch])
    return batch


@transaction.atomic
def warn_of_last_day(batch: FilingBatch, *, by: trail.Actor, now: datetime) -> int:
    """Tell the partner ten, five, three and one working days before the last day, and the manager when it is past.

    Return the stair on which the batch stands. Harmless to repeat.
    """
    batch = FilingBatch.objects.select_for_update().get(pk=batch.pk)
    wanted, left = _stair(batch, now), batch.jobs.filter(status__in=FilingJob.BEFORE_FILING).count()
    if batch.status != Status.OPEN or not left or batch.stair >= wanted:
        return batch.stair
    batch.stair = wanted
    batch.save(update_fields=["stair"])
    trail.record(by, "batch.due", on=[batch], facts={"stair": wanted, "left": left})
    role = Role.MANAGER if wanted == MANAGER_FROM else Role.TAX_PARTNER
    for user in User.objects.filter(is_active=True, roles__icontains=f'"{role}"').order_by("pk"):
        tell_staff(user, batch, left=left, by=by, now=now)
    return batch.stair


def _stair(batch: FilingBatch, now: datetime) -> int:
    if batch.due_on is None:
        return 0
    ahead, today = working_days_between(localdate(now), batch.due_on), localdate(now)
    if today > batch.due_on:
        return MANAGER_FROM
    return sum(ahead <= days for days in REMIND_BEFORE)


@transaction.atomic
def note_filings_export(*, kind: str, rows: int, wanted: dict[str, str], by: trail.Actor) -> None:
    trail.record(by, "filings.exported", on=[], facts={"rows": rows, "form": kind} | wanted)
