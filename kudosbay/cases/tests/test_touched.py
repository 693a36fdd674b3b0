"""The index never leaves out a case that a plan anew of everything finds, whatever changed in the rules."""

import shutil
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kudosbay.cases.replanning.affected import moved, moved_cases
from kudosbay.cases.replanning.situations import Situation
from kudosbay.cases.replanning.touched import touched
from kudosbay.rulebook.diff import diff_rules
from kudosbay.rulebook.load import SHIPPED, load_rules, read_rules
from kudosbay.rulebook.tests.test_any_facts import FACTS

CHANGES = [
    ("tables/apostille.csv", "\nAD,", "\nEG,in_force,2018-01-01,2018-01-01,x,unverified,\nAD,"),
    ("tables/apostille.csv", "ES,in_force,2023-11-07", "ES,in_force,2025-11-07"),
    ("routes.yaml", "when: country == CN", "when: country in [CN, HK]"),
    ("routes.yaml", "when: country not in [HK, MO, TW] and in_china", "when: country not in [HK, MO] and in_china"),
    ("blocks.yaml", "effect: conditional", "effect: note"),
    ("capital.yaml", "when: is_company and not known(existing.registered)", "when: form == wfoe_llc"),
    ("tables/calendar.csv", "2026-10-01,off", "2026-10-01,workday"),
    ("deadlines.yaml", "n: 30,", "n: 29,"),
    ("sources.yaml", "kind: regulation", "kind: rule"),
]


@pytest.fixture(scope="module")
def editions(tmp_path_factory):
    """Other rules, one change each, with what changed."""
    found = []
    for number, (file, old, new) in enumerate(CHANGES):
        folder = tmp_path_factory.mktemp(f"rules-{number}") / "rules"
        shutil.copytree(SHIPPED, folder)
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text, file
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        found.append((read_rules(folder), diff_rules(SHIPPED, folder)))
    return found


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(some=st.lists(FACTS, min_size=1, max_size=6), filed=st.dates(date(2018, 1, 1), date(2026, 12, 31)))
def test_touched_holds_all_that_move(editions, some, filed):
    asked = []
    for number, facts in enumerate(some):
        known = {name: value for name, value in facts.items() if value is not None}
        day, done = facts["as_of"], (("name.declare", filed),) if number % 2 else ()
        asked.append(Situation(number, repr(known), known, law_as_of=day, start=day, filed=done))
    old = load_rules()
    for new, changes in editions:
        everything = {one.situation.case for one in moved_cases(asked, old=old, new=new)}
        index = touched(asked, changes, old=old, new=new)
        assert everything <= {one.case for one in index}, changes
        assert everything == {one.situation.case for one in moved_cases(index, old=old, new=new)}


STARTS = st.dates(date(2025, 6, 1), date(2026, 12, 31))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(facts=FACTS, starts=st.lists(STARTS, min_size=2, max_size=4), later=st.integers(0, 400))
def test_cases_that_are_alike_but_for_their_day_move_as_each_would_alone(editions, facts, starts, later):
    """What a plan shows in its order is not told in it: differences are sorted where they are kept."""
    known, old = {name: value for name, value in facts.items() if value is not None}, load_rules()
    law = max(starts) + timedelta(days=later)
    some = [Situation(number, "alike", known, law_as_of=law, start=start) for number, start in enumerate(starts)]
    for new, _changes in editions:
        alone = {one.case: moved(one.facts, old=old, new=new, stands=one.stands) for one in some}
        found = {one.situation.case: one.differences for one in moved_cases(some, old=old, new=new)}
        assert {case: in_order(told) for case, told in found.items()} == {
            case: in_order(told) for case, told in alone.items() if told
        }


def in_order(told):
    return sorted(told, key=lambda one: (one.part, one.id))


def test_what_no_plan_reads_touches_nobody(editions):
    day, (new, changes) = date(2026, 3, 10), editions[-1]
    facts = {"as_of": day, "form": "wfoe_llc"}
    assert touched([Situation(1, "", facts, day, day)], changes, old=load_rules(), new=new) == []


FILED = st.tuples(st.sampled_from(["name.declare", "amr.licence"]), st.dates(date(2023, 6, 1), date(2026, 12, 31)))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(facts=FACTS, filed=st.lists(FILED, min_size=3, max_size=6), later=st.integers(0, 400), start=STARTS)
def test_cases_filed_in_one_era_move_as_each_would_alone(editions, facts, filed, later, start):
    known, old = {name: value for name, value in facts.items() if value is not None}, load_rules()
    law = facts["as_of"] + timedelta(days=later)
    asked = enumerate([(), *((one,) for one in filed), tuple(dict(filed).items())])
    some = [Situation(number, "alike", known, law_as_of=law, start=start, filed=done) for number, done in asked]
    for new, changes in editions:
        alone = {one.case: moved(one.facts, old=old, new=new, stands=one.stands) for one in some}
        index = touched(some, changes, old=old, new=new)
        found = {one.situation.case: one.differences for one in moved_cases(index, old=old, new=new)}
        assert {case: in_order(told) for case, told in found.items()} == {
            case: in_order(told) for case, told in alone.items() if told
        }
