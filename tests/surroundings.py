"""Loaded before the settings: tests never touch the operator's data folder, nor inherit settings from the shell."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

KEPT = {"KUDOSBAY_TEST_DATABASE_URL"}  # names the database server that the suite may use


def _prepare() -> Path:
    for name in [name for name in os.environ if name.startswith("KUDOSBAY_") and name not in KEPT]:
        del os.environ[name]
    folder = Path(tempfile.mkdtemp(prefix="kudosbay-test-"))
    os.environ["KUDOSBAY_DATA_DIR"] = str(folder)
    os.environ["KUDOSBAY_DATABASE_URL"] = os.environ.get("KUDOSBAY_TEST_DATABASE_URL", "")
    return folder


DATA_DIR = _prepare()


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(DATA_DIR, ignore_errors=True)
