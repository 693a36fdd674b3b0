"""What a firm owes the authorities, and when: duties in force, their periods, and the due days in a window.

`due_between` is made for other parts of the house: plain facts in, a list of due items out. Nothing is stored and the
clock is not asked; a far window costs no more than a near one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from kudosbay.rulebook.conditions import Reason
from kudosbay.rulebook.conditions.leaves import Case, Item
from kudosbay.rulebook.dated import Span, value_on
from kudosbay.rulebook.duedates import DueDay, Reckoner
from kudosbay.rulebook.facts import Facts, read_facts
from kudosbay.rulebook.load import Rulebook
from kudosbay.rulebook.periods import MONTHS, Period, ends_to_look_at, periods_between
from kudosbay.rulebook.records import Data, Record
from kudosbay.rulebook.situation import situation
from kudosbay.rulebook.unknowns import is_known_fact
from kudosbay.rulebook.workdays import OutsideCalendarError

BORN = ("existing.registered", "milestones.licence")
REMIND_BEFORE = (10, 5, 3, 1)  # working days
Day = date


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty that holds, or may hold (`applies` is null): for the case, or for one person of it."""

    rulebook: Rulebook
    rule: Record
    case: Case
    applies: bool | None
    item: Item = field(default_factory=dict)
    waits: tuple[Reason, ...] = ()

    @property
    def id(self) -> str:
        return self.rule.id

    @property
    def person(self) -> str | None:
        """Whom it is about, where it is about one person."""
        return self.item.get("person")

    @property
    def why(self) -> tuple[Reason, ...]:
        """The facts that decided, or those that are still missing."""
        when, who = self.rule.when, self.rule.who
        asked = (when.because(self.case) if when else ()) + (who.why(self.case, self.item) if who else ())
        return asked + self.waits

    @property
    def missing(self) -> list[str]:
        found = (one.fact for one in self.why if one.value is None and is_known_fact(one.fact))
        return list(dict.fromkeys(fact for fact in found if fact))

    @property
    def penalty(self) -> Data | None:
        """Its text, source and confidence; not binding where unverified."""
        return self.rulebook.penalties.get(self.rule.data.get("penalty", ""))


@dataclass(frozen=True)
class DueItem:
    """One duty on one due day. `period` is null for what is due once or after an event."""

    duty: Duty
    period: Period | None
    due: DueDay

    @property
    def id(self) -> str:
        return self.duty.id

    @property
    def key(self) -> str:
        """Names this due item among all of the firm: duty, period or day counted from, person."""
        return due_key(self.duty.id, self.period, self.due, person=self.duty.person)

    @property
    def date(self) -> Day:
        return self.due.date

    @property
    def provisional(self) -> bool:
        """The day rests on a calendar that is not published yet."""
        return self.due.provisional

    @property
    def why(self) -> tuple[Reason, ...]:
        return self.duty.why

    @property
    def source(self) -> list[str]:
        """The law first, then the line of the table that set the day."""
        row = self.due.row
        return [*self.duty.rule.data["source"], *([row["source"]] if row else [])]

    @property
    def confidence(self) -> str:
        """The weaker of the duty and of the line of the table."""
        levels = ("high", "medium", "low", "unverified")
        row = self.due.row
        return max((str(self.duty.rule.data["confidence"]), row["confidence"] if row else "high"), key=levels.index)

    @cached_property
    def parameters(self) -> list[Record]:
        """The figures of the law that count for the period, such as the threshold of an exemption."""
        day = self.period.last if self.period else self.due.date
        wanted = self.duty.rule.data["parameters"]
        return [one for one in self.duty.rulebook.parameters if one.id in wanted and one.span.holds(day)]


def due_key(duty: str, period: Period | None, due: DueDay, *, person: str | None = None) -> str:
    parts = (duty, period.label if period else due.nominal.isoformat(), person)
    return "/".join(part for part in parts if part)


def due_between(rulebook: Rulebook, facts: Facts | Mapping[str, Any], *, first: date, last: date) -> list[DueItem]:
    """What falls due from `first` to `last`, both included, in order of days.

    `facts` are those of the firm (docs/facts.md: `existing`, `tax`, `people`, `capital`, `change`, …), checked or plain;
    plain ones that are wrong raise FactsError. Each item says `why` it applies and which facts are `duty.missing`
    where that is not certain (`duty.applies` is null), its `source`, `confidence` and `duty.penalty`, how the day was
    found (`due.said`), and `provisional` where the holidays of that year are not published. Duties without a day
    of their own are in `standing`.
    """
    found = [
        item
        for duty in duties_of(rulebook, facts, as_of=first)
        for item in _items(duty, reckoner_of(rulebook), first=first, last=last)
    ]
    return sorted(found, key=lambda item: item.date)


