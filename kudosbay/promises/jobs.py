"""Lateness goes up the staircase, while somebody is at the desk to do something about it."""

from datetime import datetime

from django.utils import timezone

from kudosbay.centre.clock import is_open_at
from kudosbay.kernel.jobs import Hands, periodic
from kudosbay.kernel.trail import MACHINE
from kudosbay.promises.commands import climb
from kudosbay.promises.models import Promise

QUARTER = 15 * 60
TOP = 2


def tell_late_ones(hands: Hands, *, now: datetime) -> int:
    """Return how many were looked at; none outside working time."""
    if not is_open_at(now):
        return 0
    late = Promise.objects.due_before(now).filter(stair__lt=TOP).order_by("due_at", "pk")
    seen = 0
    for promise in late.select_related("asker_person", "owner"):
        if hands.stopping():
            break
        climb(promise, by=MACHINE, now=now)
        seen += 1
    return seen


def look(hands: Hands) -> None:
    tell_late_ones(hands, now=timezone.now())


periodic("promises.late", QUARTER, look)
