"""What goes out to many goes out in waves, by day, and stops by itself when too much comes back."""

from datetime import datetime, time, timedelta
from typing import Final

from django.utils import timezone

from kudosbay.centre.clock import HOME
from kudosbay.kernel import jobs
from kudosbay.kernel.trail import MACHINE
from kudosbay.messaging.commands import pause_campaign, queue_recipients
from kudosbay.messaging.models import Campaign, Delivery

FROM, UNTIL = time(8), time(21)  # nobody is written to at night
LAST: Final = 500
TOO_MANY_PER_CENT: Final = 3
FEWEST: Final = 50  # before so many have an end, a share says nothing


def when_to_send(now: datetime) -> datetime:
    """Return now, or eight in the morning in Shanghai if it is night there."""
    here = now.astimezone(HOME)
    if FROM <= here.time() < UNTIL:
        return now
    day = here.date() + timedelta(days=here.time() >= UNTIL)
    return datetime.combine(day, FROM, tzinfo=HOME)


def comes_back(campaign: Campaign) -> bool:
    """Whether more than three in a hundred of the last five hundred were refused for good."""
    ended = campaign.deliveries.filter(status__in=[Delivery.Status.ACCEPTED, Delivery.Status.FAILED])
    last = list(ended.exclude(kind=Delivery.Kind.TEST).order_by("-pk").values_list("status", flat=True)[:LAST])
    failed = last.count(Delivery.Status.FAILED)
    return len(last) >= FEWEST and failed * 100 > len(last) * TOO_MANY_PER_CENT


def send_waves(hands: jobs.Hands) -> None:
    for campaign in Campaign.objects.filter(status=Campaign.Status.SENDING).order_by("approved_at"):
        while not hands.stopping() and next_wave(campaign, now=timezone.now()):
            pass


def next_wave(campaign: Campaign, *, now: datetime) -> int:
    """Queue the next recipients; return how many. Pauses a campaign of which too much comes back."""
    if comes_back(campaign):
        pause_campaign(campaign, by=MACHINE, because="too many addresses refuse")
        return 0
    return queue_recipients(campaign, by=MACHINE, now=now, at=when_to_send(now))
