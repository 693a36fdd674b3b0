"""The worker process: a heartbeat, the sweeps, the periodic jobs, and a clean end."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta

from django.db import close_old_connections, connections
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from kudosbay.kernel.jobs import engine, heartbeats, periodic
from kudosbay.kernel.jobs.registry import PERIODIC, SWEEPS, Hands, Regular

JOB_MODULES = ("jobs", "upkeep")  # in each app
BEAT_SECONDS = 2.0
LOOK_SECONDS = 1.0
MOST_PAUSE_SECONDS = 10.0
GRACE_SECONDS = 12.0  # the supervisor waits 15

RECORDS_KEPT = timedelta(days=7)

log = logging.getLogger(__name__)


class Worker:
    """Implements `Hands`. Each sweep has a thread, so that a slow mail server holds up nothing else."""

    def __init__(self) -> None:
        self.executor = heartbeats.new_executor()
        self._end = threading.Event()

    def stopping(self) -> bool:
        return self._end.is_set()

    def wait(self, seconds: float) -> bool:
        return self._end.wait(seconds)

    def run(self, job: str, key: str) -> None:
        engine.run(job, key)

    def stop(self) -> None:
        self._end.set()

    def work(self) -> None:
        """Run until `stop` is called, then finish what is in hand."""
        autodiscover_modules(*JOB_MODULES)
        heartbeats.beat(self.executor, now=timezone.now())
        engine.launch(self)
        threads = self._threads()
        for thread in threads:
            thread.start()
        while not self._end.wait(1.0):
            pass
        deadline = time.monotonic() + GRACE_SECONDS
        for thread in threads:
            thread.join(timeout=max(0.1, deadline - time.monotonic()))
        engine.stop()
        heartbeats.farewell(self.executor)

    def _threads(self) -> list[threading.Thread]:
        rounds: dict[str, tuple[float, Callable[[], object]]] = {
            "heartbeat": (BEAT_SECONDS, self._beat),
            "periodic": (LOOK_SECONDS, Clock(self).look),
        }
        for name, sweep in SWEEPS.items():
            rounds[name] = (sweep.every_seconds, self._sweep(sweep))
        return [
            threading.Thread(target=self._round, args=(name, *what), name=name, daemon=True)
            for name, what in rounds.items()
        ]

    def _sweep(self, sweep: Regular) -> Callable[[], object]:
        return lambda: sweep.function(self)

    def _round(self, name: str, seconds: float, act: Callable[[], object]) -> None:
        """Repeat for ever. A database that is away, or a mistake in one round, must not end the worker nor fill the log."""
        pause = seconds
        while not self._end.wait(pause):
            try:
                close_old_connections()
                act()
                pause = seconds
            except Exception:
                pause = min(pause * 2, MOST_PAUSE_SECONDS)
                log.exception("%s failed; again in %s seconds", name, pause)
        connections.close_all()

    def _beat(self) -> None:
        now = timezone.now()
        heartbeats.beat(self.executor, now=now)
        if heartbeats.leads(self.executor, now=now):
            engine.resume_orphans({one.executor for one in heartbeats.living(now=now)})


class Clock:
    """Starts each periodic job once per period. The period's number is the key: the first worker to use it wins."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker
        self.done: dict[str, int] = {}

    def look(self) -> None:
        for name, regular in PERIODIC.items():
            period = int(time.time() // regular.every_seconds)
            if self.done.get(name) != period and not self.worker.stopping():
                self.done[name] = period
                self._run(name, period)

    def _run(self, name: str, period: int) -> None:
        try:
            self.worker.run(name, str(period))
        except Exception:
            log.exception("%s failed; the next period tries again", name)


def tidy(hands: Hands) -> None:
    """Forget workers long gone and the records of jobs long done."""
    now = timezone.now()
    heartbeats.forget_old(now=now)
    while engine.forget_done(before=now - RECORDS_KEPT) and not hands.stopping():
        pass


periodic("kernel.tidy", 3600, tidy)
