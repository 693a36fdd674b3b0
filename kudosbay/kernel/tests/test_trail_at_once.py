"""Writers at the same time: an entry whose transaction ends after higher ones were sealed is sealed all the same."""

import threading
import time
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from kudosbay.kernel import trail
from kudosbay.kernel.models import TrailEntry, TrailSeal

WRITERS, EACH = 4, 20

GUARDS = import_module("kudosbay.kernel.migrations.0002_append_only")
TABLES = ("kernel_trailvalue", "kernel_trailsubject", "kernel_trailseal", "kernel_trailentry")


@pytest.fixture(autouse=True)
def own_trail(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Real transactions on an empty trail; taken away afterwards, which its guards must be told to allow."""
    with django_db_blocker.unblock():
        yield
        with connection.schema_editor() as editor:
            GUARDS.unprotect(None, editor)
            for table in TABLES:
                editor.execute(f"DELETE FROM {table}")
            GUARDS.protect(None, editor)


class Slow(threading.Thread):
    """A transaction that has written its entry and not ended yet."""

    def __init__(self) -> None:
        super().__init__()
        self.written, self.may_end, self.entry = threading.Event(), threading.Event(), 0

    def run(self) -> None:
        try:
            with transaction.atomic():
                self.entry = trail.record(trail.MACHINE, "test.slow", on=[]).pk
                self.written.set()
                self.may_end.wait(20)
        finally:
            self.written.set()
            connection.close()


@pytest.fixture
def slow() -> Iterator[Slow]:
    thread = Slow()
    thread.start()
    thread.written.wait(20)
    yield thread
    thread.may_end.set()
    thread.join()


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite lets one transaction write at a time: ids end in order"
)
def test_a_lower_entry_that_ends_later_is_sealed_next(slow: Slow) -> None:
    quick = trail.record(trail.MACHINE, "test.quick", on=[])
    assert slow.entry < quick.pk
    assert trail.seal(now=timezone.now()) == 1
    slow.may_end.set()
    slow.join()
    assert trail.seal(now=timezone.now()) == 1
    assert list(TrailSeal.objects.order_by("position").values_list("entry", flat=True)) == [quick.pk, slow.entry]
    assert trail.verify() == trail.Verdict(checked=2, unsealed=0)


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite lets one transaction write at a time: ids end in order"
)
def test_also_when_more_than_the_window_was_sealed_meanwhile(slow: Slow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail, "WINDOW", 3)
    for _number in range(8):
        trail.record(trail.MACHINE, "test.quick", on=[])
        trail.seal(now=timezone.now())
    slow.may_end.set()
    slow.join()
    assert trail.seal(now=timezone.now()) == 0
    assert trail.seal_late(now=timezone.now()) == 1
    assert trail.verify() == trail.Verdict(checked=9, unsealed=0)


def write_some() -> None:
    try:
        for _number in range(EACH):
            with transaction.atomic():
                trail.record(trail.MACHINE, "test.busy", on=[])
    finally:
        connection.close()


def test_sealing_while_many_write_loses_nobody() -> None:
    writers = [threading.Thread(target=write_some) for _number in range(WRITERS)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        trail.seal(now=timezone.now(), most=7)
        time.sleep(0.005)
    while trail.seal(now=timezone.now()):
        pass
    assert trail.verify() == trail.Verdict(checked=WRITERS * EACH, unsealed=0)
    assert TrailEntry.objects.count() == WRITERS * EACH
