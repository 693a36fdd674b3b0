"""Plans with their explanation, twice.

`same job`: 30 steps, 15 facts, schedule and reasons, as in benchmarks/limits/plan_limit.py. `real rules`: a foreign
company that trades in medical devices, 39 steps, with papers, routes, money and deadlines by the law of the day.
Every plan has other facts (place, presence, amount, day), so that nothing can be answered from a memory of the last.
Correct means: the route of the foreign paper is the one of the law of that day, every step has a reason or needs none,
and no step begins before what it waits for has ended.
"""

import argparse
import json
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kudosbay.rulebook.facts import Facts, read_facts
from kudosbay.rulebook.load import Rulebook, load_rules, read_rules
from kudosbay.rulebook.plan import Plan, make_plan

PLACES = (("DE", "apostille"), ("IN", "legalise"), ("EG", "legalise"), ("JP", "apostille"), ("AE", "legalise"))


LEAVES = (
    ("form == wfoe_llc", "form", ("wfoe_llc", "jv_llc", None)),
    ("remit_early", "remit_early", (True, False, None)),
    ("trade != none", "trade", ("none", "both", None)),
    ("sensitive_sector", "sensitive_sector", (True, False, None)),
    ("fixed_asset_project", "fixed_asset_project", (True, False, None)),
    ("cross_border_ecommerce", "cross_border_ecommerce", (True, False, None)),
    ("address in [owned, leased_nonresidential]", "address", ("owned", "residential", None)),
    ("capital_source == abroad", "capital_source", ("abroad", "domestic", None)),
    ("filed_by == agent", "filed_by", ("agent", "founder", None)),
    ("paper_language != zh", "paper_language", ("en", "zh", None)),
    ("capital.amount <= 10000000", "capital", ({"amount": 5}, {"amount": 20_000_000}, None)),
    ("location.zone != none", "location", ({"zone": "lingang"}, {"zone": "none"}, None)),
    ("control.other_controller", "control", ({"other_controller": True}, {"other_controller": False}, None)),
    ("founder.incubator_agreement", "founder", ({"incubator_agreement": True}, {"incubator_agreement": False}, None)),
    ("has(activities, consulting)", "activities", (["consulting"], ["design"], None)),
)
STEPS = 30


def same_job(shift: int = 0) -> Rulebook:
    """30 steps, each under two of the 15 facts and after up to three others; `shift`: other rules, of as many steps."""
    lines = ["defaults: {checked: 2026-11-23, valid: {from: null, to: null}, source: [LAW], confidence: high}"]
    lines += ["sources: [{id: LAW, title: {en: A law, zh: 法律}, kind: law}]", "steps:"]
    for n in range(STEPS):
        when = f"{LEAVES[n % 15][0]} and {LEAVES[(n * 7 + shift) % 15][0]}"
        after = [f"s{one}" for one in sorted({n - 1, n - 3, n // 2}) if 0 <= one < n]
        days = f"{{min: {n % 3}, max: {n % 5 + 2}}}"
        name = "{en: E, zh: 中}"
        lines.append(f'  - {{id: s{n}, name: {name}, lane: we, when: "{when}", after: {after}, working_days: {days}}}')
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "steps.yaml").write_text("\n".join(lines), encoding="utf-8")
        return read_rules(Path(folder))


def plain_facts(number: int) -> Facts:
    given = {name: answers[0 if (number + place) % 11 else 1] for place, (_when, name, answers) in enumerate(LEAVES)}
    return read_facts({"as_of": date(2025, 3, 3) + timedelta(days=number % 200), **given})


def facts(number: int) -> Facts:
    place, _route = PLACES[number % len(PLACES)]
    given: dict[str, Any] = {
        "as_of": date(2025, 3, 3) + timedelta(days=number % 200),
        "form": "wfoe_llc",
        "investors": [{"id": "parent", "kind": "entity", "country": place, "share": 100, "filed_in_yrd_before": False}],
        "activities": ["medical_device_3", "trade_wholesale"],
        "location": {"district": "songjiang", "zone": "songjiang_etdz"},
        "address": "leased_nonresidential",
        "capital": {"amount": 400_000 + number, "currency": "EUR"},
        "trade": "import",
        "filed_by": "agent",
        "paper_language": "en",
        "people": [
            {
                "role": "manager",
                "person": "wei",
                "country": place,
                "in_china": number % 2 == 0,
                "needs_work_permit": True,
            }
        ],
    }
    return read_facts(given)


def explained(rulebook: Rulebook, one: Facts) -> tuple[Plan, int]:
    plan = make_plan(rulebook, one)
    reasons = sum(len(step.chosen.why) for step in plan.steps) + sum(len(paper.why) for paper in plan.papers)
    return plan, reasons + len(plan.unknown)


def check(plan: Plan, number: int) -> None:
    routes = {paper.id: paper.route.id for paper in plan.papers if paper.route}
    assert routes["register_extract.parent"] == PLACES[number % len(PLACES)][1], (number, routes)
    timing = {step.id: step.timing for step in plan.steps}
    for step in plan.steps:
        for before in step.after:
            latest = timing[before].finish.latest
            assert latest is None or latest <= (timing[step.id].finish.latest or latest), (step.id, before)


def measure(name: str, rulebook: Rulebook, cases: list[Facts]) -> dict[str, Any]:
    begin = time.process_time()
    made = [(len(plan.steps), reasons) for plan, reasons in (explained(rulebook, one) for one in cases)]
    seconds = time.process_time() - begin
    steps, reasons = (sum(column) / len(made) for column in zip(*made, strict=True))
    result = {"job": f"plan, {name}", "who": "ours", "plans": len(made), "steps": steps, "reasons": reasons}
    return result | {"seconds": seconds, "microseconds_each": seconds / len(made) * 1e6}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=3000)
    asked = parser.parse_args()
    real, same = load_rules(), same_job()
    cases = [facts(number) for number in range(asked.plans)]
    for number in range(min(50, asked.plans)):
        check(explained(real, cases[number])[0], number)
    print(json.dumps(measure("same job", same, [plain_facts(number) for number in range(asked.plans)])))
    print(json.dumps(measure("real rules", real, cases)))


if __name__ == "__main__":
    main()
