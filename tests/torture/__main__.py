"""`python -m tests.torture --size tiny|full`: every harness, one JSON line each, kept under benchmarks/results/."""

import argparse
import json
import os
import platform
import time
from collections.abc import Callable
from typing import Any

from tests.torture import dup_post, full_disk, kill_mail, kill_web, rush, smtp_faults
from tests.torture.ground import RESULTS, postgresql_answers, say

ROOM = 100  # megabytes: the product calls a disk full that has less than 64 left
Round = tuple[Callable[..., dict[str, Any]], dict[str, Any]]

TINY: list[Round] = [
    (kill_mail.run, {"mails": 20, "kills": 1, "workers": 1, "database": "sqlite"}),
    (kill_web.run, {"kills": 1, "visitors": 2, "database": "sqlite", "most_seconds": 30.0}),  # machines of CI are slow
    (dup_post.run, {"times": 20, "database": "sqlite"}),
    (smtp_faults.run, {"mails": 11, "database": "sqlite"}),
    (full_disk.run, {"megabytes": ROOM, "posts": 6, "most_seconds": 10.0}),
    (rush.run, {"guests": 40, "seats": 8, "leaving": 3, "database": "sqlite"}),
]


def full(database: str) -> list[Round]:
    return [
        (kill_mail.run, {"mails": 500, "kills": 20, "workers": 1, "database": database}),
        (kill_mail.run, {"mails": 500, "kills": 20, "workers": 2, "database": database}),
        (kill_mail.run_poison, {"mails": 300, "every": 150, "database": database}),
        (smtp_faults.run, {"mails": 110, "database": database}),
        (kill_web.run, {"kills": 100, "visitors": 3, "database": database}),
        (dup_post.run, {"times": 50, "database": database}),
        (rush.run, {"guests": 200, "seats": 40, "leaving": 10, "database": database}),
    ]


def rounds(size: str) -> list[Round]:
    if size == "tiny":
        return TINY
    return [
        *full("sqlite"),
        (full_disk.run, {"megabytes": ROOM, "posts": 40}),
        *(full("postgresql") if postgresql_answers() else []),
    ]


def keep(size: str, figures: list[dict[str, Any]]) -> None:
    RESULTS.mkdir(parents=True, exist_ok=True)
    machine = {"python": platform.python_version(), "processors": os.cpu_count(), "load": os.getloadavg()}
    path = RESULTS / f"torture-{size}-{time.strftime('%Y-%m-%d')}.json"
    path.write_text(json.dumps({"size": size, "machine": machine, "rounds": figures}, indent=2) + "\n")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--size", choices=["tiny", "full"], default="full")
    size = parser.parse_args().size
    figures = []
    for run, values in rounds(size):
        figures.append(run(**values))
        say(figures[-1])
        keep(size, figures)  # a run that is broken off keeps what it has
    return not all(one["holds"] for one in figures)


if __name__ == "__main__":
    raise SystemExit(main())
