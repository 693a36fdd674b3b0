"""A disk that is full: a small one is mounted and filled to the last byte under form load, then room is made again.

Meanwhile pages are read and forms are answered calmly (503, at once); nothing acknowledged is lost, nothing is half
written; and it goes on by itself when there is room. Needs the right to mount; says so where it is missing.
"""

import argparse
import os
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.torture.browser import FOUND, LANGUAGE, Visitor, code_of
from tests.torture.ground import ground, say
from tests.torture.web import Web, environment

CALM = 503
PIECE = 64 * 1024
RECOVERY = 10.0
READ = (f"/{LANGUAGE}/", f"/{LANGUAGE}/find-your-way/", f"/{LANGUAGE}/plan/")


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path | None]:
    """Yield a disk of so many megabytes; None where this process may not mount one."""
    with tempfile.TemporaryDirectory(prefix="kudosbay-disk-") as place:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", place]
        try:
            mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
        except OSError:
            mounted = False
        try:
            yield Path(place) if mounted else None
        finally:
            if mounted:
                subprocess.run(["umount", "-l", place], check=False)


def fill(disk: Path) -> Path:
    """Write until not one byte more goes in."""
    filler = disk / "filler"
    with filler.open("ab", buffering=0) as file:
        for size in (PIECE, 512, 1):
            try:
                while file.write(b"\0" * size):
                    pass
            except OSError:
                continue
    return filler


def run(*, megabytes: int, posts: int, most_seconds: float = 2.0) -> dict[str, Any]:
    with small_disk(megabytes) as disk:
        if disk is None:
            return {"harness": "full_disk", "skipped": "this process may not mount a tmpfs", "holds": True}
        with ground("sqlite", disk=disk, **environment()) as here, Web(here) as web:
            return _under_load(here, web, disk, posts=posts, most_seconds=most_seconds)


def _under_load(here: Any, web: Web, disk: Path, *, posts: int, most_seconds: float) -> dict[str, Any]:
    visitor, server = Visitor(web.url), web.process()
    visitor.arrive()
    acknowledged = [visitor.save() for _number in range(3)]
    form = visitor.save_form()
    filler = fill(disk)
    answers = [_timed(lambda number=number: visitor.send(form, form_key=f"full-{number}")) for number in range(posts)]
    acknowledged += [code_of(one.headers["location"]) for one, _took in answers if one.status_code == FOUND]
    read = [visitor.client.get(path).status_code for path in (*READ, f"/{LANGUAGE}/plan/{acknowledged[0]}/")]
    health = visitor.client.get("/healthz").status_code
    filler.unlink()
    again, seconds = _until_it_goes(visitor, form)
    acknowledged += again
    found, state = here.within("plans"), here.within("integrity")
    codes = Counter(one.status_code for one, _took in answers)
    figures = {
        "harness": "full_disk",
        "database": "sqlite",
        "answers": {str(code): number for code, number in codes.items()},
        "slowest_answer": round(max(took for _one, took in answers), 2),
        "pages_read": read,
        "health": health,
        "seconds_until_it_goes_on": round(seconds, 2),
        "same_server": web.process() == server,
        "acknowledged": len(acknowledged),
        "lost": len(set(acknowledged) - set(found["codes"])),
        "half_written": found["half_written"],
        "integrity": state,
        "load": round(os.getloadavg()[0], 1),
    }
    return figures | {"holds": _holds(figures, codes, most_seconds)}


def _holds(figures: dict[str, Any], codes: Counter[int], most_seconds: float) -> bool:
    overloaded = os.getloadavg()[0] > 1.25 * (os.cpu_count() or 1)
    return bool(
        codes[CALM]
        and set(codes) <= {CALM, FOUND}
        and (overloaded or figures["slowest_answer"] <= most_seconds)
        and set(figures["pages_read"]) == {httpx.codes.OK}
        and figures["seconds_until_it_goes_on"] <= RECOVERY
        and figures["health"] == httpx.codes.SERVICE_UNAVAILABLE
        and figures["same_server"]
        and not figures["lost"]
        and not figures["half_written"]
        and figures["integrity"] == {"database": "ok", "trail": "ok"}
    )


def _timed(act: Any) -> tuple[httpx.Response, float]:
    began = time.monotonic()
    answer = act()
    return answer, time.monotonic() - began


def _until_it_goes(visitor: Visitor, form: Any) -> tuple[list[str], float]:
    """Send the form until it is taken; return the code of the plan, if it was, and how long that took."""
    began, number = time.monotonic(), 0
    while time.monotonic() < began + 3 * RECOVERY:
        number += 1
        answer = visitor.send(form, form_key=f"room-{number}")
        if answer.status_code == FOUND:
            return [code_of(answer.headers["location"])], time.monotonic() - began
        time.sleep(0.2)
    return [], time.monotonic() - began


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture.full_disk", description=__doc__)
    parser.add_argument("--megabytes", type=int, default=100)
    parser.add_argument("--posts", type=int, default=40)
    asked = parser.parse_args()
    return not say(run(megabytes=asked.megabytes, posts=asked.posts))


if __name__ == "__main__":
    raise SystemExit(main())
