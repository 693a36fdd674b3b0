"""What many firms owe over five years: columns of the rules beside numpy by hand, and one firm at a time."""

from collections import defaultdict
from datetime import date
from typing import Any

import numpy as np

from benchmarks.limits import duties_limit
from benchmarks.timing import line

FIRMS = {"tiny": 2_000, "full": 100_000}
MADE = {"tiny": 200, "full": 10_000}
FIRST, LAST = date(2026, 1, 1), date(2030, 12, 31)
BORN_FIRST, BORN_LAST = date(2017, 4, 12), date(2026, 11, 30)
VAT = {duties_limit.SMALL: "small_scale", duties_limit.GENERAL: "general"}
VAT_PERIOD = {duties_limit.MONTH: "month", duties_limit.QUARTER: "quarter"}
Columns = dict[str, Any]


def columns(number: int) -> Columns:
    """What a register could hold of so many firms, one column for each fact; 0 is a day or a period that is not given."""
    dice = np.random.default_rng(20170412)
    born = dice.integers(BORN_FIRST.toordinal(), BORN_LAST.toordinal(), number)
    vat = dice.choice([duties_limit.SMALL, duties_limit.GENERAL], number, p=[0.8, 0.2])
    found = {
        "form": dice.choice(len(duties_limit.FORMS), number, p=[0.55, 0.2, 0.05, 0.05, 0.1, 0.05]),
        "registered": born,
        "ended": np.where(dice.random(number) < 0.1, born + 900, date.max.toordinal()),
        "contribution_due": np.where(dice.random(number) < 0.5, born + dice.integers(365, 9000, number), 0),
        "vat": vat,
        "vat_period": np.where(vat == duties_limit.SMALL, dice.integers(0, 3, number), 0),
        "employees": dice.integers(0, 60, number),
        "foreign_employees": dice.integers(0, 5, number),
        "customs": dice.integers(0, 2, number),
    }
    return {name: column.astype(np.int32) for name, column in found.items()}


def firms(of: Columns) -> Any:
    from kudosbay.rulebook.columns_firms import Firms

    names = ("form", "vat", "vat_period", "customs")
    code = np.zeros(len(of["form"]), dtype=np.int64)
    for name in names:
        code = code * (int(of[name].max()) + 1) + of[name]
    _codes, first, place = np.unique(code, return_index=True, return_inverse=True)
    alike = [_facts({name: int(of[name][row]) for name in names}) for row in first]
    ended = np.where(of["ended"] == date.max.toordinal(), 0, of["ended"])
    days = {"registered": of["registered"], "ended": ended, "contribution_due": of["contribution_due"]}
    apart = {f"existing.{name}": column for name, column in days.items()}
    apart |= {f"tax.{name}": of[name] + 1 for name in ("employees", "foreign_employees")}
    return Firms(alike, place, apart)


def _facts(row: dict[str, int]) -> dict[str, Any]:
    tax: dict[str, Any] = {"vat": VAT[row["vat"]], "vat_period": VAT_PERIOD.get(row["vat_period"])}
    tax["customs_registered"] = bool(row["customs"])
    return {"existing": {"form": duties_limit.FORMS[row["form"]]}, "tax": tax}


def tables() -> dict[str, duties_limit.Table]:
    """Periods and due days of each duty that comes back, as the limit is given them."""
    from kudosbay.rulebook.duties import reckoner_of
    from kudosbay.rulebook.load import load_rules
    from kudosbay.rulebook.periods import MONTHS, ends_to_look_at, periods_between

    rules, found = load_rules(), defaultdict[str, dict[date, Any]](dict)
    for rule in rules.duties:
        kind, due = rule.data["period"], rule.data["due"]
        name = f"{rule.id} {kind}" if rule.id in {"VAT-Q", "SURCH"} else rule.id
        if kind in MONTHS and due["class"] != "NOTICE":
            for period in periods_between(kind, *ends_to_look_at(kind, FIRST, LAST)):
                day = reckoner_of(rules).after_period(due, period.last)
                if day and FIRST <= day.date <= LAST and rule.span.holds(day.nominal):
                    found[name][period.first] = (period.first, period.last, day.date)
    return {name: duties_limit.Table(*_as_columns(rows.values())) for name, rows in found.items()}


def _as_columns(rows: Any) -> list[Any]:
    return [np.array([day.toordinal() for day in days], dtype=np.int32) for days in zip(*sorted(rows), strict=True)]


def marks() -> dict[str, Any]:
    base, last = BORN_FIRST.toordinal(), BORN_LAST.toordinal()
    days = (date.fromordinal(day) for day in range(base, last))
    on = [_in_five_years(day).toordinal() for day in days]
    capital = {"capital": date(2024, 6, 30), "capital_at_most": date(2032, 6, 30), "capital_by": date(2027, 6, 30)}
    owners = {"owners": date(2024, 11, 1), "owners_by": date(2025, 11, 1)}
    told = {name: day.toordinal() for name, day in (capital | owners).items()}
    return told | {"base": base, "five_years_on": np.array(on, dtype=np.int32)}


def _in_five_years(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 5, day=28 if leap else day.day)


def summed(rows: Any) -> dict[str, tuple[int, int, int]]:
    """By duty: how many rows, and sums that no two unlike sets of rows are likely to share."""
    found: dict[str, tuple[int, int, int]] = {}
    for duty, firm, day in rows:
        count, total, mixed = found.get(duty, (0, 0, 0))
        each = firm.astype(np.int64) * day
        found[duty] = (count + len(firm), total + int(day.sum(dtype=np.int64)), mixed + int(each.sum()))
    return found


def run(size: str) -> dict[str, Any]:
    from kudosbay.rulebook.columns_duties import due_columns
    from kudosbay.rulebook.load import load_rules

    rules, of = load_rules(), columns(FIRMS[size])
    many, given, known = firms(of), tables(), marks()
    bounds = {"first": FIRST.toordinal(), "last": LAST.toordinal()}

    def ours() -> list[Any]:
        found = due_columns(rules, many, first=FIRST, last=LAST)
        return [(rules.duties[block.duty].id, block.firm, block.day) for block in found.blocks]

    def limit() -> list[Any]:
        found = duties_limit.owed(of, given, **bounds, marks=known)
        return [(rows.duty.partition(" ")[0], rows.firm, rows.day) for rows in found]

    by_rules, by_hand = summed(ours()), summed(limit())
    assert by_rules == {duty: sums for duty, sums in by_hand.items() if sums[0]}
    rows = sum(count for count, _days, _mixed in by_rules.values())
    lines = [
        line(f"{rows:,} due days", {"ours": ours, "limit": limit}, rounds=5, times=1),
        line(f"facts of {MADE[size]:,} into columns", {"ours": _made(many, MADE[size])}, times=1),
        line("one firm, with reasons", {"ours": _alone(many)}, times=3),
    ]
    return {"job": "duties of many firms", "rows": FIRMS[size], "lines": lines}


def _made(many: Any, number: int) -> Any:
    from kudosbay.rulebook.columns_firms import Firms

    given = [many.facts(row) for row in range(number)]
    return lambda: Firms.of(given)


def _alone(many: Any) -> Any:
    from kudosbay.rulebook.duties import due_between
    from kudosbay.rulebook.load import load_rules

    rules, facts = load_rules(), many.facts(7)
    return lambda: due_between(rules, facts, first=FIRST, last=LAST)
