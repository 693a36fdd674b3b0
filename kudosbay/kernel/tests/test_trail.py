from datetime import datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from conftest import Cast
from kudosbay.kernel import trail
from kudosbay.kernel.models import TrailEntry, TrailSeal, TrailValue

TABLES = ("kernel_trailentry", "kernel_trailsubject", "kernel_trailseal")


@pytest.fixture
def sealed(cast: Cast, now: datetime) -> list[TrailEntry]:
    made = [
        trail.record(cast.wei, f"test.done_{number}", on=[cast.amara.person], values={"name": f"Amara {number}"})
        for number in range(6)
    ]
    assert trail.seal(now=now) == 6
    return made


def in_a_copy(*statements: str) -> None:
    """What somebody with the database file could do: take the guards off and write."""
    with connection.cursor() as cursor:
        for table in TABLES:
            for act in ("update", "delete"):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER {table}_no_{act}{on}")
        for statement in statements:
            cursor.execute(statement)


def test_an_honest_trail_holds(sealed: list[TrailEntry]) -> None:
    assert trail.verify() == trail.Verdict(checked=6, unsealed=0)


@pytest.mark.parametrize("act", ["UPDATE kernel_trailentry SET verb = 'x'", "DELETE FROM kernel_trailseal"])
def test_the_database_refuses_to_change_the_trail(sealed: list[TrailEntry], act: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act)
    assert not trail.verify().reason


def test_the_first_altered_entry_is_named(sealed: list[TrailEntry]) -> None:
    in_a_copy(
        f"UPDATE kernel_trailentry SET verb = 'forged' WHERE id = {sealed[4].pk}",
        f"UPDATE kernel_trailentry SET actor_id = 987654 WHERE id = {sealed[2].pk}",
    )
    verdict = trail.verify()
    assert (verdict.broken_at, verdict.reason) == (sealed[2].pk, "altered")


def test_a_changed_subject_is_named(sealed: list[TrailEntry]) -> None:
    in_a_copy(f"UPDATE kernel_trailsubject SET object_id = 999999 WHERE entry_id = {sealed[1].pk}")
    assert trail.verify().broken_at == sealed[1].pk


def test_a_missing_seal_is_seen(sealed: list[TrailEntry]) -> None:
    in_a_copy(f"DELETE FROM kernel_trailseal WHERE entry_id = {sealed[3].pk}")
    assert trail.verify().reason == "missing"


def test_a_cut_tail_is_seen_by_who_kept_the_head(sealed: list[TrailEntry]) -> None:
    kept = trail.head()
    in_a_copy(f"DELETE FROM kernel_trailseal WHERE entry_id = {sealed[5].pk}")
    assert not trail.verify().reason
    assert trail.verify(known=kept).reason == "cut"


def test_changed_personal_values_are_named(sealed: list[TrailEntry]) -> None:
    TrailValue.objects.filter(entry=sealed[0]).update(values={"name": "Somebody else"})
    assert trail.verify().broken_at == sealed[0].pk


def test_erased_personal_values_keep_the_chain_true(sealed: list[TrailEntry]) -> None:
    TrailValue.objects.filter(entry=sealed[0]).delete()
    assert not trail.verify().reason


def test_sealing_goes_on_where_it_stopped(sealed: list[TrailEntry], cast: Cast, now: datetime) -> None:
    trail.record(cast.wei, "test.later", on=[cast.amara.person])
    assert trail.seal(now=now) == 1
    positions: list[Any] = list(TrailSeal.objects.order_by("position").values_list("position", flat=True))
    assert positions == list(range(1, 8))
    assert trail.verify().checked == 7


def test_what_lies_behind_the_window_is_not_read_each_time(
    sealed: list[TrailEntry], cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail, "WINDOW", 2)
    with CaptureQueriesContext(connection) as asked:
        trail.seal(now=now)
    floor = sealed[3].pk
    assert any("kernel_trailentry" in one["sql"] and f"> {floor}" in one["sql"] for one in asked.captured_queries)


def test_a_long_trail_is_sealed_without_a_gap(cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail, "WINDOW", 700)
    entries = [TrailEntry(at=now, actor_role="machine", verb="test.many") for _number in range(3_000)]
    TrailEntry.objects.bulk_create(entries, batch_size=500)
    while trail.seal(now=now):
        pass
    assert trail.verify() == trail.Verdict(checked=3_000, unsealed=0)


def test_an_entry_behind_the_window_is_sealed_by_the_late_round(
    sealed: list[TrailEntry], cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if its transaction had run while everything after it was written and sealed."""
    monkeypatch.setattr(trail, "WINDOW", 2)
    ids = range(sealed[-1].pk + 2, sealed[-1].pk + 10)
    TrailEntry.objects.bulk_create(TrailEntry(pk=pk, at=now, actor_role="machine", verb="test.next") for pk in ids)
    assert trail.seal(now=now) == 8
    TrailEntry.objects.bulk_create([TrailEntry(pk=ids[0] - 1, at=now, actor_role="machine", verb="test.late")])
    assert trail.seal(now=now) == 0
    assert trail.verify().unsealed == 1
    assert trail.seal_late(now=now) == 1
    assert trail.verify() == trail.Verdict(checked=15, unsealed=0)
