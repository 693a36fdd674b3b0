"""A new key for everything that is sealed. A rotation that was stopped anywhere goes on where it was."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import models, transaction

from kudosbay.kernel import vault
from kudosbay.kernel.keyring import add_key, keyring

BATCH = 200
Row = tuple[Any, bytes]


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """`model` as app_label.Model; each value of `field`, a BinaryField, is sealed for `purpose`."""

    model: str
    field: str
    purpose: str


@dataclass(frozen=True, slots=True)
class SealedFiles:
    """Files of the storage: `listing` yields (path, purpose), `replace` writes one whole or not at all."""

    name: str
    listing: Callable[[], Iterator[tuple[str, str]]]
    replace: Callable[[str, bytes], None]


COLUMNS: dict[tuple[str, str], SealedColumn] = {}
FILES: dict[str, SealedFiles] = {}


def register(sealed: SealedColumn | SealedFiles) -> None:
    """Let an app say in AppConfig.ready() what it keeps sealed: what is not said here is not rotated."""
    if isinstance(sealed, SealedColumn):
        COLUMNS[sealed.model, sealed.field] = sealed
    else:
        FILES[sealed.name] = sealed


@dataclass(frozen=True, slots=True)
class Rotated:
    """`unreadable` were altered or lost their key before: they stay as they are, and a person must look at them."""

    key: str
    values: int
    files: int
    unreadable: int


def rotate() -> Rotated:
    """Seal all under a new key; where an earlier rotation left something behind, finish that one instead."""
    ring = keyring() if left_behind() else add_key()
    done: Counter[str] = Counter()
    for column in COLUMNS.values():
        done += _rotate_column(column)
    for files in FILES.values():
        done += _rotate_files(files)
    return Rotated(ring.current, done["values"], done["files"], done["unreadable"])


def left_behind() -> bool:
    """Tell whether a rotation was stopped: values that open under older keys, beside values under a newer one or none."""
    used = {vault.key_id(sealed) for sealed, purpose in _everything() if vault.opens(sealed, purpose=purpose)}
    ring = keyring()
    return bool(used - {ring.current}) and (ring.current in used or len(ring.keys) > len(used))


def status() -> Counter[str]:
    """Return how many values and files each key seals."""
    return Counter(vault.key_id(sealed) for sealed, _ in _everything())


def _everything() -> Iterator[tuple[bytes, str]]:
    """Yield each sealed value, and the head of each sealed file, with its purpose."""
    for column in COLUMNS.values():
        yield from ((sealed, column.purpose) for _, sealed in _rows(column))
    for files in FILES.values():
        yield from ((_head(path), purpose) for path, purpose in files.listing())


def _rows(column: SealedColumn) -> Iterator[Row]:
    rows = _objects(column).exclude(**{column.field: b""}).exclude(**{column.field: None})
    for pk, sealed in rows.order_by("pk").values_list("pk", column.field).iterator(chunk_size=BATCH):
        yield pk, bytes(sealed)


def _objects(column: SealedColumn) -> models.QuerySet[Any]:
    return models.QuerySet(apps.get_model(column.model))


def _head(path: str) -> bytes:
    with default_storage.open(path) as file:
        return bytes(file.read(vault.OVERHEAD))


def _rotate_column(column: SealedColumn) -> Counter[str]:
    current, done = keyring().current, Counter[str]()
    remaining = iter([pk for pk, sealed in _rows(column) if vault.key_id(sealed) != current])
    while batch := list(islice(remaining, BATCH)):
        done += _rotate_batch(column, batch)
    return done


@transaction.atomic
def _rotate_batch(column: SealedColumn, batch: list[Any]) -> Counter[str]:
    rows = _objects(column).select_for_update().filter(pk__in=batch).values_list("pk", column.field)
    done: Counter[str] = Counter()
    for pk, sealed in list(rows):
        fresh = _rewrapped(bytes(sealed), column.purpose)
        done["values" if fresh else "unreadable"] += 1
        if fresh:
            _objects(column).filter(pk=pk).update(**{column.field: fresh})
    return done


def _rotate_files(files: SealedFiles) -> Counter[str]:
    current, done = keyring().current, Counter[str]()
    for path, purpose in files.listing():
        if vault.key_id(_head(path)) != current:
            with default_storage.open(path) as file:
                fresh = _rewrapped(file.read(), purpose)
            done["files" if fresh else "unreadable"] += 1
            if fresh:
                files.replace(path, fresh)
    return done


def _rewrapped(sealed: bytes, purpose: str) -> bytes:
    """Return the value under the current key, or nothing where it does not open: one bad value stops no rotation."""
    try:
        return vault.rewrapped(sealed, purpose=purpose)
    except vault.NotOpened:
        return b""
