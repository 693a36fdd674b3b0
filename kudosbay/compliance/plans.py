"""One duty of one period, before it is filed: its last day, whom it is filed for, and who is left out and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from django.db.models import Q

from kudosbay.compliance.facts import Facts, core_facts, profiles_on
from kudosbay.compliance.models import FilingBatch
from kudosbay.compliance.policy import Authority, authorities
from kudosbay.enterprises.models import Enterprise
from kudosbay.rulebook.duedates import DueDay, Reckoner
from kudosbay.rulebook.facts import read_facts
from kudosbay.rulebook.load import load_rules, made_of_rules
from kudosbay.rulebook.periods import MONTHS, Period, periods_between
from kudosbay.rulebook.records import Record
from kudosbay.rulebook.situation import situation
from kudosbay.rulebook.unknowns import is_known_fact

BACK, AHEAD = timedelta(days=120), timedelta(days=45)
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Filing:
    """`due` is null where no published day was found for the month and none may be computed."""

    rule: Record
    period: Period
    due: DueDay | None

    @property
    def key(self) -> str:
        return f"{self.rule.id}/{self.period.label}"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """`why`: a key of policy.LACKS, `unknown` with the facts that nobody told, or `not_theirs`."""

    enterprise: Enterprise
    why: str
    missing: tuple[str, ...] = ()


@dataclass(slots=True)
class Plan:
    filing: Filing
    included: list[Enterprise] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    already: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """Return how many are left out for each reason, the most frequent first."""
        told: dict[str, int] = {}
        for one in self.left_out:
            told[one.why] = told.get(one.why, 0) + 1
        return dict(sorted(told.items(), key=lambda pair: -pair[1]))


@made_of_rules
@cache
def reckoner() -> Reckoner:
    return Reckoner(load_rules().tax_days)


@made_of_rules
@cache
def periodic_duties() -> tuple[str, ...]:
    """Return the ids of duties that come back every month, quarter or year on a day that can be counted."""
    rules = load_rules().duties
    return tuple(dict.fromkeys(one.id for one in rules if _is_filed(one)))


def _is_filed(rule: Record) -> bool:
    return rule.data["period"] in MONTHS and rule.data["due"]["class"] != "NOTICE" and rule.data.get("per") is None


def filing(duty: str, label: str) -> Filing | None:
    """Find a duty of a period, written as the rules write it: 2019-01, 2018-Q4 or 2018."""
    first, last = date(2017, 1, 1), date(2041, 12, 31)
    rules = [one for one in load_rules().duties if one.id == duty and _is_filed(one)]
    for rule in rules:
        period = next((one for one in periods_between(rule.data["period"], first, last) if one.label == label), None)
        found = _of_rule(rule, period) if period else None
        if found:
            return found
    return None


def _of_rule(rule: Record, period: Period) -> Filing | None:
    due = reckoner().after_period(rule.data["due"], period.last)
    nominal = due.nominal if due else period.last + timedelta(days=15)
    return Filing(rule, period, due) if rule.span.holds(nominal) else None


def offered(day: date) -> list[Filing]:
    """Return what may be opened: periods that end soon or whose last day is not long past, the next day first."""
    taken = set(FilingBatch.objects.filter(period_last__gte=day - 4 * BACK).values_list("duty", "period"))
    found = [one for one in _near(day) if (one.rule.id, one.period.label) not in taken]
    return sorted(found, key=lambda one: (abs((_day(one) - day).days), one.key))


def _near(day: date) -> Iterator[Filing]:
    for rule in load_rules().duties:
        if _is_filed(rule):
            for period in periods_between(rule.data["period"], day - 4 * BACK, day + AHEAD):
                found = _of_rule(rule, period)
                if found and day - BACK / 2 <= _day(found) <= day + 4 * AHEAD:
                    yield found


def _day(one: Filing) -> date:
    return one.due.date if one.due else one.period.last


def plan_of(one: Filing, *, day: date, batch: FilingBatch | None = None) -> Plan:
    """Look at each firm that stood in the period. Costs the same few questions for any number of firms."""
    plan = Plan(one)
    there = set(batch.jobs.values_list("enterprise", flat=True)) if batch else set[int]()
    firms = [firm for firm in _alive(one.period) if firm.pk not in there]
    plan.already = len(there)
    held = authorities([firm.pk for firm in firms], one.rule.id, day=day)
    profiles = profiles_on([firm.pk for firm in firms], one.period.last)
    judge = _Judge(one)
    for firm in firms:
        left = _left_out(firm, held[firm.pk], judge=judge, facts=core_facts(firm, profiles.get(firm.pk)))
        plan.left_out += [left] if left else []
        plan.included += [] if left else [firm]
    return plan


def _alive(period: Period) -> Iterable[Enterprise]:
    stood = Enterprise.objects.filter(licensed_on__lte=period.last)
    return stood.filter(Q(left_on=None) | Q(left_on__gt=period.last)).order_by("pk")


def _left_out(firm: Enterprise, held: Authority, *, judge: "_Judge", facts: Facts) -> LeftOut | None:
    applies, missing = judge.of(facts)
    if applies is False:
        return LeftOut(firm, "not_theirs")
    if held.lacks:
        return LeftOut(firm, held.lacks[0])
    return None if applies else LeftOut(firm, "unknown", missing)


class _Judge:
    """Whether the duty is a firm's; firms that are alike in what it asks are looked at once."""

    def __init__(self, one: Filing) -> None:
        self.one = one
        self.known: dict[Key, tuple[bool | None, tuple[str, ...]]] = {}

    def of(self, facts: Facts) -> tuple[bool | None, tuple[str, ...]]:
        key = (facts["existing"].get("form"), *sorted(facts["tax"].items()))
        if key not in self.known:
            self.known[key] = self._judged(facts)
        return self.known[key]

    def _judged(self, facts: Facts) -> tuple[bool | None, tuple[str, ...]]:
        rule = self.one.rule
        if rule.when is None:
            return True, ()
        given = read_facts({name: value for name, value in facts.items() if value})
        case = situation(given, load_rules().on(self.one.period.last))
        asked = (reason.fact for reason in rule.when.because(case) if reason.value is None)
        return rule.when.of(case), tuple(fact for fact in asked if fact and is_known_fact(fact))
