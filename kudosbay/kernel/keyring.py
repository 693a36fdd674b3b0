"""The file of keys that seal passports and papers. It stands outside the database: a stolen copy alone opens nothing.

Old keys stay in the file, since backups were sealed with them.
"""

import base64
import fcntl
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 32
OTHERS = 0o077


@dataclass(frozen=True, slots=True)
class Keyring:
    """`keys` by id (8 signs); `prints` makes fingerprints and is never changed: all would differ."""

    current: str
    keys: Mapping[str, bytes]
    prints: bytes

    def with_new_key(self) -> "Keyring":
        name = secrets.token_hex(4)
        return Keyring(name, {**self.keys, name: secrets.token_bytes(KEY_BYTES)}, self.prints)


def key_file() -> Path:
    return Path(settings.VAULT_KEYS or settings.DATA_DIR / "vault.keys")


def keyring() -> Keyring:
    """Return the keys; another process may have added one since, so the file's state is looked at each time."""
    path = key_file()
    try:
        state = path.stat()
    except FileNotFoundError:
        _make(path)
        state = path.stat()
    return _read(path, state.st_mode & 0o777, (state.st_mtime_ns, state.st_ino))


def add_key() -> Keyring:
    """Make a new key the current one. The old ones go on opening what they sealed."""
    path = key_file()
    keyring()
    with _alone(path):
        ring = _parse(path.read_bytes()).with_new_key()
        fresh = _written_beside(path, ring)
        fresh.replace(path)
    return ring


@lru_cache(maxsize=4)
def _read(path: Path, mode: int, state: tuple[int, int]) -> Keyring:  # noqa: ARG001 - `state` keeps the cache true
    if mode & OTHERS:
        message = f"{path} can be read by others. Run: chmod 600 {path}"
        raise ImproperlyConfigured(message)
    return _parse(path.read_bytes())


def _parse(content: bytes) -> Keyring:
    told = json.loads(content)
    keys = {name: base64.b64decode(key) for name, key in told["keys"].items()}
    return Keyring(told["current"], keys, base64.b64decode(told["prints"]))


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = _written_beside(path, Keyring("", {}, secrets.token_bytes(KEY_BYTES)).with_new_key())
    try:
        os.link(fresh, path)  # fails where another process was first: its keys are the keys
    except FileExistsError:
        pass
    finally:
        fresh.unlink()


def _written_beside(path: Path, ring: Keyring) -> Path:
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    content = {
        "current": ring.current,
        "keys": {name: base64.b64encode(key).decode() for name, key in ring.keys.items()},
        "prints": base64.b64encode(ring.prints).decode(),
    }
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as out:
        json.dump(content, out, indent=2)
        out.flush()
        os.fsync(out.fileno())
    return fresh


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    handle = os.open(path.with_name(f"{path.name}.lock"), os.O_WRONLY | os.O_CREAT, 0o600)
    with os.fdopen(handle, "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
