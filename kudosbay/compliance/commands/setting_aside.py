"""What keeps a return from being filed: said with its reason, accepted by somebody, or mended."""

from django.db import transaction
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.compliance.commands.locking import about, locked
from kudosbay.compliance.models import FilingJob
from kudosbay.compliance.policy import must_be_partner, must_be_partner_or_manager, must_say
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused

Status = FilingJob.Status


@transaction.atomic
def block_return(job: FilingJob, *, because: str, by: User) -> FilingJob:
    """Say what the firm must mend first."""
    return _aside(job, Status.BLOCKED, verb="return.blocked", because=because, by=by)


@transaction.atomic
def set_return_aside(job: FilingJob, *, because: str, by: User) -> FilingJob:
    """Say why the duty is not this firm's after all."""
    return _aside(job, Status.NOT_APPLICABLE, verb="return.not_theirs", because=because, by=by)


def _aside(job: FilingJob, status: str, *, verb: str, because: str, by: User) -> FilingJob:
    must_be_partner(by)
    job, said = locked(job), must_say(because)
    job.move_to(status)
    job.change(job.version, reason=said, reason_accepted_by=None)
    trail.record(by, verb, on=about(job), values={"because": said})
    return job


@transaction.atomic
def unblock_return(job: FilingJob, *, by: User) -> FilingJob:
    must_be_partner(by)
    job = locked(job)
    job.move_to(Status.OPEN)
    job.change(job.version, reason="", reason_accepted_by=None)
    trail.record(by, "return.unblocked", on=about(job))
    return job


@transaction.atomic
def accept_reason(job: FilingJob, *, by: User) -> FilingJob:
    """Accept that a blocked return is not filed in this batch: the batch may close over it."""
    must_be_partner_or_manager(by)
    job = locked(job)
    if job.status != Status.BLOCKED:
        raise Refused(_("Only the reason of a blocked return is accepted."))
    if job.reason_accepted_by_id:
        return job
    job.change(job.version, reason_accepted_by=by)
    trail.record(by, "return.reason_accepted", on=about(job))
    return job
