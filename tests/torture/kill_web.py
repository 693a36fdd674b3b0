"""kill -9 of the web server under form load: whatever it acknowledged is there afterwards, whole."""

import argparse
import os
import random
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from tests.torture.browser import Visitor
from tests.torture.ground import ground, say
from tests.torture.web import GONE, Web, environment

BETWEEN = (0.3, 1.5)  # seconds of load before each kill


@dataclass
class Load:
    """Visitors that save plan after plan, and the journal of what was acknowledged to them."""

    url: str
    acknowledged: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    broken_off: int = 0
    ended: threading.Event = field(default_factory=threading.Event)

    def visit(self) -> None:
        visitor = Visitor(self.url)
        self._until_done(visitor.arrive)
        while not self.ended.is_set():
            self._once(lambda: self.acknowledged.append(visitor.save()))
        visitor.close()

    def _until_done(self, act: Any) -> None:
        while not self.ended.is_set() and not self._once(act):
            pass

    def _once(self, act: Any) -> bool:
        try:
            act()
        except GONE:
            self.broken_off += 1
            time.sleep(0.05)
            return False
        except (RuntimeError, StopIteration, KeyError) as error:
            self.failures.append(repr(error))
            time.sleep(0.1)
            return False
        return True


def run(*, kills: int, visitors: int, database: str, most_seconds: float = 5.0) -> dict[str, Any]:
    with ground(database, **environment()) as here, Web(here) as web:
        load = Load(web.url)
        threads = [threading.Thread(target=load.visit, daemon=True) for _ in range(visitors)]
        for thread in threads:
            thread.start()
        silences = [_kill_once(web, load) for _ in range(kills)]
        load.ended.set()
        for thread in threads:
            thread.join(timeout=40)
        found = here.within("plans")
        state = here.within("integrity")
        missing = sorted(set(load.acknowledged) - set(found["codes"]))
        figures = {
            "harness": "kill_web",
            "database": database,
            "kills": kills,
            "acknowledged": len(load.acknowledged),
            "lost": len(missing),
            "half_written": found["half_written"],
            "posts_broken_off": load.broken_off,
            "other_failures": load.failures[:5],
            "longest_wait_after_restart": round(max(wait for wait, _processor in silences), 2),
            "most_processor_seconds_to_start": round(max(processor for _wait, processor in silences), 2),
            "load": round(os.getloadavg()[0], 1),
            "integrity": state,
        }
        figures["holds"] = bool(
            load.acknowledged
            and not missing
            and not found["half_written"]
            and not load.failures
            and all(_soon_enough(*one, most=most_seconds) for one in silences)
            and state == {"database": "ok", "trail": "ok"}
        )
        return figures


def _soon_enough(wait: float, processor: float, *, most: float) -> bool:
    """Where others keep the processors busy, the clock says nothing about the server: its own processor time does."""
    overloaded = os.getloadavg()[0] > 1.25 * (os.cpu_count() or 1)
    return (processor if overloaded else wait) <= most


def _kill_once(web: Web, load: Load) -> tuple[float, float]:
    """Let some more be acknowledged, then kill."""
    goal, until = len(load.acknowledged) + 2, time.monotonic() + 20
    while len(load.acknowledged) < goal and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(random.uniform(*BETWEEN))
    return web.kill_and_wait()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture.kill_web", description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--visitors", type=int, default=3)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    asked = parser.parse_args()
    return not say(run(kills=asked.kills, visitors=asked.visitors, database=asked.database))


if __name__ == "__main__":
    raise SystemExit(main())
