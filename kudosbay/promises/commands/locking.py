"""A promise and those whom its acts are about, held for one command."""

from datetime import datetime
from typing import Any

from kudosbay.promises.models import Promise


def locked(promise: Promise) -> Promise:
    return Promise.objects.select_for_update().get(pk=promise.pk)


def subjects(promise: Promise) -> list[Any]:
    return [thing for thing in (promise, promise.asker_person, promise.asker_enterprise) if thing]


def turn(promise: Promise, status: str, *, seen: int, now: datetime, **values: object) -> list[str]:
    """Set what differs and move; raise Stale when the page showed an earlier version, WrongMove when it cannot be."""
    changed = promise.change(seen, **values, turn_since=now)
    promise.move_to(status)
    return changed
