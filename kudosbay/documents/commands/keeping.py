from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction

from kudosbay.accounts.models import User
from kudosbay.documents.checks import Checked, check_file
from kudosbay.documents.models import StoredFile
from kudosbay.documents.storage import keep_bytes
from kudosbay.kernel import trail


class Incoming(Protocol):
    """A file of a form: django.core.files.File has it."""

    name: Any

    def chunks(self) -> Iterator[bytes]: ...


def store_file(file: Incoming, *, by: User, now: datetime) -> StoredFile:
    """Check, clean, seal and keep a file; raise FileRefused with the cause, and keep nothing.

    No transaction is open while a stranger's file is read: that may take 30 seconds.
    """
    return store_chunks(file.chunks(), name=str(file.name), by=by, now=now)


def store_chunks(chunks: Iterable[bytes], *, name: str, by: User, now: datetime) -> StoredFile:
    return keep_file(check_file(chunks, name=name), by=by, now=now)


@transaction.atomic
def keep_file(checked: Checked, *, by: User, now: datetime) -> StoredFile:
    sha256, path = keep_bytes(checked.content)
    stored = StoredFile.objects.create(
        sha256=sha256,
        kind=checked.kind,
        size=len(checked.content),
        pages=checked.pages,
        name=checked.name,
        path=path,
        seen=checked.seen,
        stored_at=now,
        stored_by=by,
    )
    trail.record(by, "file.stored", on=[stored], facts={"kind": checked.kind, "size": stored.size})
    return stored
