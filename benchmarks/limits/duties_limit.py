"""The least work that still says what many firms owe: numpy by hand, the conditions of this year's duties written out, due
days of each period looked up in a table that is given. It knows no unknown facts, no persons, no other law.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Mask = NDArray[np.bool_]
COMPANY, FOREIGN = ("wfoe_llc", "jv_llc"), ("wfoe_llc", "jv_llc", "fi_partnership", "foreign_company_branch")
REGISTERED = (*FOREIGN, "fie_branch")
FORMS = (*REGISTERED, "rep_office")
SMALL, GENERAL = 1, 2
MONTH, QUARTER = 1, 2


class Table(NamedTuple):
    """Of each period of a duty: first day, last day, due day."""

    begins: Ints
    ends: Ints
    days: Ints


class Rows(NamedTuple):
    duty: str
    firm: Ints
    day: Ints


def of_periods(of: Mapping[str, Ints]) -> Iterator[tuple[str, Mask]]:
    """Duties that come back, with whose they are."""
    company, foreign, registered = (np.isin(of["form"], _codes(names)) for names in (COMPANY, FOREIGN, REGISTERED))
    by_month = of["vat_period"] == MONTH
    quarterly = (of["vat"] == SMALL) & ~by_month
    everybody = registered | (of["form"] == FORMS.index("rep_office"))
    yield from (("VAT-M", of["vat"] == GENERAL), ("VAT-Q quarter", quarterly))
    yield from (("VAT-Q month", (of["vat"] == SMALL) & by_month), ("SURCH quarter", quarterly))
    yield "SURCH month", (of["vat"] == GENERAL) | ((of["vat"] == SMALL) & by_month)
    yield from ((duty, company) for duty in ("CIT-Q", "CIT-A", "TP-LOCAL", "AUDIT"))
    yield from (("IIT-W", everybody), ("IIT-A", (of["employees"] > 0) | (of["foreign_employees"] > 0)))
    yield from (("STAMP-Q", registered), ("AR", registered), ("FIR-A", foreign), ("FX-STOCK", foreign))
    yield from (("CUST-A", of["customs"] == 1), ("RO-A", of["form"] == FORMS.index("rep_office")))


def _codes(names: tuple[str, ...]) -> list[int]:
    return [FORMS.index(name) for name in names]


def owed(of: Mapping[str, Ints], tables: Mapping[str, Table], *, first: int, last: int, marks: Any) -> list[Rows]:
    """`marks`: ordinals of the days on which the law of capital and of owners changed, and a table of five years on."""
    rows = [_periods(duty, mask, of, tables[duty]) for duty, mask in of_periods(of)]
    return [*rows, *_events(of, first=first, last=last, marks=marks)]


def _periods(duty: str, mask: Mask, of: Mapping[str, Ints], table: Table) -> Rows:
    firm = np.flatnonzero(mask).astype(np.int32)
    low = np.searchsorted(table.ends, of["registered"][firm])
    number = np.maximum(np.searchsorted(table.begins, of["ended"][firm], side="right") - low, 0)
    before = np.cumsum(number) - number
    at = np.arange(int(number.sum()), dtype=np.int32) - np.repeat((before - low).astype(np.int32), number)
    return Rows(duty, np.repeat(firm, number), table.days[at])


def _events(of: Mapping[str, Ints], *, first: int, last: int, marks: Any) -> Iterator[Rows]:
    company, foreign = (np.isin(of["form"], _codes(names)) for names in (COMPANY, FOREIGN))
    born, paid = of["registered"], of["contribution_due"]
    newer = born > marks["capital"]
    found = {
        "CAP-NEW": (company & newer, np.where(paid, paid, marks["five_years_on"][born - marks["base"]])),
        "CAP-OLD-PAY": (company & ~newer & (paid > 0), np.minimum(paid, marks["capital_at_most"])),
        "CAP-OLD": (
            company & ~newer & ((paid == 0) | (paid > marks["capital_at_most"])),
            np.full_like(born, marks["capital_by"]),
        ),
        "BO": (foreign & (born < marks["owners"]), np.full_like(born, marks["owners_by"])),
    }
    for duty, (mask, days) in found.items():
        firm = np.flatnonzero(mask & (days >= first) & (days <= last)).astype(np.int32)
        yield Rows(duty, firm, days[firm])
