"""Whatever is known of a firm, its calendar keeps its promises."""

import json
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kudosbay.rulebook.account import Teller
from kudosbay.rulebook.conditions import Vocabulary
from kudosbay.rulebook.duties import due_between, duties_of, standing
from kudosbay.rulebook.duty_words import duty_json, item_json
from kudosbay.rulebook.facts import read_facts
from kudosbay.rulebook.load import load_rules

FACTS = Vocabulary().facts
DAYS = st.dates(date(2018, 1, 1), date(2030, 12, 31))


def maybe(strategy):
    return st.none() | strategy


def word(path):
    return maybe(st.sampled_from(FACTS[path].words))


FIRMS = st.fixed_dictionaries(
    {
        "as_of": st.dates(date(2018, 1, 1), date(2027, 12, 31)),
        "form": word("form"),
        "existing": maybe(
            st.fixed_dictionaries(
                {
                    "form": word("existing.form"),
                    "registered": maybe(DAYS),
                    "contribution_due": maybe(DAYS),
                    "ended": maybe(DAYS),
                    "term_until": maybe(DAYS),
                }
            )
        ),
        "tax": maybe(
            st.fixed_dictionaries(
                {
                    "vat": word("tax.vat"),
                    "vat_period": word("tax.vat_period"),
                    "employees": maybe(st.integers(0, 60)),
                    "foreign_employees": maybe(st.integers(0, 5)),
                    "customs_registered": maybe(st.booleans()),
                }
            )
        ),
        "change": maybe(
            st.fixed_dictionaries({"kind": st.sampled_from(FACTS["change.kind"].words), "decided": maybe(DAYS)})
        ),
        "people": maybe(
            st.lists(
                st.fixed_dictionaries(
                    {
                        "person": st.sampled_from(["amara", "wei"]),
                        "country": maybe(st.sampled_from(["ES", "CN", "HK"])),
                        "needs_work_permit": maybe(st.booleans()),
                        "entered": maybe(DAYS),
                        "hired": maybe(DAYS),
                        "permit_until": maybe(DAYS),
                        "residence_until": maybe(DAYS),
                        "left": maybe(DAYS),
                    }
                ),
                max_size=2,
                unique_by=lambda one: one["person"],
            )
        ),
    }
)
GENTLY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@GENTLY
@given(FIRMS, DAYS, st.integers(0, 900), st.integers(0, 900))
def test_a_window_is_the_sum_of_its_halves(facts, first, days, more):
    rulebook, given_ = load_rules(), read_facts(facts)
    middle = first + timedelta(days=days)
    last = middle + timedelta(days=more)
    whole = due_between(rulebook, given_, first=first, last=last)
    halves = due_between(rulebook, given_, first=first, last=middle)
    halves += due_between(rulebook, given_, first=middle + timedelta(days=1), last=last)
    assert sorted(item.key for item in whole) == sorted(item.key for item in halves)
    assert [item.date for item in whole] == sorted(item.date for item in whole)
    assert all(first <= item.date <= last for item in whole)


@GENTLY
@given(FIRMS, DAYS)
def test_nothing_outlives_its_rule_and_everything_is_told(facts, first):
    rulebook, given_ = load_rules(), read_facts(facts)
    items = due_between(rulebook, given_, first=first, last=first + timedelta(days=400))
    for item in items:
        assert item.duty.rule.span.holds(item.due.nominal)
        assert item.due.act_by <= item.date
        assert item.duty.applies or item.duty.missing
        assert json.loads(json.dumps(item_json(item), default=str))["how"]
    for duty in standing(rulebook, given_, as_of=first):
        assert duty_json(duty)["authority"]
    assert all(duty.applies is not False for duty in duties_of(rulebook, given_, as_of=first))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FIRMS)
def test_a_regime_that_has_ended_is_never_in_a_plan(facts):
    plan = Teller(load_rules(), read_facts(facts)).plan
    assert all(regime.span.holds(plan.as_of) for regime in plan.regimes)
    assert all(step.chosen.step.span.holds(step.chosen.case["filing"]) for step in plan.steps)
