"""Claiming rows and sending them. Each step is committed before the next begins: what dies in between is found again."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from kudosbay.kernel.trail import MACHINE
from kudosbay.messaging import policy
from kudosbay.messaging.channels import Channel
from kudosbay.messaging.commands import notify, suppress_address
from kudosbay.messaging.compose import compose
from kudosbay.messaging.envelope import message_id
from kudosbay.messaging.models import Delivery, DeliveryQuerySet
from kudosbay.messaging.relay import Answer
from kudosbay.messaging.texts import TEXTS

BATCH = 50
LEASE = timedelta(minutes=3)
SEND_LEASE = timedelta(minutes=15)  # longer than the longest conversation with a server
AWAY = timedelta(seconds=60)
AGAIN = timedelta(seconds=10)

log = logging.getLogger(__name__)


@transaction.atomic
def claim(owner: str, *, now: datetime, most: int = BATCH) -> int:
    """Take what is due, the least troublesome first; return how many. Two workers never take the same row."""
    due = Delivery.objects.due(now).exclude(channel=Delivery.Channel.PORTAL)
    rows = due.select_for_update(skip_locked=True, of=("self",)).order_by("unanswered", "next_at", "id")[:most]
    claimed = Delivery.objects.filter(pk__in=[row.pk for row in rows.only("pk")])
    return claimed.update(status=Delivery.Status.CLAIMED, claimed_by=owner, lease_until=now + LEASE)


def take_over(batch: str, owner: str, *, now: datetime) -> int:
    """Take the rows that a dead worker had claimed for this batch. Its own later writes then meet no row.

    The one it had begun waits a little, the longer the more workers died over it: the others go first.
    """
    left = Delivery.objects.filter(status=Delivery.Status.CLAIMED, claimed_by__startswith=f"{batch}#")
    for row in left.filter(unanswered__gt=0):
        left.filter(pk=row.pk).update(
            status=Delivery.Status.UNKNOWN, lease_until=None, next_at=now + AGAIN * row.unanswered
        )
    return left.update(claimed_by=owner, lease_until=now + LEASE)


def release(owner: str, *, at: datetime) -> int:
    """Give back what was claimed and not begun."""
    return _held(owner).update(status=Delivery.Status.DEFERRED, claimed_by="", lease_until=None, next_at=at)


def send_claimed(owner: str, channels: dict[str, Channel], *, stopping: Callable[[], bool]) -> int:
    """Send the claimed rows one after the other; return how many had an end. Stops where the server is away."""
    ended = 0
    for row in _held(owner).order_by("unanswered", "next_at", "id"):
        if stopping():
            break
        answer = send_one(row, channels[row.channel], owner=owner)
        ended += answer is not None
        if answer and answer.server_away:
            release(owner, at=timezone.now() + AWAY)
            return ended
    release(owner, at=timezone.now())
    return ended


def send_one(row: Delivery, channel: Channel, *, owner: str) -> Answer | None:
    """Send one row and record the end; None where there was nothing to send."""
    if not _begin(row, owner):
        return None
    reason = policy.reason_against(row)
    if reason:
        _end(row, owner, status=Delivery.Status.SUPPRESSED, text=reason)
        return None
    try:
        packed = channel.pack(row, compose(row))
    except Exception as error:
        log.exception("delivery %s cannot be sent", row.pk)
        _end(row, owner, status=Delivery.Status.PARKED, text=f"{type(error).__name__}: {error}")
        return None
    answer = channel.send(row, packed, still_wanted=lambda: not policy.reason_against(row))
    _record(row, answer, owner=owner)
    return answer


def _held(owner: str) -> DeliveryQuerySet:
    return Delivery.objects.filter(status=Delivery.Status.CLAIMED, claimed_by=owner)


def _begin(row: Delivery, owner: str) -> bool:
    """Count the try before it is made: a row that kills its worker again and again is parked, and holds up nobody."""
    if row.unanswered >= policy.tries_allowed(row):
        log.warning("delivery %s is parked after %s tries without an answer", row.pk, row.unanswered)
        _held(owner).filter(pk=row.pk).update(
            status=Delivery.Status.PARKED, lease_until=None, reply_text=f"{row.unanswered} tries without an answer"
        )
        return False
    row.attempts += 1
    return bool(
        _held(owner)
        .filter(pk=row.pk)
        .update(
            attempts=F("attempts") + 1,
            unanswered=F("unanswered") + 1,
            lease_until=timezone.now() + SEND_LEASE,
            message_id=message_id(row),
        )
    )


def _record(row: Delivery, answer: Answer, *, owner: str) -> None:
    now = timezone.now()
    if answer.withheld:
        _end(row, owner, status=Delivery.Status.SUPPRESSED, text=policy.reason_against(row))
    elif answer.accepted:
        _end(row, owner, status=Delivery.Status.ACCEPTED, text=answer.text, reply_code=answer.code, sent_at=now)
    elif answer.unknown:
        later = policy.next_try(row, now=now) or now
        _write(row, owner, status=Delivery.Status.UNKNOWN, reply_text=answer.text, next_at=later)
    elif answer.passing:
        _put_off(row, answer, owner=owner, now=now)
    else:
        _after_refusal(row, answer, now=now)
        _end(row, owner, status=Delivery.Status.FAILED, text=answer.text, reply_code=answer.code)


def _put_off(row: Delivery, answer: Answer, *, owner: str, now: datetime) -> None:
    later = policy.next_try(row, now=now)
    if later is None:
        _end(row, owner, status=Delivery.Status.FAILED, text=answer.text, reply_code=answer.code or None)
        return
    _write(
        row,
        owner,
        status=Delivery.Status.DEFERRED,
        unanswered=F("unanswered") - 1,
        reply_code=answer.code or None,
        reply_text=answer.text,
        next_at=later,
    )


def _end(row: Delivery, owner: str, *, status: str, text: str, **values: Any) -> None:
    """Write an end that nobody doubts, and wipe what was secret in the words."""
    secrets = TEXTS[row.template].secrets if row.template in TEXTS else frozenset()
    data = {name: "" if name in secrets else value for name, value in row.data.items()}
    _write(row, owner, status=status, unanswered=F("unanswered") - 1, reply_text=text[:500], data=data, **values)


def _write(row: Delivery, owner: str, **values: Any) -> None:
    """One committed statement; it meets no row where somebody else has taken this over."""
    _held(owner).filter(pk=row.pk).update(lease_until=None, **values)


def _after_refusal(row: Delivery, answer: Answer, *, now: datetime) -> None:
    """An address that does not exist is written to no more, and the adviser is told. Harmless to repeat."""
    if not answer.no_such_address:
        return
    suppress_address(channel=row.channel, address=row.address, reason=answer.text, by=MACHINE, now=now)
    if row.person and row.person.adviser:
        notify(
            template="address_failed",
            key=f"address-failed:{row.pk}",
            by=MACHINE,
            now=now,
            user=row.person.adviser,
            data={"person": row.person.full_name, "address": row.address},
        )
