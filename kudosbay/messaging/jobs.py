"""Sending, in the worker: one durable job per batch, so that a batch whose worker died is finished by another."""

import secrets
import threading

from django.utils import timezone

from kudosbay.kernel import jobs
from kudosbay.messaging import sending
from kudosbay.messaging.channels import Channel, open_channels
from kudosbay.messaging.models import Delivery

SEND = "messaging.send"

_one_at_a_time = threading.Lock()  # a batch taken over waits for the one in hand: one letter in flight per process
_channels: dict[str, Channel] = {}


@jobs.job(SEND)
def send_batch(hands: jobs.Hands, batch: str) -> int:
    owner = f"{batch}#{hands.executor}"
    with _one_at_a_time:
        now = timezone.now()
        if sending.take_over(batch, owner, now=now) or sending.claim(owner, now=now):
            return sending.send_claimed(owner, _open(), stopping=hands.stopping)
    return 0


def send_due(hands: jobs.Hands) -> None:
    while not hands.stopping() and _is_due():
        hands.run(SEND, secrets.token_hex(8))


def _is_due() -> bool:
    return Delivery.objects.due(timezone.now()).exclude(channel=Delivery.Channel.PORTAL).exists()


def _open() -> dict[str, Channel]:
    """Connections are kept from batch to batch."""
    if not _channels:
        _channels.update(open_channels())
    return _channels


jobs.sweep("messaging.send_due", 0.5, send_due)
