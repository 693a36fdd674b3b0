"""The trail: who did what to which records, append-only, chained by a periodic seal.

A command writes its entry in its own transaction; sealing comes later, so that writers never queue for the chain.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import models, transaction
from django.utils import timezone

from kudosbay.kernel.models import TrailEntry, TrailSeal, TrailSubject, TrailValue

GENESIS = "0" * 64
BATCH = 500
WINDOW = 20_000  # seals: more than all that is written while the longest transaction runs


class Actor(Protocol):
    """Whoever acts: a user, or the machine with no id."""

    @property
    def pk(self) -> Any: ...

    @property
    def acting_as(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Machine:
    """The software itself, for periodic work and the command line."""

    acting_as: str = "machine"
    pk: None = None


MACHINE = Machine()


_told_at: ContextVar[datetime | None] = ContextVar("trail_told_at", default=None)


@contextmanager
def told_at(moment: datetime) -> Iterator[None]:
    """Let acts stand in the trail at a moment of the past: for invented histories only, never for what happens now."""
    token = _told_at.set(moment)
    try:
        yield
    finally:
        _told_at.reset(token)


def kind_of(thing: models.Model | type[models.Model]) -> str:
    return thing._meta.label_lower


def record(
    by: Actor,
    verb: str,
    *,
    on: Sequence[models.Model],
    fields: Iterable[str] = (),
    facts: Mapping[str, Any] | None = None,
    values: Mapping[str, Any] | None = None,
) -> TrailEntry:
    """Write one act inside the caller's transaction.

    `facts` hold ids, codes and dates; `values` hold personal data, kept apart so that they can be erased.
    """
    salt = secrets.token_hex(16) if values else ""
    entry = TrailEntry.objects.create(
        at=_told_at.get() or timezone.now(),
        actor_id=by.pk,
        actor_role=by.acting_as,
        verb=verb,
        fields=sorted(fields),
        facts=dict(facts or {}),
        values_hash=_hash(salt, dict(values)) if values else "",
    )
    TrailSubject.objects.bulk_create(TrailSubject(entry=entry, kind=kind_of(thing), object_id=thing.pk) for thing in on)
    if values:
        TrailValue.objects.create(entry=entry, salt=salt, values=dict(values))
    return entry


def of(thing: models.Model) -> models.QuerySet[TrailEntry]:
    """Return what was done to one record, newest first."""
    return (
        TrailEntry.objects.filter(subjects__kind=kind_of(thing), subjects__object_id=thing.pk)
        .select_related("value")
        .order_by("-id")
    )


def _hash(salt: str, content: Any) -> str:
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(f"{salt}{canonical}".encode()).hexdigest()


def _digest(previous: str, entry: TrailEntry) -> str:
    return digest(previous, entry, on=[(subject.kind, subject.object_id) for subject in entry.subjects.all()])


def digest(previous: str, entry: TrailEntry, *, on: Iterable[tuple[str, int]]) -> str:
    """Return the link that joins an entry, with what it is about as (kind, id), to the digest before it."""
    content = [
        entry.pk,
        entry.at.isoformat(),
        entry.actor_id,
        entry.actor_role,
        entry.verb,
        entry.fields,
        entry.facts,
        entry.values_hash,
        sorted(on),
    ]
    return _hash(previous, content)


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain, to be kept outside the database: without it a cut tail cannot be seen."""

    position: int
    digest: str


def head() -> Head:
    last = TrailSeal.objects.order_by("-position").first()
    return Head(last.position, last.digest) if last else Head(0, GENESIS)


@transaction.atomic
def seal(*, now: datetime, most: int = BATCH) -> int:
    """Chain up to `most` of the latest entries that no seal covers yet; return how many.

    An entry gets its id when it is written and is seen when its transaction ends: a lower one may come after a higher
    one was sealed. So this looks WINDOW seals back; what came later still is left to `seal_late`.
    """
    last = _last_seal()
    return _seal(TrailEntry.objects.filter(pk__gt=_floor(last)), last, now=now, most=most)


@transaction.atomic
def seal_late(*, now: datetime, most: int = BATCH) -> int:
    """Chain what `seal` no longer looks for, however long its transaction took. Reads the whole trail."""
    return _seal(TrailEntry.objects.all(), _last_seal(), now=now, most=most)


def _last_seal() -> TrailSeal | None:
    return TrailSeal.objects.select_for_update().order_by("-position").first()


def _floor(last: TrailSeal | None) -> int:
    before = TrailSeal.objects.filter(position=last.position - WINDOW) if last else TrailSeal.objects.none()
    return before.values_list("entry", flat=True).first() or 0


def _seal(entries: models.QuerySet[TrailEntry], last: TrailSeal | None, *, now: datetime, most: int) -> int:
    position, digest = (last.position, last.digest) if last else (0, GENESIS)
    waiting = entries.filter(seal=None).prefetch_related("subjects").order_by("id")[:most]
    seals = []
    for entry in waiting:
        position, digest = position + 1, _digest(digest, entry)
        seals.append(TrailSeal(position=position, entry=entry, digest=digest, sealed_at=now))
    TrailSeal.objects.bulk_create(seals)
    return len(seals)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`broken_at` is the trail id of the first altered entry (None: the whole chain holds)."""

    checked: int
    unsealed: int
    broken_at: int | None = None
    reason: str = ""


def verify(*, known: Head | None = None) -> Verdict:
    """Walk the chain from its beginning. `known` is a head exported earlier: it shows whether the tail was cut."""
    unsealed = TrailEntry.objects.filter(seal=None).count()
    digest, position = GENESIS, 0
    for one in _chain():
        position += 1
        digest = _digest(digest, one.entry)
        reason = _fault(one, digest=digest, position=position, known=known)
        if reason:
            return Verdict(position, unsealed, one.entry_id, reason)
    if known and position < known.position:
        return Verdict(position, unsealed, None, "cut")
    return Verdict(position, unsealed)


def _chain() -> Iterable[TrailSeal]:
    chain = TrailSeal.objects.select_related("entry", "entry__value").prefetch_related("entry__subjects")
    return chain.order_by("position").iterator(chunk_size=BATCH)


def _fault(one: TrailSeal, *, digest: str, position: int, known: Head | None) -> str:
    if one.position != position:
        return "missing"
    if one.digest != digest:
        return "altered"
    if known and known.position == position and known.digest != digest:
        return "rewritten"
    value = getattr(one.entry, "value", None)
    if value and _hash(value.salt, value.values) != one.entry.values_hash:
        return "values altered"
    return ""
