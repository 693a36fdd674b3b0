"""One plan with its explanation: ours, the limit, OpenFisca and SpiffWorkflow, run alternately as processes."""

import json
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent.parent
PEERS = HERE / "peers" / ".venv" / "bin" / "python"
ROUNDS = {"tiny": 1, "full": 5}
PLANS = {"tiny": 20, "full": 1000}


def measured(words: list[str]) -> list[dict[str, Any]]:
    done = subprocess.run(words, cwd=HERE.parent, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def runs(size: str) -> list[list[str]]:
    """Return the programs of one round; peers only at full size and where their environment stands."""
    plans = str(PLANS[size])
    ours = [
        [sys.executable, "-m", "benchmarks.limits.plan_limit", "--plans", plans],
        [sys.executable, "-m", "benchmarks.ours.plan_ours", "--plans", plans],
    ]
    if size == "tiny" or not PEERS.exists():
        return ours
    peers = [
        [str(PEERS), str(HERE / "peers" / name), "--plans", "100"] for name in ("plan_openfisca.py", "plan_spiff.py")
    ]
    return ours + peers


def run(size: str) -> dict[str, Any]:
    """Return microseconds of processor for one plan by program, as medians, and our ratios to the others."""
    found: dict[str, list[float]] = {}
    for _round in range(ROUNDS[size]):
        for words in runs(size):
            for row in measured(words):
                name = row["who"] if row["job"].endswith("same job") else f"{row['who']}, real rules"
                found.setdefault(name, []).append(row["microseconds_each"])
    middle = {name: round(statistics.median(each), 1) for name, each in found.items()}
    ratios = {name: round(value / middle["ours"], 2) for name, value in middle.items() if name != "ours"}
    return {
        "job": "one plan with its explanation",
        "unit": "µs of processor",
        "medians": middle,
        "against_ours": ratios,
    }


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1] if len(sys.argv) > 1 else "tiny"), indent=2, ensure_ascii=False))
