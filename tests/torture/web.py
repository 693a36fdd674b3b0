"""The web server under torture: started by the product's own supervisor, killed with all its children."""

import contextlib
import os
import signal
import socket
import time
from pathlib import Path
from typing import Self

import httpx

from tests.torture.ground import Ground, end

BOOT = 60.0
GONE = (httpx.TransportError,)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment() -> dict[str, str]:
    port = free_port()
    return {"KUDOSBAY_PORT": str(port), "KUDOSBAY_BASE_URL": f"http://127.0.0.1:{port}"}


class Web:
    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.url = ground.environment["KUDOSBAY_BASE_URL"]
        self.supervisor = ground.start("-m", "kudosbay.cli", "serve", "--web-only")

    def __enter__(self) -> Self:
        self.wait_for_an_answer()
        return self

    def __exit__(self, *_: object) -> None:
        end(self.supervisor)
        for process in _family(self.process()):
            _kill(process)

    def process(self) -> int:
        """Return the number of the running server; 0 while it is being written down."""
        said = _text(self.ground.folder / "run" / "web.pid").strip()
        return int(said) if said else 0

    def kill(self) -> None:
        """SIGKILL to the server and all that it started."""
        for process in _family(self.process()):
            _kill(process)

    def wait_for_an_answer(self) -> float:
        """Return how many seconds there was none."""
        began = time.monotonic()
        while time.monotonic() < began + BOOT:
            try:
                if httpx.get(f"{self.url}/healthz", timeout=5).status_code == httpx.codes.OK:
                    return time.monotonic() - began
            except GONE:
                time.sleep(0.02)
        message = f"no answer from {self.url}: {self.ground.log()[-2000:]}"
        raise TimeoutError(message)

    def kill_and_wait(self) -> tuple[float, float]:
        """Return the seconds from the new server's start to its first good answer, and its processor time by then."""
        old = self.process()
        self.kill()
        while self.process() in {0, old}:
            time.sleep(0.005)
        return self.wait_for_an_answer(), sum(map(_processor_seconds, _family(self.process())))


def _processor_seconds(process: int) -> float:
    """User and system time, which a busy machine does not stretch."""
    words = _text(Path(f"/proc/{process}/stat")).rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK") if words else 0.0


def _family(process: int) -> list[int]:
    """The process and its descendants, children last."""
    if not process:
        return []
    found = [process]
    for one in found:
        found += [child for child in _children(one) if child not in found]
    return found


def _children(process: int) -> list[int]:
    lists = Path(f"/proc/{process}/task").glob("*/children")
    return [int(word) for path in lists for word in _text(path).split()]


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def _kill(process: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
