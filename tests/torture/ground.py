"""A ground of one's own for each run: a data folder, a database, programs that are started and ended by number."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).resolve().parent.parent.parent
RESULTS = ROOT / "benchmarks" / "results"
SERVER = os.environ.get("KUDOSBAY_TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres")


@dataclass
class Ground:
    folder: Path
    environment: dict[str, str]
    programs: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *words: str, **extra: str) -> subprocess.Popen[bytes]:
        """Start `python WORDS`; its lines go to a file in the folder."""
        with (self.folder / "programs.log").open("ab") as lines:
            program = subprocess.Popen(
                [sys.executable, *words], cwd=ROOT, env=self.environment | extra, stdout=lines, stderr=lines
            )
        self.programs.append(program)
        return program

    def ask(self, *words: str, **extra: str) -> Any:
        """Run `python WORDS` to its end and read the last line of what it says as JSON."""
        done = subprocess.run(
            [sys.executable, *words], cwd=ROOT, env=self.environment | extra, check=True, stdout=subprocess.PIPE
        )
        lines = done.stdout.decode().strip().splitlines()
        return json.loads(lines[-1]) if lines and lines[-1][:1] in "{[" else None

    def within(self, act: str, **values: Any) -> Any:
        return self.ask("-m", "tests.torture.within", act, json.dumps(values))

    def number(self, question: str) -> int:
        """Ask the database itself: starting the product for each look would be a load of its own."""
        url = self.environment["KUDOSBAY_DATABASE_URL"]
        if url:
            with psycopg.connect(url) as connection:
                row = connection.execute(question).fetchone()
                return int(row[0]) if row else 0
        with closing(sqlite3.connect(self.folder / "kudosbay.sqlite3", timeout=20)) as connection:
            return int(connection.execute(question).fetchone()[0])

    def log(self) -> str:
        path = self.folder / "programs.log"
        return path.read_text(errors="replace") if path.exists() else ""


def kill(program: subprocess.Popen[bytes]) -> None:
    program.kill()
    program.wait()


def end(program: subprocess.Popen[bytes], *, seconds: float = 20.0) -> float:
    """Ask a program to end; return how long that took. One that does not is killed."""
    began = time.monotonic()
    program.terminate()
    try:
        program.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        kill(program)
    return time.monotonic() - began


@contextmanager
def ground(database: str, *, disk: Path | None = None, **extra: str) -> Iterator[Ground]:
    """Yield a ground on a database of its own; its folder lies on `disk`, else where temporary files do."""
    folder = Path(tempfile.mkdtemp(prefix="kudosbay-torture-", dir=disk))
    with _database(database) as url:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("KUDOSBAY_")}
        made = Ground(
            folder,
            kept
            | {
                "KUDOSBAY_DATA_DIR": str(folder),
                "KUDOSBAY_DATABASE_URL": url,
                "DJANGO_SETTINGS_MODULE": "kudosbay.config.settings",
                "PYTHONPATH": str(ROOT),
            }
            | extra,
        )
        try:
            _prepare(made, fresh=database == "sqlite")
            yield made
        finally:
            for program in made.programs:
                if program.poll() is None:
                    kill(program)
            shutil.rmtree(folder, ignore_errors=True)


_prepared: list[tempfile.TemporaryDirectory[str]] = []


def _prepare(made: Ground, *, fresh: bool) -> None:
    """Migrate. A new SQLite folder is made once per run and copied."""
    if not fresh:
        made.ask("-m", "kudosbay.cli", "upgrade")
        return
    if not _prepared:
        _prepared.append(tempfile.TemporaryDirectory(prefix="kudosbay-torture-first-"))
        made.ask("-m", "kudosbay.cli", "upgrade", KUDOSBAY_DATA_DIR=_prepared[0].name)
    shutil.copytree(_prepared[0].name, made.folder, dirs_exist_ok=True)


@contextmanager
def _database(kind: str) -> Iterator[str]:
    """Yield the address of a new database, dropped afterwards; empty means SQLite in the folder."""
    if kind == "sqlite":
        yield ""
        return
    name = f"kudosbay_torture_{os.getpid()}_{time.monotonic_ns() % 1_000_000}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
        try:
            yield f"{SERVER.rsplit('/', maxsplit=1)[0]}/{name}"
        finally:
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def postgresql_answers() -> bool:
    try:
        psycopg.connect(SERVER, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def say(figures: dict[str, Any]) -> bool:
    """Print one line of figures; return whether the run held."""
    sys.stdout.write(json.dumps(figures, sort_keys=False) + "\n")
    sys.stdout.flush()
    return bool(figures["holds"])
