"""Open cases planned anew after a change of the rules: conditions over columns beside numpy by hand, and the whole."""

import random
import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.limits import replan_limit
from benchmarks.timing import line

CASES = {"tiny": 300, "full": 10_000}
COUNTRIES = ["NG", "KE", "GH", "EG", "PK", "BD", "VN", "DE", "ES", "FR", "GB", "US", "KR", "JP", "RU", "KZ", "HK", "CA"]
DAY = date(2026, 12, 1)


def facts_of_many(number: int) -> list[dict[str, Any]]:
    pick = random.Random(20170412)
    return [_facts(pick) for _ in range(number)]


def _facts(pick: random.Random) -> dict[str, Any]:
    here = pick.random() < 0.6
    founder = {"id": "founder", "kind": "natural", "country": pick.choice(COUNTRIES), "share": 100, "in_china": here}
    return {
        "as_of": DAY,
        "start": date(2026, pick.randint(1, 11), pick.randint(1, 28)),
        "form": "wfoe_llc",
        "investors": [founder],
        "activities": ["consulting"],
        "location": {"district": "songjiang", "zone": "songjiang_etdz"},
        "address": "centralised_registration",
        "capital": {"amount": pick.choice([100_000, 500_000, 1_000_000]), "currency": pick.choice(["CNY", "USD"])},
        "trade": pick.choice(["none", "import", "export", "both"]),
        "people": [{"role": "legal_representative", "person": "founder", "needs_work_permit": pick.random() < 0.5}],
    }


def other_rules() -> Path:
    from kudosbay.rulebook.load import SHIPPED

    folder = Path(tempfile.mkdtemp(prefix="kudosbay-bench-")) / "rules"
    shutil.copytree(SHIPPED, folder)
    table = folder / "tables" / "apostille.csv"
    more = "NG,in_force,2026-12-01,2026-12-01,Written for a measurement,unverified,\n"
    table.write_text(table.read_text(encoding="utf-8") + more, encoding="utf-8")
    return folder


def run(size: str) -> dict[str, Any]:
    from benchmarks.ground import ready

    ready("tiny")
    from kudosbay.cases.replanning.situations import Situation
    from kudosbay.rulebook.diff import diff_rules
    from kudosbay.rulebook.load import SHIPPED, load_rules, read_rules

    some = [Situation(place, facts, DAY, facts) for place, facts in enumerate(facts_of_many(CASES[size]))]
    old, folder = load_rules(), other_rules()
    new, changes = read_rules(folder), diff_rules(SHIPPED, folder)
    lines = [*_conditions(some, old, new=new), *_whole(some, changes, old=old, new=new)]
    return {"job": "replan open cases", "rows": len(some), "lines": lines}


def _conditions(some: list[Any], old: Any, *, new: Any) -> list[dict[str, Any]]:
    from kudosbay.rulebook.columns import Asked, Columns
    from kudosbay.rulebook.facts import read_facts
    from kudosbay.rulebook.situation import situation

    columns = Columns([situation(read_facts(one.facts), old.on(DAY)) for one in some])
    texts = [step.when.text for step in old.steps if step.when]
    by_hand = replan_limit.columns(len(some))

    def values() -> None:
        asked = Asked(old, columns)
        for text in texts:
            asked.answers(text)

    def compared() -> None:
        before, after = Asked(old, columns), Asked(new, columns)
        for text in texts:
            (before.answers(text) != after.answers(text)).any()

    hand = {"limit": lambda: replan_limit.values(by_hand, len(texts))}
    both = {"limit": lambda: replan_limit.compared(by_hand, len(texts))}
    return [
        line(f"{len(texts)} conditions of steps", {"ours": values} | hand, times=3),
        line("by both rules, compared", {"ours": compared} | both, times=3),
    ]


def _whole(some: list[Any], changes: Any, *, old: Any, new: Any) -> list[dict[str, Any]]:
    from kudosbay.cases.replanning.affected import moved_cases
    from kudosbay.cases.replanning.touched import touched

    def whole() -> int:
        return len(moved_cases(touched(some, changes, old=old, new=new), old=old, new=new))

    def everything() -> int:
        return len(moved_cases(some, old=old, new=new))

    found = whole()
    assert found == everything()
    return [
        line(f"whole: {found} cases that change", {"ours": whole}, times=1),
        line("every case planned by both", {"ours": everything}, times=1),
    ]
