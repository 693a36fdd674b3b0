"""Many cases at once are decided as one is: every condition of the rules, over whatever facts."""

import subprocess
import sys

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kudosbay.rulebook.checks import DATED
from kudosbay.rulebook.columns import Asked, Columns, plain
from kudosbay.rulebook.conditions.compiling import NOBODY
from kudosbay.rulebook.facts import read_facts
from kudosbay.rulebook.load import load_rules
from kudosbay.rulebook.records import SCOPES
from kudosbay.rulebook.situation import situation
from kudosbay.rulebook.tests.test_any_facts import FACTS


def conditions():
    """Every condition that stands in the rules, with the list whose items it asks."""
    rules = load_rules()
    found = {}
    for kind in (*DATED, "duties"):
        records = rules.records[kind]
        for record in records:
            scope = "investors" if kind == "routes" else None
            for text in [record.get("when"), *(value.get("when") for value in dated(record))]:
                if text:
                    found[text, scope] = None
            if record.get("who"):
                found[record["who"], SCOPES[record.get("per")]] = None
    return list(found)


def dated(record):
    return [one for key in ("working_days", "fee", "admission", "address") for one in record.get(key) or ()]


WRITTEN = [
    ("any(investors, kind == natural and any(people, needs_work_permit))", None),
    ("count(people, needs_work_permit) >= 2 or not all(investors, in_china)", None),
    ("count(people, known(role)) != 1 and (known(change.kind) or address == owned)", None),
    ("country in [HK, MO, TW] or apostille.in_force(country)", "investors"),
    ("count(investors, country == CN) > 0 and not in_china", "investors"),
]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(FACTS, min_size=1, max_size=8))
def test_columns_answer_as_single_cases_do(given_facts):
    rules = load_rules()
    cases = []
    for facts in given_facts:
        read = read_facts({name: value for name, value in facts.items() if value is not None})
        cases.append(situation(read, rules.on(facts["as_of"])))
    columns = Columns(cases)
    asked = Asked(rules, columns)
    for text, scope in [*conditions(), *WRITTEN]:
        single = rules.condition(text, scope=scope)
        if scope is None:
            expected = [as_answer(single.test(case, NOBODY)) for case in cases]
        else:
            expected = [as_answer(single.test(case, item)) for case in cases for item in case.get(scope) or ()]
        assert plain(asked.answers(text, scope=scope)) == expected, text


def as_answer(value):
    return value if value is None or value is False else True


def test_one_plan_loads_no_numpy():
    code = "import sys, kudosbay.rulebook.shell, kudosbay.cli; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
