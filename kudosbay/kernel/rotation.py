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
    key: str
    values: int
    files: int


def rotate() -> Rotated:
    """Seal all under a new key; where an earlier rotation left something behind, finish that one instead."""
    ring = keyring() if left_behind() else add_key()
    values = sum(_rotate_column(column) for column in COLUMNS.values())
    return Rotated(ring.current, values, sum(_rotate_files(files) for files in FILES.values()))


def left_behind() -> bool:
    """Tell whether values stand under an older key beside values under the current one, or beside an unused one."""
    used = status()
    current = keyring().current
    return any(name != current for name in used) and (current in used or len(keyring().keys) > len(used))


def status() -> Counter[str]:
    """Return how many values and files each key seals."""
    counted: Counter[str] = Counter()
    for column in COLUMNS.values():
        counted.update(vault.key_id(sealed) for _, sealed in _rows(column))
    for files in FILES.values():
        counted.update(vault.key_id(_head(path)) for path, _ in files.listing())
    return counted


def _rows(column: SealedColumn) -> Iterator[Row]:
    rows = _objects(column).exclude(**{column.field: b""}).exclude(**{column.field: None})
    for pk, sealed in rows.order_by("pk").values_list("pk", column.field).iterator(chunk_size=BATCH):
        yield pk, bytes(sealed)


def _objects(column: SealedColumn) -> models.QuerySet[Any]:
    return models.QuerySet(apps.get_model(column.model))


def _head(path: str) -> bytes:
    with default_storage.open(path) as file:
        return bytes(file.read(vault.OVERHEAD))


def _rotate_column(column: SealedColumn) -> int:
    """Change each value only where it is still what was read: a row saved meanwhile is sealed anew already."""
    current, done = keyring().current, 0
    older = [pk for pk, sealed in _rows(column) if vault.key_id(sealed) != current]
    remaining = iter(older)
    while batch := list(islice(remaining, BATCH)):
        done += _rotate_batch(column, batch)
    return done


@transaction.atomic
def _rotate_batch(column: SealedColumn, batch: list[Any]) -> int:
    rows = _objects(column).select_for_update().filter(pk__in=batch).values_list("pk", column.field)
    done = 0
    for pk, sealed in list(rows):
        fresh = vault.rewrapped(bytes(sealed), purpose=column.purpose)
        done += _objects(column).filter(pk=pk).update(**{column.field: fresh})
    return done


def _rotate_files(files: SealedFiles) -> int:
    current, done = keyring().current, 0
    for path, purpose in files.listing():
        if vault.key_id(_head(path)) != current:
            with default_storage.open(path) as file:
                sealed = file.read()
            files.replace(path, vault.rewrapped(sealed, purpose=purpose))
            done += 1
    return done
