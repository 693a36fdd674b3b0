import os
import subprocess
import sys
from datetime import timedelta

import pytest

from kudosbay.config import databases
from kudosbay.kernel import upkeep
from kudosbay.kernel.jobs import engine, heartbeats
from kudosbay.kernel.models import Heartbeat, TrailSeal
from kudosbay.kernel.trail import MACHINE, record, verify


class Idle:
    executor = "test"

    def stopping(self):
        return False

    def wait(self, _seconds):
        return False

    def run(self, job, key):
        raise AssertionError


def test_a_worker_lives_while_it_is_heard(db, now):
    heartbeats.beat("one", now=now)
    assert heartbeats.leads("one", now=now)
    assert not heartbeats.living(now=now + heartbeats.SILENCE)


def test_a_process_that_is_gone_is_dead_at_once(db, now):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    heartbeats.beat("one", now=now)
    Heartbeat.objects.update(process=gone.pid)
    assert not heartbeats.living(now=now)


def test_one_on_another_machine_is_dead_when_silent(db, now):
    heartbeats.beat("one", now=now)
    Heartbeat.objects.update(host="elsewhere/1", process=2**22 + 1)
    assert heartbeats.living(now=now + heartbeats.SILENCE - timedelta(seconds=1))
    assert not heartbeats.living(now=now + heartbeats.SILENCE + timedelta(seconds=1))


def test_the_oldest_living_leads(db, now):
    heartbeats.beat("one", now=now)
    heartbeats.beat("two", now=now)
    assert not heartbeats.leads("two", now=now)
    later = now + heartbeats.SILENCE
    heartbeats.beat("two", now=later)
    assert heartbeats.leads("two", now=later)


def test_executors_are_never_the_same():
    names = {heartbeats.new_executor() for _ in range(50)}
    assert len(names) == 50
    assert max(map(len, names)) <= 50


def test_the_trail_is_sealed_by_the_clock(db, cast):
    record(MACHINE, "thing.done", on=[cast.wei])
    upkeep.seal_trail(Idle())
    assert TrailSeal.objects.count() == 1
    assert verify().reason == ""


def test_jobs_have_a_file_of_their_own_in_wal(tmp_path):
    url = engine.database_url(databases.from_url("", data_dir=tmp_path), data_dir=tmp_path)
    assert url == f"sqlite:///{tmp_path}/jobs.sqlite3"
    assert (tmp_path / "jobs.sqlite3").read_bytes()[18:20] == b"\x02\x02"  # the header says WAL


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://kudos:p%40ss%2Fword@db.example:5433/centre?sslmode=require",
        "postgresql://postgres@127.0.0.1:5432/centre",
        "postgresql://postgres@127.0.0.1/centre",
    ],
)
def test_on_postgresql_jobs_stand_beside_the_data(tmp_path, url):
    assert engine.database_url(databases.from_url(url, data_dir=tmp_path), data_dir=tmp_path) == url


def test_the_web_server_never_loads_the_engine():
    code = "import django, sys; django.setup(); import kudosbay.config.urls; sys.exit('dbos' in sys.modules)"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "kudosbay.config.settings"}
    assert subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0
