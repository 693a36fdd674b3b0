"""Prove `make run` as a newcomer meets it: twice, with the wished port taken, on an empty data folder of its own.

The first run loads the demonstration. The second must start within seconds and keep what is there.
"""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIRST_SECONDS = 600
SECOND_SECONDS = 15  # three times what is promised: a guard, no measurement
ADDRESS = re.compile(r"Kudosbay is at (http://\S+?)/?\s")


@contextlib.contextmanager
def taken_port() -> Iterator[int]:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        yield held.getsockname()[1]


@contextlib.contextmanager
def running(folder: str, port: int) -> Iterator[subprocess.Popen[str]]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KUDOSBAY_")}
    environment |= {"KUDOSBAY_DATA_DIR": folder, "KUDOSBAY_PORT": str(port), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        ["make", "run"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGINT)  # Ctrl C
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise


def address(process: subprocess.Popen[str]) -> str:
    for line in process.stdout or ():
        print("   ", line, end="")
        if found := ADDRESS.search(line):
            return found[1]
    message = f"make run ended with {process.wait()} and said no address"
    raise RuntimeError(message)


def answers(url: str, *, within: float) -> None:
    """Wait until the first page is there."""
    end = time.monotonic() + within
    while True:
        try:
            with urllib.request.urlopen(f"{url}/", timeout=10) as page:  # noqa: S310 - our own address
                assert page.status == 200, page.status
                return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def once(folder: str, port: int, *, within: float) -> float:
    began = time.monotonic()
    with running(folder, port) as process:
        url = address(process)
        assert not url.endswith(f":{port}"), f"{url} is the port that somebody else holds"
        answers(url, within=30)
        took = time.monotonic() - began
    assert took < within, f"{took:.1f} s until the first page; at most {within} s"
    return took


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="kudosbay-run-") as folder, taken_port() as port:
        first = once(folder, port, within=FIRST_SECONDS)
        size = (Path(folder) / "kudosbay.sqlite3").stat().st_size
        second = once(folder, port, within=SECOND_SECONDS)
        assert (Path(folder) / "kudosbay.sqlite3").stat().st_size >= size, "the second run lost data"
    print(f"make run: first page after {first:.1f} s with an empty database, after {second:.1f} s when all is there")
    return 0


if __name__ == "__main__":
    sys.exit(main())
