"""One due day: by which rule it was found, what moved it, and whether it may still move."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from kudosbay.rulebook.counting import counted_day
from kudosbay.rulebook.records import Data
from kudosbay.rulebook.taxdays import Row, TaxDay, TaxDays
from kudosbay.rulebook.workdays import Calendar, OutsideCalendarError, add_months

Day = date


class Said(NamedTuple):
    """One step of the reckoning: the key of a sentence in `duty_words`, and what fills it."""

    key: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DueDay:
    """`act_by`: the working day on or before a day that does not move. `row`: the line of a table that decided."""

    date: Day
    nominal: Day
    basis: str
    provisional: bool
    act_by: Day
    said: tuple[Said, ...]
    row: Row | None = None
    opens: Day | None = None


def tax_window(found: TaxDay) -> DueDay | None:
    if found.date is None:
        return None
    said = [Said("window", {"day": found.nominal})]
    if found.basis == "override":
        said.append(Said("override", _reason(found.row, found.date)))
    elif found.basis == "published":
        said.append(Said("published", {"day": found.date, "document": (found.row or {}).get("document", "")}))
    else:
        said += _computed(found)
    return DueDay(
        found.date,
        found.nominal,
        found.basis,
        provisional=found.provisional,
        act_by=found.date,
        said=tuple(said),
        row=found.row,
        opens=found.nominal.replace(day=1),
    )


def _reason(row: Row | None, day: date) -> dict[str, Any]:
    given = row or {}
    return {"day": day, "reason": given.get("reason", ""), "reason_zh": given.get("reason_zh", "")}


def _computed(found: TaxDay) -> list[Said]:
    said = [Said("run", run._asdict()) for run in found.runs]
    added = sum(run.inside for run in found.runs)
    if added:
        said.append(Said("added", {"n": added, "day": found.date}))
    elif found.date != found.nominal:
        said.append(Said("next_workday", {"day": found.nominal, "next": found.date}))
    return [*said, Said("provisional", {"year": found.nominal.year})]


class Reckoner:
    """Finds due days from a rule (`due:` of a duty) with the calendar and the tables of the tax administration."""

    def __init__(self, tax_days: TaxDays) -> None:
        self.tax_days, self.calendar = tax_days, tax_days.calendar
        self._windows: dict[date, DueDay | None] = {}
        self._yearly: dict[tuple[int, date], tuple[Data, DueDay | None]] = {}

    def after_period(self, rule: Data, last: date) -> DueDay | None:
        """The due day for a period that ended on `last`; null where none is known. Each is found once for all firms."""
        if rule["class"] == "CN_TAX_15":
            if last not in self._windows:
                following = add_months(last.replace(day=1), 1)
                self._windows[last] = tax_window(self.tax_days.of(following.year, following.month))
            return self._windows[last]
        key = id(rule), last  # the rule is kept beside the answer, so that its id stays its own
        if key not in self._yearly:
            self._yearly[key] = rule, self._year_after(rule, last)
        return self._yearly[key][1]

    def _year_after(self, rule: Data, last: date) -> DueDay | None:
        nominal = date(last.year + 1, rule["month"], rule["day"])
        change = self.tax_days.changed(f"{last.year}-{rule['override']}") if "override" in rule else None
        return self._moved(rule, nominal, (Said("nominal", {"day": nominal}),), change=change)

    def from_event(self, rule: Data, event: date, fact: str) -> DueDay | None:
        """The due day counted from a day of the case; raises nothing: beyond the calendar there is no day."""
        try:
            nominal = counted_day(event, rule, self.calendar)
        except OutsideCalendarError:
            return None
        said = [Said("counted", {"day": event, "fact": fact, **rule.get("count", {})})]
        if "at_most" in rule and nominal > date.fromisoformat(rule["at_most"]):
            nominal = date.fromisoformat(rule["at_most"])
            said.append(Said("at_most", {"day": nominal}))
        return self._moved(rule, nominal, tuple(said))

    def fixed(self, rule: Data) -> DueDay | None:
        nominal = date.fromisoformat(rule["date"])
        return self._moved(rule, nominal, (Said("nominal", {"day": nominal}),))

    def _moved(self, rule: Data, nominal: date, said: tuple[Said, ...], *, change: Row | None = None) -> DueDay | None:
        if change:
            day = date.fromisoformat(change["deadline"])
            told = (*said, Said("override", _reason(change, day)))
            return DueDay(day, nominal, "override", provisional=False, act_by=day, said=told, row=change)
        try:
            return self._by_class(rule["class"], nominal, said, opens=_opens(rule, nominal))
        except OutsideCalendarError:
            return None

    def _by_class(self, name: str, nominal: date, said: tuple[Said, ...], *, opens: date | None) -> DueDay:
        moved = nominal if name == "CN_NO_SHIFT" else _roll(name, nominal, self.calendar)
        act_by = self.calendar.previous_workday(moved)
        unsure = self.calendar.is_provisional(moved) and name != "CN_NO_SHIFT"
        told = [*said, *_move(name, nominal, moved=moved, act_by=act_by)]
        told += [Said("provisional", {"year": moved.year})] * unsure
        return DueDay(moved, nominal, "counted", provisional=unsure, act_by=act_by, said=tuple(told), opens=opens)


def _opens(rule: Data, nominal: date) -> date | None:
    opens = rule.get("opens")
    return date(nominal.year, opens["month"], opens["day"]) if opens else None


def _roll(name: str, nominal: date, calendar: Calendar) -> date:
    return calendar.previous_workday(nominal) if name == "BEFORE" else calendar.next_workday(nominal)


def _move(name: str, nominal: date, *, moved: date, act_by: date) -> list[Said]:
    if moved > nominal:
        return [Said("next_workday", {"day": nominal, "next": moved})]
    if moved < nominal:
        return [Said("earlier", {"day": nominal, "next": moved})]
    if name == "CN_NO_SHIFT":
        return [Said("act_by" if act_by < moved else "fixed", {"day": act_by})]
    return []
