"""What goes out to many goes out in waves, by day, and stops by itself when too much comes back."""

from datetime import datetime, time, timedelta
from typing import Final

from django.utils import timezone

from kudosbay.centre.clock import HOME
from kudosbay.centre.queries import parameter
from kudosbay.kernel import jobs
from kudosbay.kernel.trail import MACHINE
from kudosbay.messaging.commands import pause_campaign, queue_recipients
from kudosbay.messaging.models import Campaign, Delivery

# Where the operator has set nothing: nobody is written to at night; three in a hundred may come back.
WINDOW: Final = {"from": "08:00", "to": "21:00"}
TOO_MANY_PER_CENT: Final = 3
LAST: Final = 500
FEWEST: Final = 50  # before so many have an end, a share says nothing


def when_to_send(now: datetime) -> datetime:
    """Return now, or the next morning in Shanghai if the hours for messages to many are over there."""
    here = now.astimezone(HOME)
    window = parameter("message.window", on=here.date()) or WINDOW
    first, last = time.fromisoformat(window["from"]), time.fromisoformat(window["to"])
    if first <= here.time() < last:
        return now
    day = here.date() + timedelta(days=here.time() >= last)
    return datetime.combine(day, first, tzinfo=HOME)


def comes_back(campaign: Campaign, *, now: datetime) -> bool:
    """Whether more than the operator's share of the last five hundred were refused for good."""
    share = parameter("message.brake.bounce_per_cent", on=now.astimezone(HOME).date())
    most = TOO_MANY_PER_CENT if share is None else float(share)
    ended = campaign.deliveries.filter(status__in=[Delivery.Status.ACCEPTED, Delivery.Status.FAILED])
    last = list(ended.exclude(kind=Delivery.Kind.TEST).order_by("-pk").values_list("status", flat=True)[:LAST])
    failed = last.count(Delivery.Status.FAILED)
    return len(last) >= FEWEST and failed * 100 > len(last) * most


def send_waves(hands: jobs.Hands) -> None:
    for campaign in Campaign.objects.filter(status=Campaign.Status.SENDING).order_by("approved_at"):
        while not hands.stopping() and next_wave(campaign, now=timezone.now()):
            pass


def next_wave(campaign: Campaign, *, now: datetime) -> int:
    """Queue the next recipients; return how many. Pauses a campaign of which too much comes back."""
    if comes_back(campaign, now=now):
        pause_campaign(campaign, by=MACHINE, because="too many addresses refuse")
        return 0
    return queue_recipients(campaign, by=MACHINE, now=now, at=when_to_send(now))
