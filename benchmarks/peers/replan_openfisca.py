"""OpenFisca judging many cases at once: 30 yes/no variables of 15 facts, as arrays, by one system of rules and by two.

It has no "unknown", so its values are of two kinds where ours are of three. Setting the arrays is not measured.
"""

import argparse
import json
from time import process_time
from typing import Any

import numpy as np
from openfisca_core import simulations, taxbenefitsystems
from plan_openfisca import FACTS, MONTH, PERSON, STEPS, fact, needed


def system(shift: int) -> Any:
    made = taxbenefitsystems.TaxBenefitSystem([PERSON])
    for number in range(FACTS):
        made.add_variable(fact(number))
    for number in range(STEPS):
        made.add_variable(needed(number, shift))
    return made


def given(rules: Any, facts: Any) -> Any:
    simulation = simulations.SimulationBuilder().build_default_simulation(rules, count=facts.shape[1])
    for number in range(FACTS):
        simulation.set_input(f"fact_{number}", MONTH, facts[number])
    return simulation


def values(simulation: Any) -> list[Any]:
    return [simulation.calculate(f"step_{number}", MONTH) for number in range(STEPS)]


def compared(before: Any, after: Any) -> int:
    moved = np.zeros(before.persons.count, dtype=bool)
    for one, other in zip(values(before), values(after), strict=True):
        moved |= one != other
    return int(moved.sum())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=20)
    asked = parser.parse_args()
    facts = np.random.default_rng(20170412).integers(0, 2, (FACTS, asked.cases)).astype(bool)
    old, new = system(0), system(1)
    assert compared(given(old, facts), given(new, facts)) > 0
    spent = {"values": 0.0, "compared": 0.0}
    for _ in range(asked.times):
        one, both = given(old, facts), (given(old, facts), given(new, facts))
        begin = process_time()
        values(one)
        middle = process_time()
        compared(*both)
        spent = {"values": spent["values"] + middle - begin, "compared": spent["compared"] + process_time() - middle}
    for job, seconds in spent.items():
        each = seconds / asked.times * 1000
        print(json.dumps({"who": "openfisca", "job": job, "cases": asked.cases, "milliseconds": each}))


if __name__ == "__main__":
    main()
