"""The rush inside the product's process: `python -m tests.torture.rush_within JSON` prints one JSON line."""

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kudosbay.config.settings")
django.setup()

from django.db import connections, transaction  # noqa: E402
from django.db.models import F  # noqa: E402
from django.utils import timezone  # noqa: E402
from django.utils.timezone import localdate  # noqa: E402

from kudosbay.accounts.models import User  # noqa: E402
from kudosbay.gatherings.commands import cancel_booking, open_sign_up, plan_gathering, sign_up  # noqa: E402
from kudosbay.gatherings.models import Booking, Gathering  # noqa: E402
from kudosbay.kernel.permissions import Role  # noqa: E402
from kudosbay.people.models import Person  # noqa: E402

Act = Callable[[Any], object]


def at_once(act: Act, things: Sequence[Any], *, hands: int) -> dict[str, Any]:
    """Do it for each thing from so many threads; return seconds in all, the slowest twentieth, and what went wrong."""
    faults: Counter[str] = Counter()

    def one(thing: Any) -> float:
        began = time.perf_counter()
        try:
            act(thing)
        except Exception as fault:  # noqa: BLE001 - what went wrong is the finding
            faults[f"{type(fault).__name__}: {fault}"[:80]] += 1
        finally:
            connections.close_all()
        return time.perf_counter() - began

    began = time.perf_counter()
    with ThreadPoolExecutor(hands) as pool:
        each = sorted(pool.map(one, things))
    whole = time.perf_counter() - began
    return {"seconds": round(whole, 3), "p95": round(each[int(len(each) * 0.95) - 1], 3), "faults": dict(faults)}


def people(number: int) -> list[Person]:
    day = localdate()
    rows = [
        Person(reference=f"P-R-{one}", full_name=f"Guest {one}", nationality="NG", registered_on=day, known_since=day)
        for one in range(number)
    ]
    return Person.objects.bulk_create(rows)


def event(seats: int, *, by: User) -> Gathering:
    now = timezone.now()
    starts = now + timedelta(days=30)
    values = {"titles": {"en": "Rush"}, "starts_at": starts, "ends_at": starts + timedelta(hours=2), "capacity": seats}
    return open_sign_up(plan_gathering("training", by=by, now=now, values=values), by=by, now=now)


def count_up(_thing: object) -> None:
    """The limit: one statement that counts, in a transaction of its own."""
    with transaction.atomic():
        Gathering.objects.filter(taken__lt=F("capacity") + 1).update(arrivals=F("arrivals") + 1)


def arrivals(gathering: Gathering, statuses: Iterable[str]) -> list[int]:
    rows = gathering.bookings.filter(status__in=list(statuses)).order_by("arrival")
    return list(rows.values_list("arrival", flat=True))


def rush(*, guests: int, seats: int, leaving: int, hands: int) -> dict[str, Any]:
    lin = User.objects.create(email="lin@example.org", name="Lin", roles=[str(Role.EVENTS)])
    limit_event = event(seats, by=lin)
    limit = at_once(count_up, range(guests), hands=hands)
    Gathering.objects.filter(pk=limit_event.pk).delete()
    gathering = event(seats, by=lin)
    came = at_once(lambda one: sign_up(gathering, one, by=lin, now=timezone.now()), people(guests), hands=hands)
    first = {"seated": arrivals(gathering, Booking.SEATED), "waiting": arrivals(gathering, ["waiting"])}
    gone = list(gathering.bookings.filter(status="confirmed").order_by("arrival")[:leaving])
    left = at_once(lambda one: cancel_booking(one, by=lin, now=timezone.now()), gone, hands=hands)
    gathering.refresh_from_db()
    offered, seated = arrivals(gathering, ["offered"]), arrivals(gathering, Booking.SEATED)
    return {
        "limit": limit,
        "sign_up": came,
        "give_back": left,
        "ratio": round(came["seconds"] / limit["seconds"], 1),
        "exact": first["seated"] == list(range(1, seats + 1)) and gathering.taken == seats == len(seated),
        "in_order": first["waiting"] == list(range(seats + 1, guests + 1))
        and offered == list(range(seats + 1, seats + 1 + leaving)),
        "lost": guests - gathering.bookings.count(),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(rush(**json.loads(sys.argv[1]))) + "\n")
