"""Sending, in the worker: one durable job per batch, so that a batch whose worker died is finished by another."""

import secrets
import threading
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from kudosbay.kernel import doctor, jobs
from kudosbay.messaging import sending
from kudosbay.messaging.channels import Channel, mail_is_kept, open_channels
from kudosbay.messaging.envelope import sender
from kudosbay.messaging.models import Delivery
from kudosbay.messaging.waves import send_waves

SEND = "messaging.send"
LATE = timedelta(minutes=5)

_one_at_a_time = threading.Lock()  # a batch taken over waits for the one in hand: one letter in flight per process
_channels: dict[str, Channel] = {}


@jobs.job(SEND)
def send_batch(hands: jobs.Hands, batch: str) -> int:
    owner = f"{batch}#{hands.executor}"
    with _one_at_a_time:
        channels = _open()
        now = timezone.now()
        if sending.take_over(batch, owner, now=now) or sending.claim(owner, now=now):
            return sending.send_claimed(owner, channels, stopping=hands.stopping)
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


@doctor.question("mail")
def mail(now: datetime) -> doctor.Finding:
    """Whether messages leave in time, and whether any needs a person."""
    late = Delivery.objects.due(now - LATE).exclude(channel=Delivery.Channel.PORTAL).count()
    parked = Delivery.objects.filter(status=Delivery.Status.PARKED).count()
    well = not late and not parked and "@" in sender()
    where = "kept at /demo/mail" if mail_is_kept() else f"sent through {urlsplit(settings.SMTP_URL).hostname}"
    return doctor.Finding(well, f"{where} as {sender()}; {late} late, {parked} parked")


jobs.sweep("messaging.send_due", 0.5, send_due)
jobs.sweep("messaging.send_waves", 2.0, send_waves)
