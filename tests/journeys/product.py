"""The product as a new user starts it: `kudosbay up` in its own data folder, web and worker, the small demonstration."""

import fcntl
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

START_SECONDS = 240


@dataclass(frozen=True, slots=True)
class Product:
    """`address` without a slash at its end; `environment` is what further `kudosbay` commands need."""

    address: str
    environment: dict[str, str]

    def command(self, *words: str) -> str:
        run = [sys.executable, "-m", "kudosbay.cli", *words]
        return subprocess.run(run, env=self.environment, capture_output=True, text=True, check=True).stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _filled(folder: Path) -> None:
    """Lay the small demonstration into the folder: made once in a run of the tests, copied for each product after that."""
    base = folder.parent.parent if "PYTEST_XDIST_WORKER" in os.environ else folder.parent
    template = base / "demonstration"
    with (base / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.exists():
            made = base / "demonstration-in-the-making"
            made.mkdir()
            for words in (["upgrade"], ["demo", "--small"]):
                run = [sys.executable, "-m", "kudosbay.cli", *words]
                subprocess.run(run, env=_surroundings(made), capture_output=True, check=True)
            made.rename(template)
    shutil.copytree(template, folder, dirs_exist_ok=True)


def _surroundings(folder: Path, database: str = "") -> dict[str, str]:
    return os.environ | {
        "KUDOSBAY_DATA_DIR": str(folder),
        "KUDOSBAY_DATABASE_URL": database,
        "KUDOSBAY_DEMO": "yes",
        "DJANGO_SETTINGS_MODULE": "kudosbay.config.settings",
    }


@contextmanager
def running(folder: Path, *, database: str = "", anew: bool = False) -> Iterator[Product]:
    """Start it, wait for its first page, and end it by its pid. `anew`: as a newcomer does, with an empty folder."""
    if not (database or anew):
        _filled(folder)
    port = free_port()
    environment = _surroundings(folder, database) | {"KUDOSBAY_PORT": str(port)}
    log = (folder / "product.log").open("wb")
    words = [sys.executable, "-m", "kudosbay.cli", "up", "--small"]
    process = subprocess.Popen(words, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        yield Product(_answering(process, folder / "product.log"), environment)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
        log.close()


def _answering(process: "subprocess.Popen[bytes]", log: Path) -> str:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        said = re.search(r"Kudosbay is at (\S+?)/?\s", log.read_text(errors="replace"))
        if said and _answers(said[1]):
            return said[1].rstrip("/")
        if process.poll() is not None:
            break
        time.sleep(0.3)
    raise AssertionError(f"the product did not start:\n{log.read_text(errors='replace')[-4000:]}")


def _answers(address: str) -> bool:
    try:
        with urlopen(f"{address}/healthz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False
