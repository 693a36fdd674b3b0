"""Many cases judged by the rules' own conditions, as columns: 30 steps under two of 15 facts each, by one edition or two.

Facts stand in columns before anything is measured, as the arrays of the limit and of OpenFisca do. Correct means: a sample
of the answers is what each case gets alone.
"""

import argparse
import json
from time import process_time

import numpy as np

from benchmarks.ours.plan_ours import plain_facts, same_job
from kudosbay.rulebook.columns import Answers, Asked, Columns, plain
from kudosbay.rulebook.conditions.compiling import NOBODY
from kudosbay.rulebook.load import Rulebook
from kudosbay.rulebook.situation import situation


def answers(rules: Rulebook, columns: Columns) -> list[Answers]:
    asked = Asked(rules, columns)
    return [asked.answers(step.data["when"]) for step in rules.steps]


def compared(old: Rulebook, new: Rulebook, columns: Columns) -> int:
    """Return how many cases come out differently."""
    moved = np.zeros(len(columns), dtype=bool)
    for before, after in zip(answers(old, columns), answers(new, columns), strict=True):
        moved |= before != after
    return int(moved.sum())


def check(rules: Rulebook, columns: Columns) -> None:
    for step, found in zip(rules.steps, answers(rules, columns), strict=True):
        alone = [step.when.test(case, NOBODY) if step.when else True for case in columns.cases[:50]]
        assert plain(found[:50]) == alone, step.id


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=20)
    asked = parser.parse_args()
    old, new = same_job(), same_job(1)
    facts = (plain_facts(number) for number in range(asked.cases))
    columns = Columns([situation(one, old.on(one.as_of)) for one in facts if one.as_of])
    check(old, columns)
    check(new, columns)
    assert compared(old, new, columns) > 0
    jobs = {"values": lambda: answers(old, columns), "compared": lambda: compared(old, new, columns)}
    for job, act in jobs.items():
        begin = process_time()
        for _ in range(asked.times):
            act()
        each = (process_time() - begin) / asked.times * 1000
        print(json.dumps({"who": "ours", "job": job, "cases": asked.cases, "milliseconds": each}))


if __name__ == "__main__":
    main()
