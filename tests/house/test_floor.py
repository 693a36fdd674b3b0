"""The floor of branch coverage only rises."""

import re
import subprocess

from tests.house.source import ROOT

FLOOR = re.compile(r"^[+-]?fail_under = (\d+)", re.MULTILINE)


def _earlier() -> list[int]:
    """Return every floor that stood in a commit."""
    log = ["git", "log", "-p", "--format=", "-G", "^fail_under = ", "--", "pyproject.toml"]
    shown = subprocess.run(log, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [int(value) for value in FLOOR.findall(shown)]


def test_the_floor_of_coverage_never_falls():
    now = int(FLOOR.findall((ROOT / "pyproject.toml").read_text())[0])
    assert now >= max(_earlier(), default=0), "Write the missing tests instead of lowering fail_under."
