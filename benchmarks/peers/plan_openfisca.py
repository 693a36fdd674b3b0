"""OpenFisca on the same job as far as it goes: 15 facts, 30 steps as yes/no variables and their ends in working days,
one person at a time, with its trace on (its explanation). It has no "unknown" and no calendar of working days.
"""

import argparse
import json
import time
from typing import Any

import numpy as np
from openfisca_core import entities, periods, simulations, taxbenefitsystems, variables

FACTS = 15
STEPS = 30
MONTH = "2025-03"


def fact(number: int) -> type:
    body = {
        "value_type": bool,
        "entity": PERSON,
        "definition_period": periods.DateUnit.MONTH,
        "label": f"fact {number}",
    }
    return type(f"fact_{number}", (variables.Variable,), body)


def needed(number: int, shift: int = 0) -> type:
    first, second = f"fact_{number % FACTS}", f"fact_{(number * 7 + shift) % FACTS}"

    def formula(person: Any, period: Any) -> Any:
        return person(first, period) * person(second, period)

    body = {
        "value_type": bool,
        "entity": PERSON,
        "definition_period": periods.DateUnit.MONTH,
        "label": f"step {number}",
        "formula": formula,
    }
    return type(f"step_{number}", (variables.Variable,), body)


def end(number: int) -> type:
    before = sorted({one for one in (number - 1, number - 3, number // 2) if 0 <= one < number})
    days = number % 5 + 2

    def formula(person: Any, period: Any) -> Any:
        latest: Any = 0
        for one in before:
            latest = np.maximum(latest, person(f"end_{one}", period))
        return latest + person(f"step_{number}", period) * days

    body = {
        "value_type": int,
        "entity": PERSON,
        "definition_period": periods.DateUnit.MONTH,
        "label": f"end of step {number}",
        "formula": formula,
    }
    return type(f"end_{number}", (variables.Variable,), body)


PERSON = entities.build_entity(key="person", plural="persons", label="Person", is_person=True)


def system() -> Any:
    made = taxbenefitsystems.TaxBenefitSystem([PERSON])
    for number in range(FACTS):
        made.add_variable(fact(number))
    for number in range(STEPS):
        made.add_variable(needed(number))
        made.add_variable(end(number))
    return made


def one(rules: Any, number: int) -> int:
    given = {f"fact_{place}": {MONTH: (number + place) % 11 != 0} for place in range(FACTS)}
    simulation = simulations.SimulationBuilder().build_from_entities(rules, {"persons": {"founder": given}})
    simulation.trace = True
    return int(simulation.calculate(f"end_{STEPS - 1}", MONTH)[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=200)
    asked = parser.parse_args()
    rules = system()
    assert one(rules, 1) > 0
    begin = time.process_time()
    total = sum(one(rules, number) for number in range(asked.plans))
    seconds = time.process_time() - begin
    assert total > 0
    result = {"job": "plan, same job", "who": "openfisca", "plans": asked.plans, "steps": STEPS}
    print(json.dumps(result | {"seconds": seconds, "microseconds_each": seconds / asked.plans * 1e6}))


if __name__ == "__main__":
    main()
