"""Many firms at once owe what each of them owes alone."""

from collections import Counter
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kudosbay.rulebook.columns_duties import due_columns
from kudosbay.rulebook.columns_firms import Firms, Kinds
from kudosbay.rulebook.duties import due_between
from kudosbay.rulebook.facts import FactsError
from kudosbay.rulebook.load import load_rules
from kudosbay.rulebook.tests.test_any_duties import DAYS, FIRMS, maybe

EDGES = [
    date(2019, 12, 31),
    date(2020, 1, 1),
    date(2024, 6, 30),
    date(2024, 7, 1),
    date(2024, 10, 31),
    date(2024, 11, 1),
]
FIRST_DAYS = maybe(DAYS | st.sampled_from(EDGES))
MORE = st.fixed_dictionaries(
    {
        "existing": maybe(
            st.fixed_dictionaries(
                {},
                optional={
                    "form": st.sampled_from(["wfoe_llc", "rep_office", "fi_partnership", "fie_branch"]),
                    "structure": st.sampled_from(["fil", "old_wfoe"]),
                    "registered": FIRST_DAYS,
                    "ended": FIRST_DAYS,
                    "contribution_due": FIRST_DAYS | st.sampled_from([date(2032, 6, 30), date(2032, 7, 1)]),
                },
            )
        ),
        "milestones": maybe(st.fixed_dictionaries({"licence": FIRST_DAYS})),
        "tax": st.just({"vat": "general", "employees": 31, "foreign_employees": 1}),
    }
)
GENTLY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def alone(rules, facts, *, first, last):
    """Everything that falls due for one firm; none where its facts are wrong, as the columns leave it out."""
    try:
        found = due_between(rules, facts, first=first, last=last)
    except FactsError:
        return Counter()
    return Counter((item.key, item.date, item.duty.applies is True, item.provisional) for item in found)


def together(rules, firms, *, first, last):
    found = due_columns(rules, firms, first=first, last=last)
    owed = [Counter() for _firm in range(len(firms))]
    for block in found.blocks:
        names, places = found.keys(block)
        for key, firm, day, due in zip(places, block.firm, block.day, block.due, strict=True):
            provisional = block.dues[due].due.provisional
            owed[firm][names[key], date.fromordinal(int(day)), block.sure, provisional] += 1
    return owed, found


@GENTLY
@given(st.lists(FIRMS | MORE, min_size=1, max_size=12), DAYS, st.integers(0, 1900))
def test_each_firm_owes_among_many_what_it_owes_alone(many, first, days):
    rules, window = load_rules(), {"first": first, "last": first + timedelta(days=days)}
    owed, found = together(rules, Firms.of(many), **window)
    assert owed == [alone(rules, facts, **window) for facts in many]
    assert len(found) == sum(one.total() for one in owed) == len(found.firm) == len(found.duty) == len(found.day)


@GENTLY
@given(st.lists(FIRMS | MORE, min_size=1, max_size=12))
def test_the_facts_of_a_firm_come_back_as_they_were_given(many):
    firms, rules = Firms.of(many), load_rules()
    window = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}
    for row, facts in enumerate(many):
        assert alone(rules, firms.facts(row), **window) == alone(rules, facts, **window)


def firm(registered, **more):
    existing = {"form": "wfoe_llc", "registered": registered, **more}
    return {"existing": existing, "tax": {"vat": "small_scale", "employees": 2, "foreign_employees": 0}}


def test_firms_of_other_days_are_of_one_kind_until_a_rule_asks_for_the_day():
    days = [date(2021, 1, 1) + timedelta(days=number) for number in range(900)]
    kinds = Kinds(load_rules(), Firms.of([firm(day) for day in days]), as_of=date(2026, 1, 1))
    assert len(kinds) == 1
    more = Firms.of([firm(day) for day in (date(2024, 6, 30), date(2024, 7, 1), None)])
    assert len(Kinds(load_rules(), more, as_of=date(2026, 1, 1))) == 3


def test_columns_and_facts_of_each_make_the_same_firms():
    given_ = [firm(date(2020, 5, 4)), firm("2024-09-02"), firm(date(2019, 3, 1), ended=date(2026, 8, 1))]
    days = {
        "existing.registered": np.array([date(2020, 5, 4).toordinal(), date(2024, 9, 2).toordinal(), 737119]),
        "existing.ended": np.array([0, 0, date(2026, 8, 1).toordinal()]),
    }
    by_column = Firms([firm(None)], [0, 0, 0], days)
    window = {"first": date(2026, 1, 1), "last": date(2027, 12, 31)}
    assert together(load_rules(), by_column, **window)[0] == together(load_rules(), Firms.of(given_), **window)[0]


@pytest.mark.parametrize(
    "wrong",
    [firm("soon"), firm(date(2026, 1, 5), structure="old_wfoe"), {"existing": {"colour": "red"}}, {"form": "gmbh"}],
)
def test_a_firm_whose_facts_are_wrong_is_named_and_the_others_are_not_kept_from_theirs(wrong):
    window = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}
    owed, found = together(load_rules(), Firms.of([firm(date(2020, 5, 4)), wrong]), **window)
    assert found.refused.tolist() == [1]
    assert owed[0]
    assert not owed[1]


def test_no_firm_owes_nothing():
    found = due_columns(load_rules(), Firms.of([]), first=date(2026, 1, 1), last=date(2026, 12, 31))
    assert (len(found), found.firm.tolist(), found.day.tolist()) == (0, [], [])
