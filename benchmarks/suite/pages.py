"""Pages of the demonstration, measured by a program of their own: it needs another database than the other jobs."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent


def run(size: str) -> dict[str, Any]:
    words = [sys.executable, "-m", "benchmarks.ours.pages", size]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
