"""A last day that comes near is told to the partner, one that is past to the manager: while somebody is at the desk."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.timezone import localdate

from kudosbay.centre.clock import is_open_at
from kudosbay.compliance.commands import warn_of_last_day
from kudosbay.compliance.models import FilingBatch
from kudosbay.kernel.jobs import Hands, periodic
from kudosbay.kernel.trail import MACHINE

SOON = timedelta(days=30)
HOUR = 3600


def tell_last_days(hands: Hands, *, now: datetime) -> int:
    """Return how many batches were looked at; none outside working time."""
    if not is_open_at(now):
        return 0
    near = FilingBatch.objects.filter(status=FilingBatch.Status.OPEN, due_on__lte=localdate(now) + SOON)
    seen = 0
    for batch in near.order_by("due_on", "pk"):
        if hands.stopping():
            break
        warn_of_last_day(batch, by=MACHINE, now=now)
        seen += 1
    return seen


def look(hands: Hands) -> None:
    tell_last_days(hands, now=timezone.now())


periodic("compliance.last_days", HOUR, look)
