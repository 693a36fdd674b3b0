"""What was read once is read from the cache; the rules in use stay in it, however many others come."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kudosbay.rulebook import reading
from kudosbay.rulebook.reading import CACHED, read_records


def kept(tmp_path: Path) -> set[Path]:
    return set((tmp_path / "cache" / "kudosbay").glob("rules-*.json"))


def test_rules_in_use_stay_in_the_cache(write_rules: Callable[..., Path], tmp_path: Path) -> None:
    in_use = write_rules("", name="in-use")
    read_records(in_use)
    (cached,) = kept(tmp_path)
    for number in range(CACHED + 3):
        os.utime(cached, (number, number))  # long ago
        read_records(in_use)
        read_records(write_rules("", name=f"other-{number}"))
    assert cached in kept(tmp_path)
    assert len(kept(tmp_path)) == CACHED


def test_a_cache_that_cannot_be_touched_is_read_all_the_same(
    write_rules: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_rules("")
    told = read_records(folder)

    def refuse(*_given: object) -> None:
        raise PermissionError

    monkeypatch.setattr(reading.os, "utime", refuse)
    monkeypatch.setattr(reading, "_read_all", refuse)
    assert read_records(folder) == told
