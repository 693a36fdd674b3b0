"""Is this installation well? Each app adds its own questions; `kudosbay doctor` asks them all."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Min

from kudosbay.kernel.jobs import heartbeats
from kudosbay.kernel.models import Effect, TrailEntry

LEAST_FREE = 0.05  # below this share of the disk nothing more should be accepted
SEAL_DELAY = timedelta(minutes=10)
DURABLE = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}


@dataclass(frozen=True, slots=True)
class Finding:
    well: bool
    words: str


Question = Callable[[datetime], Finding]
QUESTIONS: dict[str, Question] = {}


def question(name: str) -> Callable[[Question], Question]:
    """Register a question, in an app's `jobs.py`."""

    def register(function: Question) -> Question:
        QUESTIONS[name] = function
        return function

    return register


def ask_all(*, now: datetime) -> dict[str, Finding]:
    return {name: _ask(asked, now) for name, asked in QUESTIONS.items()}


def _ask(asked: Question, now: datetime) -> Finding:
    try:
        return asked(now)
    except Exception as error:  # noqa: BLE001 - whatever goes wrong is the answer
        return Finding(well=False, words=f"{type(error).__name__}: {error}")


@question("database")
def database(_now: datetime) -> Finding:
    """Whether it answers, and whether what it says is saved survives a power cut."""
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('fsync'), current_setting('synchronous_commit')")
            fsync, commit = cursor.fetchone()
        return Finding(fsync == "on" and commit != "off", f"PostgreSQL, fsync {fsync}, synchronous_commit {commit}")
    with connection.cursor() as cursor:
        found = {name: str(cursor.execute(f"PRAGMA {name}").fetchone()[0]) for name in DURABLE}
    return Finding(found == DURABLE, "SQLite, " + ", ".join(f"{name} {value}" for name, value in found.items()))


@question("disk")
def disk(_now: datetime) -> Finding:
    usage = shutil.disk_usage(settings.DATA_DIR)
    return Finding(usage.free / usage.total > LEAST_FREE, f"{usage.free // 2**20} MB free in {settings.DATA_DIR}")


@question("worker")
def worker(now: datetime) -> Finding:
    living = heartbeats.living(now=now)
    names = ", ".join(one.executor for one in living)
    return Finding(bool(living), names or "no worker runs: start `kudosbay serve` or `kudosbay worker`")


@question("trail")
def trail(now: datetime) -> Finding:
    oldest = TrailEntry.objects.filter(seal=None).aggregate(first=Min("at"))["first"]
    late = oldest is not None and now - oldest > SEAL_DELAY
    return Finding(not late, f"not sealed since {oldest:%Y-%m-%d %H:%M} UTC" if late else "sealed up to date")


@question("effects")
def effects(_now: datetime) -> Finding:
    parked = Effect.objects.filter(status=Effect.Status.PARKED).count()
    return Finding(not parked, f"{parked} parked: they need a person" if parked else "none parked")
