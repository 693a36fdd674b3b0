"""Forecasts of cases: the centre's own finished cases, laid beside what the rules say."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from django.db.models import Count, Max
from django.utils.timezone import localdate

from kudosbay.cases.guides import days_to
from kudosbay.cases.models import Case, CaseStep
from kudosbay.cases.plans import registration_step
from kudosbay.cases.queries import StepView
from kudosbay.cases.standing import Estimate, estimate
from kudosbay.centre.clock import after_working_days, working_days_between
from kudosbay.rulebook.facts import FactsError, read_facts
from kudosbay.rulebook.forecast import MINIMUM, Finished, Kind, Outlook, outlook
from kudosbay.rulebook.load import load_rules
from kudosbay.rulebook.places import Period, history
from kudosbay.rulebook.plan import make_plan
from kudosbay.rulebook.workdays import OutsideCalendarError

MOST: Final = 600  # the latest finished cases; older ones say little of today
# How papers are proved, the slowest first.
SLOWNESS: Final = ("legalise", "manual", "tw_sef", "mo_attest", "hk_attest", "apostille")
NOTHING_ABROAD: Final = "here"


def finished(*, before: date | None = None) -> list[Finished]:
    """Return the latest cases whose firm was registered, as far as the rules can read them. One query."""
    rows = CaseStep.objects.filter(step__startswith="amr.", status=CaseStep.Status.DONE, done_on__isnull=False)
    rows = rows.filter(done_on__lt=before) if before else rows
    told = rows.order_by("-done_on", "-pk").values_list("case__facts", "case__opened_at", "done_on", "step")[:MOST]
    read = (_finished(facts, localdate(opened), done, step=step) for facts, opened, done, step in told if done)
    return [one for one in read if one]


def _finished(facts: Mapping[str, Any], begun: date, done: date, *, step: str) -> Finished | None:
    if step != _registration(facts):
        return None
    try:
        days = working_days_between(begun, done)
        typical = _typical(json.dumps(facts, sort_keys=True), date(begun.year, (begun.month + 2) // 3 * 3 - 2, 1))
    except (FactsError, OutsideCalendarError):
        return None
    return Finished(kind_of(facts, begun), typical, max(days, 0), begun, done)


def _registration(facts: Mapping[str, Any]) -> str:
    return registration_step(facts) if facts.get("form") else ""


@lru_cache(maxsize=4096)
def _typical(facts: str, quarter: date) -> tuple[int, int]:
    """Return what the rules said in the quarter in which the case began."""
    given = {name: value for name, value in json.loads(facts).items() if name not in {"milestones", "filings"}}
    given |= {"as_of": quarter, "start": quarter}
    return days_to(make_plan(load_rules(), read_facts(given)), registration_step(given))


def kind_of(facts: Mapping[str, Any], begun: date) -> Kind:
    step = _registration(facts)
    record = next((one for one in load_rules().steps if one.id == step), None)
    authority = (record.data.get("authority") or {}).get("en", "") if record else ""
    return Kind(str(facts.get("form")), route_of(facts, begun), str(authority), (begun.month + 2) // 3)


def route_of(facts: Mapping[str, Any], day: date) -> str:
    """Return the slowest way in which the owners' papers are proved; `here` where nothing is proved abroad."""
    taken = {_route(one, day) for one in facts.get("investors") or ()}
    return next((route for route in SLOWNESS if route in taken), NOTHING_ABROAD)


def _route(investor: Mapping[str, Any], day: date) -> str:
    holder = "company" if investor.get("kind") == "entity" else "here" if investor.get("in_china") else "outside"
    periods = _periods(str(investor.get("country") or "CN"), holder)
    found = next((one.routes for one in periods if one.holds(day)), ())
    return found[0].id if found else "manual"


@lru_cache(maxsize=1024)
def _periods(country: str, holder: str) -> tuple[Period, ...]:
    return tuple(history(load_rules(), country, holder=holder))


def known_cases() -> tuple[Finished, ...]:
    """Return the finished cases, read again whenever one more is finished. One query while none is."""
    rows = CaseStep.objects.filter(step__startswith="amr.", status=CaseStep.Status.DONE, done_on__isnull=False)
    told = rows.aggregate(count=Count("pk"), last=Max("pk"), day=Max("done_on"))
    return _known(told["count"], told["last"], told["day"]) if told["count"] >= MINIMUM else ()


@lru_cache(maxsize=1)
def _known(_count: int, _last: int | None, _day: date | None) -> tuple[Finished, ...]:
    return tuple(finished())


def foretold(case: Case, steps: list[StepView], *, goal: str, now: datetime) -> tuple[Estimate, Outlook] | None:
    """Return when `goal` will be done: by the rules, and stretched as our own finished cases were. None when it is done.

    Only the registration is foretold from our cases: what comes after it, each client paces.
    """
    found = estimate(case, steps, goal=goal, now=now)
    if found is None:
        return None
    today = localdate(now)
    left = working_days_between(today, found.first), working_days_between(today, found.last)
    own = known_cases() if goal == registration_step(case.facts) else ()
    seen = outlook(own, kind_of(case.facts, localdate(case.opened_at)), left=left)
    first, last = (after_working_days(today, days) for days in seen.wide)
    return Estimate(first, last, found.widest), seen


def of_plan(facts: Mapping[str, Any], *, left: tuple[int, int], day: date) -> Outlook:
    """Return what our finished cases say of a plan that has not begun."""
    return outlook(known_cases(), kind_of(facts, day), left=left)
