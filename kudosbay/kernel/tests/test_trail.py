from datetime import datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

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
