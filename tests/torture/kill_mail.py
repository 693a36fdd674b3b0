"""kill -9 of the worker at random moments while notices go out: none lost, duplicates bounded and recognisable."""

import argparse
import random
import subprocess
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from tests.torture.ground import Ground, end, ground, kill, say
from tests.torture.sink import Script, Sink

SLOW = 0.02  # seconds between final dot and reply at most twice this: room for a kill in the undecidable gap
PATIENCE = 600.0
OPEN = (
    "SELECT count(*) FROM messaging_delivery WHERE channel <> 'portal' "
    "AND status NOT IN ('accepted', 'parked', 'failed', 'suppressed')"
)


@dataclass
class Crew:
    """The workers; one that is killed or falls is replaced at once."""

    ground: Ground
    number: int
    words: tuple[str, ...]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    falls: int = 0

    def start(self) -> None:
        self.workers = [self.ground.start(*self.words) for _ in range(self.number)]

    def replace(self, place: int) -> None:
        kill(self.workers[place])
        self.workers[place] = self.ground.start(*self.words)

    def raise_the_fallen(self) -> None:
        for place, worker in enumerate(self.workers):
            if worker.poll() is not None:
                self.falls += 1
                self.workers[place] = self.ground.start(*self.words)


def dawdle(_recipient: str, _times: int) -> None:
    time.sleep(random.uniform(0, 2 * SLOW))


def kill_on_the_way(crew: Crew, sink: Sink, *, kills: int, mails: int, until: float) -> int:
    """Kill so many times, each after some more mail went out; return how many kills there were."""
    done = 0
    while done < kills and time.monotonic() < until and len(sink.journal.taken) < mails:
        before = len(sink.journal.taken)
        goal = min(mails, before + random.randint(1, max(2, (mails - before) // (kills - done))))
        while len(sink.journal.taken) < goal and time.monotonic() < until:
            time.sleep(0.002)
        time.sleep(random.uniform(0, SLOW))
        crew.replace(random.randrange(crew.number))
        done += 1
    return done


def wait_for_the_end(crew: Crew, until: float) -> int:
    """Wait until every row has an end; return how many have none when patience ends."""
    left = -1
    while time.monotonic() < until:
        crew.raise_the_fallen()
        left = crew.ground.number(OPEN)
        if not left:
            break
        time.sleep(0.3)
    return left


def stop_cleanly(crew: Crew, until: float) -> tuple[float, list[int]]:
    """Ask all to end once all have begun; return the longest wait and the codes."""
    while time.monotonic() < until and crew.ground.within("living")["living"] < crew.number:
        crew.raise_the_fallen()
        time.sleep(0.3)
    seconds = [end(worker) for worker in crew.workers]
    return max(seconds), [worker.returncode for worker in crew.workers]


def run(*, mails: int, kills: int, workers: int, database: str) -> dict[str, Any]:
    with Sink(Script(before_end=dawdle)) as sink, ground(database, KUDOSBAY_SMTP_URL=sink.url) as here:
        here.within("queue", mails=mails)
        crew = Crew(here, workers, ("-m", "kudosbay.cli", "worker"))
        began = time.monotonic()
        until = began + PATIENCE
        crew.start()
        killed = kill_on_the_way(crew, sink, kills=kills, mails=mails, until=until)
        left = wait_for_the_end(crew, until)
        seconds = time.monotonic() - began
        stop_seconds, codes = stop_cleanly(crew, until)
        rows, state = here.within("deliveries"), here.within("integrity")
        figures = _figures(sink, rows, mails=mails, kills=killed, workers=workers)
        figures |= {
            "harness": "kill_mail",
            "database": database,
            "open": left,
            "seconds": round(seconds, 1),
            "taken_over": here.log().count("taking over"),
            "integrity": state,
            "stop_seconds": round(stop_seconds, 1),
            "stop_codes": codes,
        }
        figures["holds"] = bool(
            figures["holds"]
            and not left
            and killed == kills
            and state == {"database": "ok", "trail": "ok"}
            and codes == [0] * workers
            and stop_seconds <= 15
        )
        return figures


def _figures(sink: Sink, rows: dict[str, Any], *, mails: int, kills: int, workers: int) -> dict[str, Any]:
    """Compare what the server took with what the rows say."""
    taken = Counter((one.recipient, one.message_id) for one in sink.journal.taken)
    recipients = {recipient for recipient, _id in taken}
    wrong = [one for one in taken if rows["message_ids"].get(one[0]) != one[1]]
    duplicates = sum(taken.values()) - len(taken)
    lost = mails - len(recipients)
    return {
        "mails": mails,
        "kills": kills,
        "workers": workers,
        "lost": lost,
        "duplicates": duplicates,
        "most_duplicates_allowed": kills * workers,
        "with_another_message_id": len(wrong),
        "begun_twice": rows["begun_twice"],
        "status": rows["status"],
        "holds": not lost and not wrong and duplicates <= kills * workers and rows["status"] == {"accepted": mails},
    }


def run_poison(*, mails: int, every: int, database: str) -> dict[str, Any]:
    """One message in so many kills its worker: the others arrive, it is parked after five tries."""
    with Sink() as sink, ground(database, KUDOSBAY_SMTP_URL=sink.url) as here:
        here.within("queue", mails=mails, poison=every)
        crew = Crew(here, 1, ("-m", "tests.torture.poisoned_worker"))
        began = time.monotonic()
        crew.start()
        left = wait_for_the_end(crew, began + PATIENCE)
        seconds = time.monotonic() - began
        end(crew.workers[0])
        rows = here.within("deliveries")
        poisoned = sum(number % every == every // 2 for number in range(mails))
        good = len({one.recipient for one in sink.journal.taken})
        expected = {"accepted": mails - poisoned, "parked": poisoned}
        return {
            "harness": "kill_mail --poison",
            "database": database,
            "mails": mails,
            "poisoned": poisoned,
            "delivered": good,
            "parked": len(rows["parked"]),
            "tries_of_parked": rows["tries_of_parked"],
            "workers_it_killed": crew.falls,
            "last_good_after_seconds": round(max(one.at for one in sink.journal.taken) - began, 1),
            "seconds": round(seconds, 1),
            "holds": not left and good == mails - poisoned and rows["status"] == expected,
        }


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture.kill_mail", description=__doc__)
    parser.add_argument("--mails", type=int, default=500)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--poison", action="store_true", help="one message in 100 kills its worker")
    asked = parser.parse_args()
    if asked.poison:
        return not say(run_poison(mails=asked.mails, every=min(100, asked.mails), database=asked.database))
    figures = run(mails=asked.mails, kills=asked.kills, workers=asked.workers, database=asked.database)
    return not say(figures)


if __name__ == "__main__":
    raise SystemExit(main())
