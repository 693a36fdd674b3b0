"""Loaded before the settings: tests never touch the operator's data folder, nor inherit settings from the shell."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

KEPT = {"KUDOSBAY_TEST_DATABASE_URL"}  # names the database server that the suite may use

ROOM = 512 * 1024 * 1024


def _prepare() -> Path:
    for name in [name for name in os.environ if name.startswith("KUDOSBAY_") and name not in KEPT]:
        del os.environ[name]
    folder = Path(tempfile.mkdtemp(prefix="kudosbay-test-"))
    (folder / "static").mkdir()  # whitenoise warns where it is missing
    os.environ["KUDOSBAY_DATA_DIR"] = str(folder)
    os.environ["KUDOSBAY_DATABASE_URL"] = os.environ.get("KUDOSBAY_TEST_DATABASE_URL", "")
    return folder


def _in_memory(folder: Path) -> Path:
    """Keep test databases in memory where there is room: files with real locks, without the disk's waits."""
    memory = Path("/dev/shm")
    if memory.is_dir() and shutil.disk_usage(memory).free > ROOM:
        return Path(tempfile.mkdtemp(prefix="kudosbay-test-", dir=memory))
    return folder


DATA_DIR = _prepare()
DATABASE_DIR = _in_memory(DATA_DIR)


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(DATABASE_DIR, ignore_errors=True)
    shutil.rmtree(DATA_DIR, ignore_errors=True)
