"""Effects outside the database that are not messages. The row is written with the act; the worker does the effect.

An effect is done at least once: its handler gets the row's key and makes a second try harmless.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from kudosbay.kernel.models import Effect

LEASE = timedelta(minutes=5)
TRIES = 5
FIRST_WAIT = timedelta(seconds=30)

Handler = Callable[[str, dict[str, Any]], object]  # (key, payload)
HANDLERS: dict[str, Handler] = {}

log = logging.getLogger(__name__)


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Register, in an app's `jobs.py`, what does effects of this kind."""

    def register(function: Handler) -> Handler:
        HANDLERS[kind] = function
        return function

    return register


def effect(kind: str, key: str, *, payload: Mapping[str, Any], now: datetime) -> Effect:
    """Write the intent inside the caller's transaction. The same key a second time is the same effect."""
    Effect.objects.bulk_create([Effect(kind=kind, key=key, payload=dict(payload), next_at=now)], ignore_conflicts=True)
    return Effect.objects.get(key=key)


def do_next(*, now: datetime) -> bool:
    """Do one effect that is due; return whether there was one."""
    found = _claim(now)
    if found is None:
        return False
    try:
        HANDLERS[found.kind](found.key, found.payload)
    except Exception as error:
        log.exception("effect %s failed", found.key)
        _end(found, **_after_failure(found, error, now=now))
    else:
        _end(found, status=Effect.Status.DONE, last_error="")
    return True


@transaction.atomic
def _claim(now: datetime) -> Effect | None:
    """Take the least tried effect for the length of a lease; whoever dies with it is counted as one try."""
    due = Effect.objects.filter(status=Effect.Status.WAITING, next_at__lte=now).exclude(lease_until__gt=now)
    found = due.select_for_update(skip_locked=True).order_by("attempts", "next_at", "id").first()
    if found is None:
        return None
    found.attempts += 1
    found.lease_until = now + LEASE
    if found.attempts > TRIES:
        found.status = Effect.Status.PARKED
    found.save(update_fields=["attempts", "lease_until", "status"])
    return found if found.status == Effect.Status.WAITING else _claim(now)


def _after_failure(found: Effect, error: Exception, *, now: datetime) -> dict[str, Any]:
    parked = found.attempts >= TRIES or found.kind not in HANDLERS
    return {
        "status": Effect.Status.PARKED if parked else Effect.Status.WAITING,
        "next_at": now + FIRST_WAIT * 2 ** (found.attempts - 1),
        "last_error": f"{type(error).__name__}: {error}"[:2000],
    }


def _end(found: Effect, **values: Any) -> None:
    """Write the outcome, unless the lease ran out and somebody else counts another try by now."""
    Effect.objects.filter(pk=found.pk, attempts=found.attempts).update(lease_until=None, **values)
