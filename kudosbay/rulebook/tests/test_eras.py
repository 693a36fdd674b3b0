"""Days of one era get the same plan; a plan begun on another day is the plan of that day."""

import shutil
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kudosbay.rulebook.eras import Eras
from kudosbay.rulebook.facts import read_facts
from kudosbay.rulebook.load import SHIPPED, load_rules, read_rules
from kudosbay.rulebook.outcomes import outcome
from kudosbay.rulebook.plan import begun_on, make_plan
from kudosbay.rulebook.tests.test_any_facts import FACTS
from kudosbay.rulebook.workdays import OutsideCalendarError

DAYS = st.dates(date(2018, 1, 1), date(2026, 12, 31))
STEPS = st.sampled_from(["name.declare", "amr.licence", "p.work_permit", "tax.register"])


@st.composite
def one_era(draw):
    """Two days of one era, as far from each other as it goes."""
    eras, day = Eras(load_rules()), draw(DAYS)
    era = [one for one in (day + timedelta(days=more) for more in range(-200, 200)) if eras.of(one) == eras.of(day)]
    return era[0], era[-1]


SLOW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@SLOW
@given(facts=FACTS, step=STEPS, days=one_era())
def test_a_step_filed_in_the_same_era_makes_the_same_plan(facts, step, days):
    assume(facts["as_of"] not in days)
    one, two = (make_plan(load_rules(), read_facts(facts | {"filings": {step: day}})) for day in days)
    assert outcome(one) == outcome(two)


@SLOW
@given(facts=FACTS, days=one_era())
def test_the_law_of_the_same_era_makes_the_same_plan(facts, days):
    given = [facts | {"as_of": day, "start": date(2026, 3, 2)} for day in days]
    one, two = (make_plan(load_rules(), read_facts(told)) for told in given)
    assert outcome(one) == outcome(two)


@SLOW
@given(facts=FACTS, starts=st.tuples(*[st.dates(date(2018, 1, 1), date(2042, 12, 31))] * 2))
def test_a_plan_begun_on_another_day_is_the_plan_of_that_day(facts, starts):
    assume(not facts.get("milestones"))
    rules = load_rules()
    first, other = (make_plan(rules, read_facts(facts | {"start": start})) for start in starts)
    try:
        found = begun_on(rules, first, starts[1])
    except OutsideCalendarError:
        return
    assert outcome(found) == outcome(other)
    assert found.as_json() == other.as_json()


def test_an_era_ends_with_the_day_that_a_rule_names():
    eras = Eras(load_rules())
    assert eras.of(date(2023, 11, 6)) != eras.of(date(2023, 11, 7)) != eras.of(date(2023, 11, 8))  # the Convention
    assert eras.of(date(2026, 3, 3)) == eras.of(date(2026, 3, 24))
    assert not eras.asks_for_start


@pytest.mark.parametrize(
    ("condition", "apart", "by_start"),
    [
        ("filing >= 2019-04-01", False, False),
        ("filing >= existing.registered", True, False),
        ("known(start) and start >= 2026-01-01", False, True),
    ],
)
def test_a_rule_that_holds_a_day_against_a_fact_tells_every_day_apart(tmp_path, condition, apart, by_start):
    folder = tmp_path / "rules"
    shutil.copytree(SHIPPED, folder)
    routes = (folder / "routes.yaml").read_text(encoding="utf-8")
    text = routes.replace("when: country == CN", f"when: country == CN and {condition}", 1)
    assert text != routes
    (folder / "routes.yaml").write_text(text, encoding="utf-8")
    eras = Eras(read_rules(folder))
    assert (eras.of(date(2026, 3, 3)) != eras.of(date(2026, 3, 24))) is apart
    assert eras.asks_for_start is by_start
