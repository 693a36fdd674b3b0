from datetime import timedelta

import pytest

from kudosbay.kernel import outbox
from kudosbay.kernel.models import Effect


@pytest.fixture
def done(monkeypatch):
    monkeypatch.setattr(outbox, "HANDLERS", {})
    seen = []
    outbox.handler("call")(lambda key, payload: seen.append((key, payload)))
    return seen


@pytest.fixture
def failing(monkeypatch):
    monkeypatch.setattr(outbox, "HANDLERS", {})

    @outbox.handler("call")
    def fail(_key, _payload):
        message = "the other side is away"
        raise OSError(message)


def test_an_effect_is_done_once(db, done, now):
    outbox.effect("call", "a", payload={"n": 1}, now=now)
    outbox.effect("call", "a", payload={"n": 2}, now=now)
    assert outbox.do_next(now=now)
    assert not outbox.do_next(now=now)
    assert done == [("a", {"n": 1})]
    assert Effect.objects.get().status == "done"


def test_an_effect_waits_for_its_time(db, done, now):
    outbox.effect("call", "a", payload={}, now=now + timedelta(minutes=1))
    assert not outbox.do_next(now=now)
    assert outbox.do_next(now=now + timedelta(minutes=1))


def test_a_failure_is_tried_again_later_and_parked_after_five(db, failing, now):
    outbox.effect("call", "a", payload={}, now=now)
    tries = 0
    for minute in range(0, 600, 5):
        tries += outbox.do_next(now=now + timedelta(minutes=minute))
    row = Effect.objects.get()
    assert (tries, row.status, row.attempts) == (5, "parked", 5)
    assert "the other side is away" in row.last_error


def test_the_wait_grows(db, failing, now):
    outbox.effect("call", "a", payload={}, now=now)
    waits = []
    for _ in range(3):
        row = Effect.objects.get()
        outbox.do_next(now=row.next_at)
        waits.append(Effect.objects.get().next_at - row.next_at)
    assert waits == [timedelta(seconds=30), timedelta(seconds=60), timedelta(seconds=120)]


def test_one_that_fails_does_not_hold_up_another(db, failing, now):
    outbox.effect("call", "a", payload={}, now=now)
    outbox.do_next(now=now)
    seen = []
    outbox.handler("ring")(lambda key, _payload: seen.append(key))
    outbox.effect("ring", "b", payload={}, now=now + timedelta(minutes=5))
    outbox.do_next(now=now + timedelta(minutes=5))
    assert seen == ["b"]


def test_a_lease_protects_and_runs_out(db, done, now):
    outbox.effect("call", "a", payload={}, now=now)
    assert outbox._claim(now) is not None
    assert outbox._claim(now) is None
    assert outbox._claim(now + outbox.LEASE + timedelta(seconds=1)) is not None


def test_an_effect_that_kills_its_worker_five_times_is_parked(db, done, now):
    outbox.effect("call", "a", payload={}, now=now)
    for number in range(6):
        outbox._claim(now + number * (outbox.LEASE + timedelta(seconds=1)))
    assert Effect.objects.get().status == "parked"
    assert not outbox.do_next(now=now + timedelta(days=1))


def test_a_late_end_does_not_overwrite_a_later_try(db, done, now):
    outbox.effect("call", "a", payload={}, now=now)
    first = outbox._claim(now)
    outbox._claim(now + outbox.LEASE + timedelta(seconds=1))
    outbox._end(first, status="done")
    assert Effect.objects.get().status == "waiting"


def test_a_kind_that_nobody_knows_is_parked_and_said(db, done, now):
    outbox.effect("sing", "a", payload={}, now=now)
    outbox.do_next(now=now)
    row = Effect.objects.get()
    assert (row.status, "sing" in row.last_error) == ("parked", True)