@lru_cache(maxsize=8)
def reckoner_of(rulebook: Rulebook) -> Reckoner:
    return Reckoner(rulebook.tax_days)


def reminders(item: DueItem) -> list[date]:
    """Ten, five, three and one working days before the day to act by; fewer where the calendar does not reach."""
    calendar = item.duty.rulebook.calendar
    try:
        return [calendar.add(item.due.act_by, -days) for days in REMIND_BEFORE]
    except OutsideCalendarError:
        return []


def standing(rulebook: Rulebook, facts: Facts | Mapping[str, Any], *, as_of: date) -> list[Duty]:
    """Duties without a day that can be counted: continuous, after an event that has no day yet, or set by notice."""
    return [duty for duty in duties_of(rulebook, facts, as_of=as_of) if _has_no_day(duty, as_of)]


def duties_of(rulebook: Rulebook, facts: Facts | Mapping[str, Any], *, as_of: date) -> list[Duty]:
    """Every duty of the firm that is not certainly none, whatever its days."""
    known = facts if isinstance(facts, Facts) else read_facts(facts)
    case = situation(known, rulebook.on(known.as_of or as_of))
    return [duty for rule in rulebook.duties for duty in _held(rulebook, rule, case)]


def parameter(rulebook: Rulebook, name: str, *, on: date) -> Record | None:
    """A figure of the law (`value`, or `low` and `high`, in its data) as it stood on a day."""
    return value_on([one for one in rulebook.parameters if one.id == name], on)


def _held(rulebook: Rulebook, rule: Record, case: Case) -> Iterator[Duty]:
    answer = True if rule.when is None else rule.when.of(case)
    if answer is False:
        return
    if rule.data.get("per") is None:
        yield Duty(rulebook, rule, case, answer)
        return
    for item in case.get("people") or ():
        fits = True if rule.who is None else rule.who.test(case, item)
        if fits is not False:
            yield Duty(rulebook, rule, case, answer if fits else None, item)


def _items(duty: Duty, reckoner: Reckoner, *, first: date, last: date) -> Iterator[DueItem]:
    rule = duty.rule.data["due"]
    if rule["class"] == "NOTICE":
        return
    found = _of_periods(duty, reckoner, first=first, last=last) if _repeats(duty) else _of_event(duty, reckoner)
    for item in found:
        if first <= item.due.date <= last and duty.rule.span.holds(item.due.nominal):
            yield item


def _repeats(duty: Duty) -> bool:
    return duty.rule.data["period"] in MONTHS


def _of_periods(duty: Duty, reckoner: Reckoner, *, first: date, last: date) -> Iterator[DueItem]:
    kind, rule, life = duty.rule.data["period"], duty.rule.data["due"], _life(duty.case)
    sure = duty if life else _unsure(duty)
    for period in periods_between(kind, *ends_to_look_at(kind, first, last)):
        if life is None or life.meets(Span(period.first, period.last)):
            due = reckoner.after_period(rule, period.last)
            if due:
                yield DueItem(sure, period, due)


def _life(case: Case) -> Span | None:
    """From registration to the end of the firm; null if nobody said when it was registered."""
    born = next((case[name] for name in BORN if isinstance(case.get(name), date)), None)
    ended = case.get("existing.ended")
    return Span(born, ended if isinstance(ended, date) else date.max) if born else None


def _unsure(duty: Duty) -> Duty:
    waits = (Reason(f"known({BORN[0]})", None, BORN[0]),)
    return Duty(duty.rulebook, duty.rule, duty.case, None, duty.item, waits)


def _of_event(duty: Duty, reckoner: Reckoner) -> Iterator[DueItem]:
    rule = duty.rule.data["due"]
    if "date" in rule:
        due = reckoner.fixed(rule)
    else:
        event = _event(duty)
        due = reckoner.from_event(rule, event[1], event[0]) if event else None
    if due:
        yield DueItem(duty, None, due)


def _event(duty: Duty) -> tuple[str, date] | None:
    for name in duty.rule.data["due"]["from"]:
        value = duty.item.get(name, duty.case.get(name))
        if isinstance(value, date):
            return name, value
    return None


def _has_no_day(duty: Duty, as_of: date) -> bool:
    rule = duty.rule.data["due"]
    if not duty.rule.span.holds(as_of):
        return False
    return rule["class"] == "NOTICE" or (not _repeats(duty) and "date" not in rule and _event(duty) is None)
