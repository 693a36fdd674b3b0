"""Offers that nobody took go to the next in line; guests are reminded the day before. Harmless to run twice."""

from datetime import datetime

from django.utils import timezone

from kudosbay.gatherings.commands import lapse_offer, remind
from kudosbay.gatherings.models import Booking, Gathering
from kudosbay.gatherings.policy import REMIND_BEFORE
from kudosbay.kernel.jobs import Hands, periodic
from kudosbay.kernel.trail import MACHINE

MOST = 500


def lapse_offers(*, now: datetime) -> int:
    """End the offers that ran out, the oldest first; return how many."""
    due = Booking.objects.lapsed(now).order_by("offer_ends_at", "pk")[:MOST]
    return sum(lapse_offer(booking, by=MACHINE, now=now) for booking in due)


def remind_guests(*, now: datetime) -> int:
    """Remind everybody with a seat at what begins within a day; return how many."""
    near = Booking.objects.filter(
        status=Booking.Status.CONFIRMED,
        reminded_at=None,
        gathering__status__in=[Gathering.Status.OPEN, Gathering.Status.CLOSED],
        gathering__starts_at__range=(now, now + REMIND_BEFORE),
    )
    return sum(remind(one, by=MACHINE, now=now) for one in near.select_related("gathering", "person__user")[:MOST])


def look_after(_hands: Hands) -> None:
    lapse_offers(now=timezone.now())
    remind_guests(now=timezone.now())


periodic("gatherings.look_after", 60, look_after)
