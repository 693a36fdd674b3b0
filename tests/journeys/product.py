"""The product as a new user starts it: `kudosbay up` in its own data folder, web and worker, the small demonstration."""

import os
import re
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


@contextmanager
def running(folder: Path, *, database: str = "") -> Iterator[Product]:
    """Start it, wait for its first page, and end it by its pid."""
    port = free_port()
    environment = os.environ | {
        "KUDOSBAY_DATA_DIR": str(folder),
        "KUDOSBAY_DATABASE_URL": database,
        "KUDOSBAY_DEMO": "yes",
        "KUDOSBAY_PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "kudosbay.config.settings",
    }
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
