from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from kudosbay.kernel.trail import MACHINE
from kudosbay.messaging import sending
from kudosbay.messaging.channels import Mail, open_relay
from kudosbay.messaging.commands import notify
from kudosbay.messaging.models import Delivery
from tests.torture.sink import Script, Sink


@pytest.fixture
def sink(settings) -> Iterator[Sink]:
    with Sink(Script()) as made:
        settings.SMTP_URL = made.url
        yield made


@pytest.fixture
def queued(cast):
    """`queued(cast.amara.person)`: a row that waits to be mailed."""

    def make(person, key="step-done:1", kind=Delivery.Kind.NOTICE):
        return notify(
            template="step_done",
            key=key,
            by=MACHINE,
            now=timezone.now(),
            person=person,
            kind=kind,
            data={"step": "Bank", "case": "SJ-2026-00001-K", "link": "/en/"},
        )[0]

    return make


@pytest.fixture
def send(sink):
    """`send()`: one round of a worker, at its own time or `later` seconds after; returns the rows as they are then."""

    def round_of_work(owner="batch#one", later=0):
        relay = open_relay()
        sending.claim(owner, now=timezone.now() + timedelta(seconds=later))
        sending.send_claimed(owner, {"mail": Mail(relay)}, stopping=lambda: False)
        relay.close()
        return list(Delivery.objects.filter(channel="mail").order_by("id"))

    return round_of_work
