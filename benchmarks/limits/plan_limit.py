"""The least work that still makes a plan: 30 steps, 15 facts, three-valued conditions compiled by hand, first reasons,
working-day ranges through a table of days. No law by date, no papers, no routes, no money, no deadlines.
"""

import argparse
import json
import time
from collections.abc import Callable
from datetime import date, timedelta

Facts = dict[str, object]
FACTS = 15
STEPS = 30
START = date(2025, 3, 3)
WORKED = [day for n in range(1200) if (day := START + timedelta(days=n)).weekday() < 5]


def condition(first: str, second: str) -> Callable[[Facts], bool | None]:
    """Both facts hold; unknown while one is missing and the other does not rule it out."""

    def test(facts: Facts) -> bool | None:
        one, other = facts.get(first), facts.get(second)
        if one is False or other is False:
            return False
        return None if one is None or other is None else True

    return test


NAMES = [f"fact_{n}" for n in range(FACTS)]
TESTS = [condition(NAMES[n % FACTS], NAMES[n * 7 % FACTS]) for n in range(STEPS)]
BEFORE = [tuple(one for one in {n - 1, n - 3, n // 2} if 0 <= one < n) for n in range(STEPS)]
DAYS = [(n % 3, n % 5 + 2) for n in range(STEPS)]


def plan(facts: Facts) -> list[tuple[int, bool, str, date, date]]:
    low, high, made = [0] * STEPS, [0] * STEPS, []
    for n in range(STEPS):
        needed = TESTS[n](facts)
        low[n] = max((low[one] for one in BEFORE[n]), default=0)
        high[n] = max((high[one] for one in BEFORE[n]), default=0)
        if needed is False:
            continue
        low[n] += DAYS[n][0] if needed else 0
        high[n] += DAYS[n][1]
        made.append((n, needed is None, NAMES[n % FACTS], WORKED[max(0, low[n] - 1)], WORKED[max(0, high[n] - 1)]))
    return made


def check(made: list[tuple[int, bool, str, date, date]]) -> None:
    ends = {n: (first, last) for n, _unknown, _fact, first, last in made}
    for n, (first, last) in ends.items():
        assert first <= last
        assert all(ends[one][1] <= last for one in BEFORE[n] if one in ends)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=20000)
    asked = parser.parse_args()
    cases: list[Facts] = [{name: (n + place) % 11 != 0 for place, name in enumerate(NAMES)} for n in range(asked.plans)]
    for facts in cases[:50]:
        check(plan(facts))
    begin = time.process_time()
    steps = sum(len(plan(facts)) for facts in cases)
    seconds = time.process_time() - begin
    result = {"job": "plan, same job", "who": "limit", "plans": len(cases), "steps": steps / len(cases)}
    print(json.dumps(result | {"seconds": seconds, "microseconds_each": seconds / len(cases) * 1e6}))


if __name__ == "__main__":
    main()
