"""The answer to whoever watches: green only while pages can be read and something can be written."""

import json
import os
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from kudosbay.kernel import health


def answer() -> tuple[int, dict[str, str]]:
    found = Client().get("/healthz")
    return found.status_code, json.loads(found.content)


@pytest.mark.django_db
def test_all_is_well() -> None:
    assert answer() == (200, {"database": "ok", "disk": "ok"})


@pytest.mark.django_db
def test_a_full_disk_is_said_in_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    full = SimpleNamespace(f_bavail=health.LEAST_BYTES // 4096 - 1, f_frsize=4096)
    monkeypatch.setattr(os, "statvfs", lambda _path: full)
    assert answer() == (503, {"database": "ok", "disk": "full"})


@pytest.mark.django_db
def test_a_silent_database_is_said_in_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: Any) -> None:
        raise DatabaseError("secret: no such host db.internal")

    monkeypatch.setattr(connection, "cursor", broken)
    status, said = answer()
    assert (status, said) == (503, {"database": "silent", "disk": "ok"})
