"""A merge can be undone for thirty days; then what it kept for that is let go."""

from datetime import datetime

from django.utils import timezone

from kudosbay.kernel.jobs import Hands, periodic
from kudosbay.kernel.trail import MACHINE
from kudosbay.people.commands import forget_merge
from kudosbay.people.models import Merge
from kudosbay.people.policy import UNDO_WITHIN

DAY = 24 * 60 * 60


def settle_merges(hands: Hands, *, now: datetime) -> int:
    """Return how many were settled. Harmless to repeat."""
    old = Merge.objects.filter(at__lt=now - UNDO_WITHIN).exclude(gone={}).select_related("kept").order_by("pk")
    count = 0
    for merge in old:
        if hands.stopping():
            break
        forget_merge(merge, by=MACHINE)
        count += 1
    return count


def look(hands: Hands) -> None:
    settle_merges(hands, now=timezone.now())


periodic("people.settle_merges", DAY, look)
