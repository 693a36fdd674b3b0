"""Cases judged by one edition of rules and by two: ours, numpy by hand and OpenFisca, run alternately as processes."""

import statistics
import sys
from collections import defaultdict
from typing import Any

from benchmarks.suite.plan import HERE, PEERS, measured

ROUNDS = {"tiny": 1, "full": 5}
CASES = {"tiny": 500, "full": 10_000}
WHAT = {"values": "30 conditions", "compared": "by both rules, compared"}


def runs(size: str) -> list[list[str]]:
    """Return the programs of one round; the peer only at full size and where its environment stands."""
    cases = ["--cases", str(CASES[size])]
    names = ("benchmarks.limits.replan_limit", "benchmarks.ours.replan_ours")
    ours = [[sys.executable, "-m", name, *cases] for name in names]
    peer = [str(PEERS), str(HERE / "peers" / "replan_openfisca.py"), *cases]
    return ours if size == "tiny" or not PEERS.exists() else [*ours, peer]


def run(size: str) -> dict[str, Any]:
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for _round in range(ROUNDS[size]):
        for words in runs(size):
            for row in measured(words):
                found[row["job"]][row["who"]].append(row["milliseconds"])
    lines = [_line(WHAT[job], by_who) for job, by_who in found.items()]
    return {"job": "open cases judged at once", "rows": CASES[size], "lines": lines}


def _line(what: str, by_who: dict[str, list[float]]) -> dict[str, Any]:
    middle = {who: round(statistics.median(each), 4) for who, each in by_who.items()}
    told = {"what": what, **middle, "ratio": round(middle["ours"] / middle["limit"], 2), "unit": "ms"}
    if "openfisca" in middle:
        told["against OpenFisca"] = round(middle["ours"] / middle["openfisca"], 2)
    return told
