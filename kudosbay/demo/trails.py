"""The trail of the history: who did what on which day, written in bulk and sealed like any other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

from django.db import models

from kudosbay.accounts.models import User
from kudosbay.demo.bulk import Row, lay, numbers_go_on
from kudosbay.kernel import trail
from kudosbay.kernel.models import TrailEntry, TrailSeal, TrailSubject

Subject = tuple[str, int]  # kind as in the trail, id
FLUSH = 2000


@dataclass(frozen=True, slots=True)
class Act:
    at: datetime
    by: User | None
    verb: str
    on: Sequence[Subject]
    facts: dict[str, Any] = field(default_factory=dict)


def about(model: type[models.Model], number: int) -> Subject:
    return trail.kind_of(model), number


class Trail:
    """Holds at most a few thousand acts; ids and seals follow the order in which they are told."""

    def __init__(self, *, now: datetime) -> None:
        seal_all(now=now)
        self.now, self.head = now, trail.head()
        self.waiting: list[Act] = []
        last = TrailEntry.objects.order_by("-pk").values_list("pk", flat=True).first()
        last_subject = TrailSubject.objects.order_by("-pk").values_list("pk", flat=True).first()
        last_seal = TrailSeal.objects.order_by("-pk").values_list("pk", flat=True).first()
        self.entry, self.subject = count((last or 0) + 1), count((last_subject or 0) + 1)
        self.seal = count((last_seal or 0) + 1)

    def tell(self, act: Act) -> None:
        self.waiting.append(act)
        if len(self.waiting) >= FLUSH:
            self.flush()

    def tell_all(self, acts: Iterable[Act]) -> None:
        for act in sorted(acts, key=lambda one: one.at):
            self.tell(act)

    def flush(self) -> None:
        acts = [(next(self.entry), act) for act in self.waiting]
        self.waiting = []
        lay(TrailEntry, (_entry(number, act) for number, act in acts))
        lay(TrailSubject, self._subjects(acts))
        lay(TrailSeal, self._seals(acts))

    def _seals(self, acts: list[tuple[int, Act]]) -> Iterator[Row]:
        for number, act in acts:
            digest = trail.digest(self.head.digest, TrailEntry(**_entry(number, act)), on=act.on)
            self.head = trail.Head(self.head.position + 1, digest)
            place = {"id": next(self.seal), "position": self.head.position}
            yield {**place, "entry_id": number, "digest": digest, "sealed_at": self.now}

    def _subjects(self, acts: list[tuple[int, Act]]) -> Iterator[Row]:
        for number, act in acts:
            for kind, thing in act.on:
                yield {"id": next(self.subject), "entry_id": number, "kind": kind, "object_id": thing}

    def end(self) -> None:
        self.flush()
        numbers_go_on(TrailEntry, TrailSubject, TrailSeal)


def _entry(number: int, act: Act) -> dict[str, Any]:
    return {
        "id": number,
        "at": act.at.astimezone(UTC),
        "actor_id": act.by.pk if act.by else None,
        "actor_role": act.by.acting_as if act.by else trail.MACHINE.acting_as,
        "verb": act.verb,
        "facts": act.facts,
    }


def seal_all(*, now: datetime) -> int:
    """Chain what is told; return how many entries."""
    sealed = 0
    while some := trail.seal(now=now):
        sealed += some
    return sealed
