import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from kudosbay.kernel import doctor, upkeep
from kudosbay.kernel.jobs import heartbeats
from kudosbay.kernel.models import Effect, TrailEntry
from kudosbay.kernel.trail import MACHINE, record


def examine():
    said = StringIO()
    call_command("doctor", "--json", stdout=said)
    return json.loads(said.getvalue())


def test_all_is_well_where_a_worker_lives(db):
    heartbeats.beat("one", now=timezone.now())
    found = examine()
    assert all(one["well"] for one in found.values())
    assert {"database", "disk", "worker", "trail", "effects", "mail"} <= set(found)


def test_without_a_worker_it_says_what_to_do(db):
    with pytest.raises(CommandError, match="worker"):
        examine()
    assert "kudosbay serve" in doctor.worker(timezone.now()).words


def test_a_trail_that_nobody_seals_is_told(db, cast):
    record(MACHINE, "thing.done", on=[cast.wei])
    later = TrailEntry.objects.get().at + timedelta(minutes=11)
    assert not doctor.trail(later).well
    upkeep.trail.seal(now=later)
    assert doctor.trail(later).well


def test_a_parked_effect_is_told(db, now):
    Effect.objects.create(kind="call", key="a", next_at=now, status="parked")
    assert not doctor.effects(now).well


def test_a_question_that_fails_is_an_answer(db, now, monkeypatch):
    def break_down(_now):
        message = "no such table"
        raise OSError(message)

    monkeypatch.setattr(doctor, "QUESTIONS", {"database": break_down})
    assert doctor.ask_all(now=now) == {"database": doctor.Finding(well=False, words="OSError: no such table")}
