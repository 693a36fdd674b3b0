"""Bytes of papers: under their SHA-256, sealed, whole or not there at all."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, default_storage

from kudosbay.kernel import vault

FOLDER = "papers"


class Stored(Protocol):
    """A row that says where its bytes are: documents.StoredFile."""

    path: Any


class DurableStorage(FileSystemStorage):
    """Writes a file beside its place, to the disk, then moves it there: a crash leaves the old one or the new one."""

    def _save(self, name: str, content: "File[Any]") -> str:
        place = Path(self.path(name))
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = place.with_name(f"{place.name}.{secrets.token_hex(4)}.part")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            for chunk in content.chunks():
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(place)
        _sync_folder(place.parent)
        return name

    def get_available_name(self, name: str, max_length: int | None = None) -> str:  # noqa: ARG002 - Django's signature
        """Return the name as it is: the same content has the same place."""
        return name


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def path_of(sha256: str) -> str:
    return f"{FOLDER}/{sha256[:2]}/{sha256}"


def purpose_of(path: str) -> str:
    """Bind a sealed file to its content's hash: one that is moved over another does not open."""
    return f"file:{path.rpartition('/')[2]}"


def keep_bytes(plain: bytes) -> tuple[str, str]:
    """Write the content sealed; return its SHA-256 and path. The same content twice is one file."""
    sha256 = hashlib.sha256(plain).hexdigest()
    path = path_of(sha256)
    write_sealed(path, vault.seal(plain, purpose=purpose_of(path)))
    return sha256, path


def write_sealed(path: str, sealed: bytes) -> None:
    default_storage.save(path, ContentFile(sealed))


def read_file(stored: Stored) -> bytes:
    """Return the content; raise vault.NotOpened where the file was altered, FileNotFoundError where it is gone."""
    with default_storage.open(stored.path) as file:
        return vault.open_sealed(file.read(), purpose=purpose_of(stored.path))


def all_paths(folder: str = FOLDER) -> Iterator[str]:
    if not default_storage.exists(folder):
        return
    folders, files = default_storage.listdir(folder)
    for name in files:
        yield f"{folder}/{name}"
    for name in folders:
        yield from all_paths(f"{folder}/{name}")


def sealed_paths() -> Iterator[tuple[str, str]]:
    """Yield (path, purpose) of each paper, for a change of keys."""
    for path in all_paths():
        if not path.endswith(".part"):
            yield path, purpose_of(path)
