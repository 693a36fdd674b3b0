"""Enterprises whose duties a pack moves: found all at once, as each would be found alone."""

from datetime import date, timedelta
from typing import Any

import pytest

from conftest import Cast
from kudosbay.cases.replanning.firms import YEAR, MovedFirm, moved_firms
from kudosbay.cases.replanning.preview import NO_DUTY
from kudosbay.compliance.facts import facts_of
from kudosbay.compliance.tests.making import firm, served
from kudosbay.enterprises.models import Enterprise
from kudosbay.law.laying import laid
from kudosbay.rulebook.duties import due_between
from kudosbay.rulebook.load import SHIPPED, Rulebook, load_rules, read_rules

SINCE = date(2026, 3, 12)
MONTHLY = "when: tax.vat == general\n    period: month"


def by_quarter() -> dict[str, str]:
    """The shipped duties, but that general taxpayers file their VAT by the quarter from 2026 on."""
    text = (SHIPPED / "duties.yaml").read_text(encoding="utf-8")
    assert MONTHLY in text
    return {"duties.yaml": text.replace(MONTHLY, MONTHLY.replace("month", "quarter"), 1)}


@pytest.fixture(scope="module")
def rules() -> tuple[Rulebook, Rulebook]:
    return load_rules(), read_rules(laid(by_quarter()))


def some(cast: Cast) -> None:
    served(cast, 1, vat="general")
    served(cast, 2, vat="small_scale")
    firm(cast, 3)  # nobody told how it pays VAT
    left = served(cast, 4, vat="general")
    Enterprise.objects.filter(pk=left.pk).update(left_on=SINCE - timedelta(days=1))


def alone(old: Rulebook, new: Rulebook) -> list[MovedFirm]:
    found = []
    for one in Enterprise.objects.active_on(SINCE).order_by("pk"):
        before, after = (owed(rules, facts_of(one, day=SINCE)) for rules in (old, new))
        if before != after:
            gone = {key: day for key, day in before.items() if after.get(key) != day}
            found.append(MovedFirm(one.pk, gone, {key: day for key, day in after.items() if before.get(key) != day}))
    return found


def owed(rules: Rulebook, facts: dict[str, Any]) -> dict[str, str]:
    items = due_between(rules, facts, first=SINCE, last=SINCE + YEAR)
    return {one.key: one.date.isoformat() for one in items}


def test_all_at_once_are_those_that_are_found_one_by_one(cast, rules):
    some(cast)
    old, new = rules
    found = moved_firms(old=old, new=new, since=SINCE)
    assert found == alone(old, new)
    general, unknown = found
    assert {key for key in general.before if key.startswith("VAT-M/2026-0")} == {
        f"VAT-M/2026-0{n}" for n in range(2, 10)
    }
    assert set(general.after) == {"VAT-M/2026-Q1", "VAT-M/2026-Q2", "VAT-M/2026-Q3", "VAT-M/2026-Q4"}
    assert unknown.after == general.after  # it may be theirs: whoever reads the list shall ask


def test_the_same_rules_move_nobody(cast, rules):
    some(cast)
    assert moved_firms(old=rules[0], new=rules[0], since=SINCE) == []


def test_more_firms_cost_no_more_questions(cast, rules, assert_same_queries):
    assert_same_queries(
        lambda number: served(cast, number + 1), lambda: moved_firms(old=rules[0], new=rules[1], since=SINCE)
    )


def test_rules_of_the_kinds_that_are_passed_over_decide_no_duty(cast, rules):
    """Not even their absence moves a duty."""
    some(cast)
    without = Rulebook(
        {kind: [] if kind in NO_DUTY else records for kind, records in rules[0].records.items()},
        tables=rules[0].tables,
        calendar=rules[0].calendar,
        folder=rules[0].folder,
    )
    assert {kind for kind in NO_DUTY if rules[0].records[kind]} == NO_DUTY
    assert moved_firms(old=rules[0], new=without, since=SINCE) == []
