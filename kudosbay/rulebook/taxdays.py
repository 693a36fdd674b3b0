"""The last day of the monthly filing period: a local change, else the published table, else computed and provisional.

Computed as the tax administration has counted since 2020: day 15, or the next working day; where runs of three or
more days off that touch an official holiday lie inside days 1 to 15, as many working days after day 15 as they count.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from kudosbay.rulebook.workdays import Calendar, OutsideCalendarError

Basis = Literal["override", "published", "computed", "not_found"]
WINDOW = 15
LONG = 3
COMPUTABLE_FROM = 2020
ONE_DAY = timedelta(days=1)
Row = Mapping[str, str]
Day = date


class Run(NamedTuple):
    """Days off in a row that touch an official holiday; `inside`: how many lie within days 1 to 15."""

    first: date
    last: date
    inside: int


@dataclass(frozen=True, slots=True)
class TaxDay:
    """`date` is null only where `basis` is not_found. `published` and `computed` say what else is known of the month."""

    month: str
    date: Day | None
    basis: Basis
    provisional: bool
    nominal: Day
    published: Day | None = None
    computed: Day | None = None
    runs: tuple[Run, ...] = ()
    row: Row | None = None  # the line of the table that decided


class TaxDays:
    """`published`, `changes`: lines of the two tables; an empty list switches a table off."""

    def __init__(self, calendar: Calendar, published: Iterable[Row], changes: Iterable[Row] = ()) -> None:
        self.calendar = calendar
        self.published = {row["month"]: row for row in published}
        self.changes = {row["key"]: row for row in changes}
        self.of = cache(self._of)

    def changed(self, key: str) -> Row | None:
        """A local change of another due day, such as `2021-CIT-annual`."""
        return self.changes.get(key)

    def year(self, year: int) -> list[TaxDay]:
        return [self.of(year, month) for month in range(1, 13)]

    def _of(self, year: int, month: int) -> TaxDay:
        name, nominal = f"{year}-{month:02}", date(year, month, WINDOW)
        row, change = self.published.get(name), self.changes.get(name)
        published = date.fromisoformat(row["deadline"]) if row else None
        computed, runs = self._computed(nominal)
        changed = date.fromisoformat(change["deadline"]) if change else None
        basis: Basis = "override" if change else "published" if row else "computed" if computed else "not_found"
        return TaxDay(
            name,
            changed or published or computed,
            basis,
            provisional=basis == "computed",
            nominal=nominal,
            published=published,
            computed=computed,
            runs=runs,
            row=change or row,
        )

    def _computed(self, nominal: date) -> tuple[date | None, tuple[Run, ...]]:
        if nominal.year < COMPUTABLE_FROM:
            return None, ()
        try:
            runs = tuple(self._runs(nominal))
            added = sum(run.inside for run in runs)
            return self.calendar.add(nominal, added) if added else self.calendar.next_workday(nominal), runs
        except OutsideCalendarError:
            return None, ()

    def _runs(self, nominal: date) -> Iterable[Run]:
        day = nominal.replace(day=1)
        while day <= nominal:
            if self.calendar.is_workday(day):
                day += ONE_DAY
                continue
            run = self._run(day, nominal)
            if run.inside >= LONG and any(run.first <= off <= run.last for off in self.calendar.holidays):
                yield run
            day = run.last + ONE_DAY

    def _run(self, day: date, nominal: date) -> Run:
        """The run may begin in the month before and end after day 15."""
        first = self.calendar.previous_workday(day) + ONE_DAY
        last = self.calendar.next_workday(day) - ONE_DAY
        inside = (min(last, nominal) - max(first, nominal.replace(day=1))).days + 1
        return Run(first, last, inside)


def read_tax_days(tables: Path, calendar: Calendar) -> TaxDays:
    return TaxDays(calendar, _rows(tables / "tax_deadlines.csv"), _rows(tables / "tax_deadline_overrides.csv"))


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
