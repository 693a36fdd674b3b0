"""The engine of duties: what applies, what is not known, how a day was found. The law itself: cases/duties.yaml."""

from datetime import date

import pytest

from kudosbay.rulebook.duties import due_between, parameter, reminders, standing
from kudosbay.rulebook.duty_words import item_json, say
from kudosbay.rulebook.facts import FactsError
from kudosbay.rulebook.load import load_rules

FIRM = {
    "as_of": "2026-01-05",
    "form": "wfoe_llc",
    "existing": {"form": "wfoe_llc", "registered": "2025-03-03", "structure": "fil"},
    "tax": {"vat": "small_scale", "vat_period": "quarter", "employees": 2, "foreign_employees": 0},
}
YEAR = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}


def due(facts=FIRM, **window):
    return due_between(load_rules(), facts, **(window or YEAR))


def one(name, items):
    return next(item for item in items if item.key == name)


def test_each_item_says_why_by_whose_word_and_how_sure():
    item = one("VAT-Q/2025-Q4", due())
    assert (item.date, item.duty.applies, item.provisional) == (date(2026, 1, 20), True, False)
    assert [(why.fact, why.value) for why in item.why] == [("tax.vat", True), ("tax.vat_period", False)]
    assert item.source[0] == "VATLAW art 30"
    assert item.source[1].startswith("http")
    assert item.confidence == "high"
    assert [(p.id, p.data["value"]) for p in item.parameters if p.id == "vat.exempt_quarter"] == [
        ("vat.exempt_quarter", "300000")
    ]


def test_what_is_not_known_is_listed_with_what_would_settle_it():
    items = due(FIRM | {"tax": {"employees": 2, "foreign_employees": 0}})
    either = [one("VAT-M/2026-01", items), one("VAT-Q/2026-Q1", items)]
    assert [item.duty.applies for item in either] == [None, None]
    assert either[0].duty.missing == ["tax.vat"]


def test_a_firm_whose_day_of_registration_nobody_said():
    items = due(FIRM | {"existing": {"form": "wfoe_llc"}})
    assert {item.duty.applies for item in items if item.period} == {None}
    assert one("AR/2025", items).duty.missing == ["existing.registered"]


def test_the_days_of_a_firm_do_not_begin_before_it():
    items = due(FIRM | {"existing": {"form": "wfoe_llc", "registered": "2026-05-11"}})
    assert min(item.date for item in items) == date(2026, 6, 15)
    assert not [item for item in items if item.id == "AR"]


def test_facts_may_be_plain_and_are_checked():
    with pytest.raises(FactsError, match="Nearest: small_scale"):
        due(FIRM | {"tax": {"vat": "smallscale"}})


def test_how_the_day_was_found_is_told_in_both_languages():
    item = one("IIT-W/2025-12", due())
    en, zh = say(load_rules(), item.due.said), say(load_rules(), item.due.said, language="zh-Hans")
    assert "2026-01-20" in en[1]
    assert "2026-01-20" in zh[1]
    assert len(en) == len(zh) == 2


def test_a_computed_day_tells_its_breaks():
    item = one("CIT-Q/2027-Q3", due(first=date(2027, 10, 1), last=date(2027, 10, 31)))
    assert item.provisional
    assert say(load_rules(), item.due.said)[-1].startswith("The official holidays of 2027")


@pytest.mark.parametrize(
    ("year", "day"), [(2019, "2019-05-31"), (2020, "2020-06-01"), (2025, "2025-06-03"), (2026, "2026-06-01")]
)
def test_the_yearly_settlement_moves_to_the_next_working_day_only(year, day):
    firm = {"form": "wfoe_llc", "existing": {"form": "wfoe_llc", "registered": "2018-02-01"}}
    items = due(firm, first=date(year, 5, 1), last=date(year, 6, 30))
    assert one(f"CIT-A/{year - 1}", items).date.isoformat() == day


def test_what_does_not_move_says_by_when_to_act():
    firm = FIRM | {"existing": {"form": "wfoe_llc", "registered": "2023-03-03"}}
    item = one("AR/2023", due(firm, first=date(2024, 1, 1), last=date(2024, 12, 31)))
    assert (item.date, item.due.act_by) == (date(2024, 6, 30), date(2024, 6, 28))
    assert "act by 2024-06-28" in say(load_rules(), item.due.said)[-1]


@pytest.mark.parametrize(
    ("registered", "contribution_due", "expected"),
    [
        ("2023-03-01", "2050-12-31", {"CAP-OLD": "2027-06-30", "CAP-OLD-PAY": "2032-06-30"}),
        ("2023-03-01", "2032-06-30", {"CAP-OLD-PAY": "2032-06-30"}),
        ("2024-08-01", None, {"CAP-NEW": "2029-08-01"}),
    ],
)
def test_when_capital_is_due(registered, contribution_due, expected):
    existing = {"form": "wfoe_llc", "registered": registered, "contribution_due": contribution_due}
    items = due(FIRM | {"existing": existing}, first=date(2026, 1, 1), last=date(2035, 1, 1))
    assert {item.id: item.date.isoformat() for item in items if item.id.startswith("CAP")} == expected


def test_beyond_the_calendar_there_is_nothing_and_no_crash():
    assert due(first=date(2090, 1, 1), last=date(2090, 12, 31)) == []


def test_figures_of_the_law_end_where_nothing_was_found():
    rules = load_rules()
    assert parameter(rules, "vat.exempt_quarter", on=date(2021, 6, 1)).data["value"] == "450000"
    assert parameter(rules, "vat.levy", on=date(2022, 6, 1)) is None
    assert parameter(rules, "si.base", on=date(2026, 8, 1)) is None


def test_penalties_carry_a_confidence_of_their_own():
    told = item_json(one("CIT-A/2025", due()))
    assert (told["confidence"], told["penalty"]["confidence"]) == ("high", "unverified")


def test_reminders_count_working_days():
    item = one("CIT-Q/2026-Q3", due())
    assert [day.isoformat() for day in reminders(item)] == ["2026-10-12", "2026-10-19", "2026-10-21", "2026-10-23"]


def test_duties_without_a_day():
    found = {duty.id: duty for duty in standing(load_rules(), FIRM, as_of=date(2026, 1, 5))}
    assert {"ADDR", "SI-M", "PERMIT-END"} <= set(found)
    assert "AR" not in found
    assert found["SI-M"].missing == []


def test_five_years_of_a_firm_are_quick_to_tell():
    items = due(first=date(2026, 1, 1), last=date(2030, 12, 31))
    assert len(items) > 150
    assert len({item.key for item in items}) == len(items)
