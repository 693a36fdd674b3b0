"""An uploaded pack → its files as text. Nothing of it is ever run, and nothing is written before all of it was looked at.

A pack is a zip or tar archive that holds `pack.yaml` and files that take the place of those of the same name.
"""

import io
import re
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, Final

from kudosbay.rulebook.faults import Fault

MOST_BYTES: Final = 4 * 2**20  # packed
MOST_UNPACKED: Final = 16 * 2**20
MOST_FILES: Final = 200
FOLDERS: Final = ("cases", "papers", "steps", "tables", "texts")
NAME: Final = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$")
ENDINGS: Final = (".yaml", ".csv")
Files = dict[str, str]


class ArchiveError(ValueError):
    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("\n".join(fault.say() for fault in faults))


def read_archive(content: bytes) -> Files:
    """Path inside the pack → text. Raises ArchiveError with everything that is wrong with the archive."""
    if len(content) > MOST_BYTES:
        raise ArchiveError([Fault("", None, "", f"the archive is larger than {MOST_BYTES // 2**20} MB")])
    files: Files = {}
    faults: list[Fault] = []
    try:
        for name, plain, held in _members(content):
            _take(name, held, plain=plain, files=files, faults=faults)
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, OSError, RuntimeError) as error:  # also for foreign packing
        raise ArchiveError([Fault("", None, "", f"this is no zip or tar archive that can be read: {error}")]) from error
    if faults:
        raise ArchiveError(faults)
    return _without_folder(files)


def _members(content: bytes) -> Iterator[tuple[str, bool, bytes]]:
    """(name, is it a plain file, what it holds); reading stops where the whole becomes too large."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        yield from _zipped(content)
    else:
        yield from _tarred(content)


def _zipped(content: bytes) -> Iterator[tuple[str, bool, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        left = _Room()
        for one in archive.infolist():
            if one.is_dir():
                continue
            left.one_more()
            link = (one.external_attr >> 16) & 0o170000 == 0o120000
            with archive.open(one) as file:
                yield one.filename, not link, left.read(file)


def _tarred(content: bytes) -> Iterator[tuple[str, bool, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:*") as archive:
        left = _Room()
        for one in archive:
            if one.isdir():
                continue
            left.one_more()
            file = archive.extractfile(one) if one.isfile() else None
            yield one.name, one.isfile(), left.read(file) if file else b""


class _Room:
    """How much may still be unpacked: what the archive says of its sizes is not believed."""

    def __init__(self) -> None:
        self.left, self.files = MOST_UNPACKED, 0

    def one_more(self) -> None:
        self.files += 1
        if self.files > MOST_FILES:
            raise ArchiveError([Fault("", None, "", f"more than {MOST_FILES} files")])

    def read(self, file: IO[bytes]) -> bytes:
        held: bytes = file.read(self.left + 1)
        self.left -= len(held)
        if self.left < 0:
            raise ArchiveError([Fault("", None, "", f"unpacked it is larger than {MOST_UNPACKED // 2**20} MB")])
        return held


def _take(name: str, held: bytes, *, plain: bool, files: Files, faults: list[Fault]) -> None:
    path = PurePosixPath(name)
    if not plain:
        faults.append(Fault(name, None, "", "only plain files are taken, no links"))
    elif path.is_absolute() or "\\" in name or not all(NAME.match(part) for part in path.parts):
        faults.append(Fault(name, None, "", "a name is letters, digits, dots and dashes, below the pack’s own folder"))
    elif path.suffix not in ENDINGS:
        faults.append(Fault(name, None, "", f"only files that end with {' or '.join(ENDINGS)} are taken"))
    else:
        try:
            files[str(path)] = held.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            faults.append(Fault(name, held[: error.start].count(b"\n") + 1, "", "this is not text in UTF-8"))


def _without_folder(files: Files) -> Files:
    """Packed with its folder or without: both are the same pack."""
    tops = {PurePosixPath(name).parts[0] for name in files}
    if len(tops) == 1 and all(len(PurePosixPath(name).parts) > 1 for name in files) and not tops & set(FOLDERS):
        return {str(PurePosixPath(*PurePosixPath(name).parts[1:])): text for name, text in files.items()}
    return files
