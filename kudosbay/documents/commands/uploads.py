"""A file that arrives in pieces over a bad line. Pieces are sealed as they come: none lies on the disk in the open."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.documents.checks import must_fit, shown_name
from kudosbay.documents.commands.keeping import store_chunks
from kudosbay.documents.models import StoredFile, Upload
from kudosbay.documents.refusals import FileRefused
from kudosbay.kernel import trail, vault
from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.kernel.ids import secret_token

MOST_OPEN = 20
LARGEST_PIECE = 2 * 1024 * 1024
KEPT_FOR = timedelta(hours=24)


class WrongPlace(Refused):
    """The piece does not begin where the file ends so far; `expected` is the right place."""

    def __init__(self, expected: int) -> None:
        super().__init__(_("The upload goes on from another place."), field="file")
        self.expected = expected


@transaction.atomic
def begin_upload(name: str, size: int, *, by: User, now: datetime) -> Upload:
    """Announce a file of `size` bytes. What cannot be taken is refused before it is sent."""
    must_fit(size)
    if size <= 0:
        raise FileRefused("empty")
    if by.uploads.count() >= MOST_OPEN:
        raise Refused(_("Too many files are on their way. Finish or cancel some of them first."), field="file")
    key = secret_token()
    upload = Upload.objects.create(
        key=key, owner=by, name=shown_name(name), size=size, path=f"incoming/{key}", touched_at=now
    )
    trail.record(by, "upload.begun", on=[upload], facts={"size": size})
    return upload


@transaction.atomic
def receive_piece(upload: Upload, *, start: int, data: bytes, by: User, now: datetime) -> Upload:
    """Add a piece; one that is here already is taken as received. Raises WrongPlace with the right place."""
    upload = _own(upload, by)
    end = start + len(data)
    if start < upload.received and end <= upload.received:
        return upload
    if start != upload.received or not data:
        raise WrongPlace(upload.received)
    if end > upload.size or len(data) > LARGEST_PIECE:
        raise FileRefused("wrong_size")
    default_storage.save(_piece(upload, start), ContentFile(vault.seal(data, purpose=_purpose(upload, start))))
    upload.received, upload.touched_at = end, now
    upload.save(update_fields=["received", "touched_at"])
    return upload


def finish_upload(upload: Upload, *, by: User, now: datetime) -> StoredFile:
    """Check and keep the file as `store_file` does. A refused file is thrown away with its pieces."""
    upload = _complete(upload, by)
    try:
        stored = store_chunks(_pieces(upload), name=upload.name, by=by, now=now)
    except FileRefused:
        discard_upload(upload, by=by)
        raise
    discard_upload(upload, by=by)
    return stored


@transaction.atomic
def discard_upload(upload: Upload, *, by: trail.Actor) -> None:
    """Forget an upload and its pieces."""
    trail.record(by, "upload.ended", on=[upload])
    Upload.objects.filter(pk=upload.pk).delete()
    remove_pieces(upload.path)


def remove_pieces(path: str) -> None:
    if default_storage.exists(path):
        for name in default_storage.listdir(path)[1]:
            default_storage.delete(f"{path}/{name}")
        default_storage.delete(path)


def _complete(upload: Upload, by: User) -> Upload:
    current = Upload.objects.filter(pk=upload.pk).first()
    if current is None:
        raise Refused(_("This upload is finished or was given up. Begin again if the file is missing."), field="file")
    if current.owner_id != by.pk:
        raise _not_yours()
    if current.received != current.size:
        raise WrongPlace(current.received)
    return current


def _own(upload: Upload, by: User) -> Upload:
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if upload.owner_id != by.pk:
        raise _not_yours()
    return upload


def _not_yours() -> NotAllowed:
    return NotAllowed(_("This upload was begun by somebody else."))


def _piece(upload: Upload, start: int) -> str:
    return f"{upload.path}/{start:012d}"


def _purpose(upload: Upload, start: int) -> str:
    return f"upload:{upload.key}:{start}"


def _pieces(upload: Upload) -> Iterator[bytes]:
    for name in sorted(default_storage.listdir(upload.path)[1]):
        if name.isdigit() and int(name) < upload.size:
            with default_storage.open(f"{upload.path}/{name}") as file:
                yield vault.open_sealed(file.read(), purpose=_purpose(upload, int(name)))
