"""Which workers live. A process on this machine is known to be gone at once, one elsewhere by its silence."""

import os
import secrets
import socket
from datetime import datetime, timedelta
from pathlib import Path

from django.db.models import QuerySet

from kudosbay.kernel.models import Heartbeat

SILENCE = timedelta(seconds=60)  # a busy machine may be late; a process of this one is seen to be gone at once
KEPT = timedelta(days=1)


def new_executor() -> str:
    return f"{socket.gethostname()[:24]}-{os.getpid()}-{secrets.token_hex(4)}"


def this_host() -> str:
    """Name the machine and its space of process ids: containers may share one of them."""
    space = Path("/proc/self/ns/pid")
    return f"{socket.gethostname()[:80]}/{space.stat().st_ino if space.exists() else 0}"


def beat(executor: str, *, now: datetime) -> None:
    Heartbeat.objects.update_or_create(
        executor=executor,
        defaults={"seen_at": now},
        create_defaults={"host": this_host(), "process": os.getpid(), "started_at": now, "seen_at": now},
    )


def living(*, now: datetime) -> list[Heartbeat]:
    """Return the workers that live, the longest-serving first: that one leads."""
    heard: QuerySet[Heartbeat] = Heartbeat.objects.filter(seen_at__gt=now - SILENCE).order_by("id")
    return [one for one in heard if not _is_gone(one)]


def _is_gone(one: Heartbeat) -> bool:
    if one.host != this_host():
        return False
    try:
        os.kill(one.process, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def leads(executor: str, *, now: datetime) -> bool:
    first = next(iter(living(now=now)), None)
    return first is not None and first.executor == executor


def farewell(executor: str) -> None:
    Heartbeat.objects.filter(executor=executor).delete()


def forget_old(*, now: datetime) -> None:
    Heartbeat.objects.filter(seen_at__lt=now - KEPT).delete()
