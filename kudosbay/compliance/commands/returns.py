"""One return, from its figures to the receipt: what a person enters at each turn."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.compliance.commands.locking import about, locked
from kudosbay.compliance.models import FilingJob, firms_of
from kudosbay.compliance.policy import must_be_partner, must_say
from kudosbay.documents.models import StoredFile
from kudosbay.kernel import trail
from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.kernel.permissions import Role

Status = FilingJob.Status


@dataclass(frozen=True, slots=True)
class Sums:
    """What a return says, and what it was made from."""

    base: Decimal
    tax: Decimal
    source: str
    file: StoredFile | None = None

    @property
    def hash(self) -> str:
        """Name this content: what the firm confirms is what is submitted."""
        told = f"{self.base:.2f}|{self.tax:.2f}|{self.source}|{self.file.sha256 if self.file else ''}"
        return hashlib.sha256(told.encode()).hexdigest()


@transaction.atomic
def prepare_return(job: FilingJob, sums: Sums, *, seen: int, by: User, now: datetime) -> FilingJob:
    must_be_partner(by)
    job = locked(job)
    if sums.base < 0 or sums.tax < 0:
        raise Refused(_("Enter what is to be paid as zero or more; a refund is applied for apart."), field="tax")
    said = must_say(sums.source, "source")
    job.change(
        seen,
        base=sums.base,
        tax=sums.tax,
        figures=sums.file,
        figures_from=said,
        figures_hash=sums.hash,
        prepared_at=now,
        prepared_by=by,
        reason="",
        **_unsaid(),
    )
    job.move_to(Status.PREPARED)
    trail.record(by, "return.prepared", on=about(job), facts={"figures": job.figures_hash})
    return job


def _unsaid() -> dict[str, Any]:
    """Take back what was said of other figures."""
    return {
        "reviewed_at": None,
        "reviewed_by": None,
        "confirmed_at": None,
        "confirmed_by": None,
        "confirmed_name": "",
        "confirmed_hash": "",
        "channel": "",
    }


@transaction.atomic
def send_back_return(job: FilingJob, *, because: str, seen: int, by: User) -> FilingJob:
    """Let it be prepared anew: the reviewer or the firm found something."""
    must_be_partner(by)
    job = locked(job)
    said = must_say(because)
    job.change(seen, reason=said, **_unsaid())
    job.move_to(Status.OPEN)
    trail.record(by, "return.sent_back", on=about(job), values={"because": said})
    return job


@transaction.atomic
def confirm_return(job: FilingJob, *, figures: str, by: User, now: datetime) -> FilingJob:
    """Confirm as the firm itself. `figures`: the hash of what was shown; other figures are not confirmed by it."""
    job = locked(job)
    if Role.FOUNDER not in by.role_set or not firms_of(by).filter(pk=job.enterprise_id).exists():
        raise NotAllowed(_("Only the firm itself confirms its return."))
    if figures != job.figures_hash:
        raise Refused(_("The figures changed since the page was shown. Load it again and look at them."))
    return _confirmed(job, FilingJob.Channel.PORTAL, name=by.name, by=by, now=now)


@transaction.atomic
def confirm_on_paper(job: FilingJob, *, name: str, by: User, now: datetime) -> FilingJob:
    """Note the confirmation that the firm signed on paper. `name`: who signed."""
    must_be_partner(by)
    return _confirmed(locked(job), FilingJob.Channel.PAPER, name=must_say(name, "name"), by=by, now=now)


def _confirmed(job: FilingJob, channel: str, *, name: str, by: User, now: datetime) -> FilingJob:
    job.move_to(Status.CONFIRMED)
    job.change(
        job.version,
        channel=channel,
        confirmed_at=now,
        confirmed_by=by,
        confirmed_name=name,
        confirmed_hash=job.figures_hash,
    )
    facts = {"channel": channel, "figures": job.figures_hash}
    trail.record(by, "return.confirmed", on=about(job), facts=facts, values={"by": name})
    return job


@transaction.atomic
def record_receipt(job: FilingJob, *, receipt: str, on: date, by: User, now: datetime) -> FilingJob:
    """Record that the tax office accepted it; with nothing to pay it is ready for the archive."""
    must_be_partner(by)
    job, today = locked(job), localdate(now)
    number = must_say(receipt, "receipt")
    if on > today or (job.submitted_on and on < job.submitted_on):
        raise Refused(_("Enter a day between the submission and today."), field="on")
    job.move_to(Status.ACCEPTED if job.tax else Status.NIL)
    job.change(job.version, receipt=number, receipt_on=on, receipt_known_since=today)
    trail.record(by, "return.accepted", on=about(job), facts={"receipt": number, "on": str(on)})
    return job


@transaction.atomic
def record_rejection(job: FilingJob, *, because: str, by: User) -> FilingJob:
    must_be_partner(by)
    job, said = locked(job), must_say(because)
    job.move_to(Status.REJECTED)
    job.change(job.version, reason=said)
    trail.record(by, "return.rejected", on=about(job), values={"because": said})
    return job


@transaction.atomic
def record_payment(job: FilingJob, *, on: date, voucher: str, by: User, now: datetime) -> FilingJob:
    must_be_partner(by)
    job, said = locked(job), must_say(voucher, "voucher")
    if on > localdate(now) or (job.submitted_on and on < job.submitted_on):
        raise Refused(_("Enter a day between the submission and today."), field="on")
    job.move_to(Status.PAID)
    job.change(job.version, paid_on=on, payment=said)
    trail.record(by, "return.paid", on=about(job), facts={"on": str(on)})
    return job
