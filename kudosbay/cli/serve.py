"""The supervisor: web and worker as child processes, started, watched, restarted and stopped together."""

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from kudosbay.cli.ports import free_port

GRACE_SECONDS = 15
RESTART_SECONDS = 1.0
# Two arenas: with one for each thread a process keeps memory that nobody uses. Large pieces go back to the system as
# soon as they are free: by itself glibc would keep ever larger ones. Together some forty megabytes of each process.
GIVES_BACK = {
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": str(128 * 1024),
    "MALLOC_TRIM_THRESHOLD_": str(128 * 1024),
}


class Supervisor:
    """Holds the children by name. `stop` ends the watch; each child gets SIGTERM and `GRACE_SECONDS`.

    Each child leads a process group: Ctrl C reaches the supervisor alone, and what a child leaves behind goes with it.
    """

    def __init__(self, commands: dict[str, list[str]], run_dir: Path, extra: dict[str, str]) -> None:
        self.commands = commands
        self.run_dir = run_dir
        self.environment = os.environ | extra
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.stopping = False

    def start(self, name: str) -> None:
        child = subprocess.Popen(self.commands[name], env=self.environment, start_new_session=True)  # noqa: S603 - our own words
        self.children[name] = child
        (self.run_dir / f"{name}.pid").write_text(str(child.pid))

    def watch(self) -> int:
        for name in self.commands:
            self.start(name)
        while not self.stopping:
            time.sleep(0.2)
            self._raise_the_fallen()
        return self._end()

    def stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _raise_the_fallen(self) -> None:
        for name, child in list(self.children.items()):
            if child.poll() is not None and not self.stopping:
                print(f"kudosbay: {name} ended with {child.returncode}; starting it again", flush=True)  # noqa: T201
                _sweep(child)
                time.sleep(RESTART_SECONDS)
                self.start(name)

    def _end(self) -> int:
        for child in self.children.values():
            child.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for name, child in self.children.items():
            try:
                child.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
            _sweep(child)
            (self.run_dir / f"{name}.pid").unlink(missing_ok=True)
        return 0


def _sweep(child: subprocess.Popen[bytes]) -> None:
    """End what is left of a child's group: a server killed outright leaves its own worker, and the port taken."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kudosbay.config.settings")
    django.setup()


def _web(port: int) -> list[str]:
    words = ["-m", "granian", "--interface", "wsgi", "--host", settings.HOST, "--port", str(port)]
    words += ["--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
    return [sys.executable, *words, "kudosbay.config.wsgi:application"]


def _worker() -> list[str]:
    return [sys.executable, "-m", "kudosbay.cli", "worker"]


def serve(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="kudosbay serve")
    parser.add_argument("--web-only", action="store_true", help="no worker: further hosts run `kudosbay worker`")
    options = parser.parse_args(argv)
    _set_up()
    return _serve(web_only=options.web_only)


def _serve(*, web_only: bool) -> int:
    port = free_port(settings.HOST, settings.PORT)
    run_dir = settings.DATA_DIR / "run"
    run_dir.mkdir(parents=True, exist_ok=True)
    commands = {"web": _web(port)} | ({} if web_only else {"worker": _worker()})
    address = _address(port)
    supervisor = Supervisor(commands, run_dir, {"KUDOSBAY_BASE_URL": address, **GIVES_BACK})
    signal.signal(signal.SIGTERM, supervisor.stop)
    signal.signal(signal.SIGINT, supervisor.stop)
    (run_dir / "serve.pid").write_text(str(os.getpid()))
    _say(address, port)
    return supervisor.watch()


def _address(port: int) -> str:
    """Return the configured address; for a machine of one's own, with the port that was really found."""
    given = os.environ.get("KUDOSBAY_BASE_URL", "")
    return given or f"http://{settings.HOST}:{port}"


def _say(address: str, port: int) -> None:
    if port != settings.PORT:
        print(f"Port {settings.PORT} is taken; using {port}.")  # noqa: T201
    print(f"Kudosbay is at {address}/   (stop with Ctrl C)", flush=True)  # noqa: T201
    call_command("logins")


def up(argv: list[str]) -> int:
    """What `make run` does: bring the database up to date, load the demonstration where it is empty, serve."""
    parser = argparse.ArgumentParser(prog="kudosbay up")
    parser.add_argument("--small", action="store_true", help="the small demonstration")
    options = parser.parse_args(argv)
    os.environ.setdefault("KUDOSBAY_DEMO", "yes")
    _set_up()
    call_command("upgrade")
    if not apps.get_model("people.Person").objects.exists():  # else not even its programs are read: a second less
        _fill(small=options.small)
    return _serve(web_only=False)


def _fill(*, small: bool) -> None:
    """Load the demonstration in a process of its own, whose memory goes with it. Raises CalledProcessError."""
    connections.close_all()
    words = [sys.executable, "-m", "kudosbay.cli", "demo", "--if-empty", *(["--small"] if small else [])]
    subprocess.run(words, check=True)  # noqa: S603 - our own words


def worker(argv: list[str]) -> int:
    argparse.ArgumentParser(prog="kudosbay worker").parse_args(argv)
    _set_up()
    call_command("work")
    return 0
