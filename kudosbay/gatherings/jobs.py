"""Offers lapse to the next in line, guests are reminded the day before, packs of visits are made. Harmless twice."""

from datetime import datetime

from django.utils import timezone

from kudosbay.gatherings.commands import give_up_pack, keep_pack, lapse_offer, remind
from kudosbay.gatherings.models import Booking, Gathering, VisitPack
from kudosbay.gatherings.packing import render
from kudosbay.gatherings.policy import REMIND_BEFORE
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.jobs import Hands, job, periodic, sweep
from kudosbay.kernel.trail import MACHINE

MOST = 500
MAKE = "gatherings.make_pack"


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


@job(MAKE)
def make_pack(_hands: Hands, key: str) -> bool:
    """Make the files of a pack; tells whether it is ready. A sign that cannot be printed is told, and ends it."""
    pack = VisitPack.objects.filter(key=key, status=VisitPack.Status.ASKED).first()
    if pack is None:
        return False
    try:
        made = render(pack.content)
    except Refused as refusal:
        give_up_pack(pack, because=str(refusal), by=MACHINE)
        return False
    keep_pack(pack, made, by=MACHINE, now=timezone.now())
    return True


def make_packs(hands: Hands) -> None:
    asked = VisitPack.objects.filter(status=VisitPack.Status.ASKED).order_by("pk")
    for key in asked.values_list("key", flat=True)[:MOST]:
        if not hands.stopping():
            hands.run(MAKE, key)


def look_after(_hands: Hands) -> None:
    lapse_offers(now=timezone.now())
    remind_guests(now=timezone.now())


periodic("gatherings.look_after", 60, look_after)
sweep("gatherings.make_packs", 1.0, make_packs)
