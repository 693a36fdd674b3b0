"""What a harness does inside the product's process: `python -m tests.torture.within ACT JSON` prints one JSON line."""

import json
import os
import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kudosbay.config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from kudosbay.accounts.models import User  # noqa: E402
from kudosbay.cases.models import Case, SavedPlan  # noqa: E402
from kudosbay.kernel import trail  # noqa: E402
from kudosbay.kernel.jobs import heartbeats  # noqa: E402
from kudosbay.kernel.models import SubmittedForm, TrailEntry  # noqa: E402
from kudosbay.kernel.permissions import Role  # noqa: E402
from kudosbay.messaging.commands import notify  # noqa: E402
from kudosbay.messaging.models import Delivery, Suppression  # noqa: E402

PIECE = 50


def queue(*, mails: int, poison: int = 0) -> dict[str, Any]:
    """Write one notice each for so many accounts, every `poison`th of them to an address that kills."""
    for start in range(0, mails, PIECE):
        with transaction.atomic():
            for number in range(start, min(start + PIECE, mails)):
                _queue_one(number, poisoned=bool(poison) and number % poison == poison // 2)
    return {"queued": mails}


def _queue_one(number: int, *, poisoned: bool) -> None:
    address = f"{'poison' if poisoned else 'p'}{number}@example.org"
    user = User.objects.create(email=address, name=f"Person {number}", roles=[str(Role.FOUNDER)])
    notify(
        template="step_done",
        key=f"torture:{number}",
        by=trail.MACHINE,
        now=timezone.now(),
        user=user,
        data={"step": f"Step {number}", "case": f"SJ-2026-{number:05d}", "link": "/en/"},
    )


def deliveries() -> dict[str, Any]:
    rows = Delivery.objects.exclude(channel=Delivery.Channel.PORTAL)
    return {
        "status": dict(Counter(rows.values_list("status", flat=True))),
        "parked": sorted(rows.filter(status="parked").values_list("address", flat=True)),
        "tries_of_parked": max(rows.filter(status="parked").values_list("attempts", flat=True), default=0),
        "begun_twice": rows.filter(attempts__gt=1).count(),
        "message_ids": dict(rows.values_list("address", "message_id")),
    }


def by_address() -> dict[str, str]:
    return dict(Delivery.objects.filter(channel=Delivery.Channel.MAIL).values_list("address", "status"))


def suppressed() -> dict[str, int]:
    return {"suppressed": Suppression.objects.count()}


def living() -> dict[str, int]:
    return {"living": len(heartbeats.living(now=timezone.now()))}


def integrity() -> dict[str, Any]:
    """Ask SQLite about its file and the trail about its chain."""
    answer = "ok"
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            answer = cursor.execute("PRAGMA integrity_check").fetchone()[0]
    while trail.seal(now=timezone.now()):
        pass
    return {"database": answer, "trail": trail.verify().reason or "ok"}


def plans() -> dict[str, Any]:
    """Codes of saved plans, and how many acts were left half: a plan, its form's key and its trail go together."""
    codes = list(SavedPlan.objects.values_list("code", flat=True))
    told = TrailEntry.objects.filter(verb="plan.saved").count()
    keyed = SubmittedForm.objects.exclude(result="").filter(result__contains="/plan/").count()
    empty = SubmittedForm.objects.filter(result="").count()
    return {"codes": codes, "half_written": abs(told - len(codes)) + abs(keyed - len(codes)) + empty}


def cases() -> dict[str, int]:
    return {"cases": Case.objects.count()}


def founder_cookie() -> dict[str, str]:
    """A founder's account, signed in; return the cookie of that session."""
    user = User.objects.create(email="amara@example.org", name="Amara Nwosu", roles=[str(Role.FOUNDER)])
    User.objects.create(email="wei@example.org", name="Wei", roles=[str(Role.ADVISER)])
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


ACTS: dict[str, Callable[..., Any]] = {
    "queue": queue,
    "deliveries": deliveries,
    "by_address": by_address,
    "suppressed": suppressed,
    "living": living,
    "plans": plans,
    "cases": cases,
    "founder_cookie": founder_cookie,
    "integrity": integrity,
}


def main() -> None:
    answer = ACTS[sys.argv[1]](**json.loads(sys.argv[2]))
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
