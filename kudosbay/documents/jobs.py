"""Cleaning up behind uploads that nobody finished. Safe to run at any time, twice, and on several hosts."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import Exists, ManyToOneRel, OuterRef, QuerySet
from django.utils import timezone

from kudosbay.documents.commands.uploads import KEPT_FOR, discard_upload, remove_pieces
from kudosbay.documents.models import StoredFile, Upload
from kudosbay.documents.storage import all_paths
from kudosbay.kernel import trail
from kudosbay.kernel.jobs import Hands, periodic

UNUSED_FOR = timedelta(hours=24)


def remove_abandoned_uploads(*, now: datetime) -> int:
    """Forget uploads that had no piece for 24 hours, and pieces whose upload is gone."""
    abandoned = list(Upload.objects.abandoned(now - KEPT_FOR))
    for upload in abandoned:
        discard_upload(upload, by=trail.MACHINE)
    return len(abandoned) + _remove_lost_pieces(now)


def _remove_lost_pieces(now: datetime) -> int:
    if not default_storage.exists("incoming"):
        return 0
    known = set(Upload.objects.values_list("path", flat=True))
    lost = [f"incoming/{name}" for name in default_storage.listdir("incoming")[0] if f"incoming/{name}" not in known]
    old = [path for path in lost if _is_old(path, now)]
    for path in old:
        remove_pieces(path)
    return len(old)


def remove_orphans(*, now: datetime) -> int:
    """Forget files that no record points to after 24 hours, then bytes that no file names."""
    unused = _unused().filter(stored_at__lt=now - UNUSED_FOR)
    gone, _ = unused.delete()
    named = set(StoredFile.objects.values_list("path", flat=True))
    orphans = [path for path in all_paths() if path not in named and _is_old(path, now)]
    for path in orphans:
        default_storage.delete(path)
    return gone + len(orphans)


def _unused() -> QuerySet[StoredFile]:
    """Return files that no other record of any app points to."""
    rows = StoredFile.objects.all()
    for link in StoredFile._meta.get_fields(include_hidden=True):
        if isinstance(link, ManyToOneRel):
            users: QuerySet[Any] = QuerySet(link.related_model).filter(**{link.field.name: OuterRef("pk")})
            rows = rows.exclude(Exists(users))
    return rows


def _is_old(path: str, now: datetime) -> bool:
    written = default_storage.get_modified_time(path)
    return written.astimezone(UTC) < now - UNUSED_FOR


def tidy(_hands: Hands) -> None:
    remove_abandoned_uploads(now=timezone.now())
    remove_orphans(now=timezone.now())


periodic("documents.tidy", 3600, tidy)
