"""Cases of the last two years that are over: done with a company, or closed without one. Written in bulk.

Their plans are those of the quarter in which they began, without explanations: enough to read what was done when.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from kudosbay.cases.models import Case, CaseStep
from kudosbay.cases.plans import certain_steps, compute, registration_step
from kudosbay.demo.agreements import Deal
from kudosbay.demo.bulk import Row, lay, numbers_go_on
from kudosbay.demo.companies import wish
from kudosbay.demo.days import at, earlier, later, workday_from, workday_until
from kudosbay.demo.enterprises import TRADING
from kudosbay.demo.files import dice
from kudosbay.demo.staff import Staff
from kudosbay.demo.trails import Act, about
from kudosbay.enterprises.models import Enterprise
from kudosbay.kernel.ids import reference
from kudosbay.kernel.models import Counter
from kudosbay.messaging.models import Thread
from kudosbay.people.models import Person

SETTLED: Final = timedelta(days=60)  # after that long everything that follows a licence is done
SILENT: Final[dict[str, Any]] = {"why": [], "note": None, "risk": None}
DONE_BEFORE_GIVING_UP: Final = 3
Status = CaseStep.Status


@dataclass(slots=True)
class Closed:
    pk: int
    deal: Deal
    begun: date
    over: date
    number: str
    facts: dict[str, Any]
    plan: dict[str, Any]

    @property
    def licensed(self) -> date | None:
        return self.deal.founded.firm.licensed if self.deal.founded else None


@cache
def _plan(form: str, activity: str, quarter: date) -> dict[str, Any]:
    plan = compute(_facts(form, activity), start=quarter)
    for step in plan["steps"]:
        step.update(SILENT)
    return plan


def _facts(form: str, activity: str) -> dict[str, Any]:
    owners: list[dict[str, Any]] = [
        {"id": "founder", "kind": "natural", "country": "US", "share": 100, "in_china": True}
    ]
    if form != "wfoe_llc":
        owners[0]["share"] = 75
        other = "CN" if form == "jv_llc" else "US"
        owners.append({"id": "partner1", "kind": "entity", "country": other, "share": 25, "in_china": True})
    return {
        "form": form,
        "investors": owners,
        "activities": [activity],
        "location": {"district": "songjiang", "zone": "songjiang_etdz"},
        "address": "centralised_registration",
        "capital": {"amount": 500000, "currency": "CNY"},
        "trade": "both" if activity in TRADING else "none",
        "people": [{"role": "legal_representative", "person": "founder", "needs_work_permit": False}],
        "filed_by": "agent",
    }


def _quarter(day: date) -> date:
    return workday_from(date(day.year, (day.month - 1) // 3 * 3 + 1, 1))


class Archive:
    def __init__(self, deals: list[Deal], staff: Staff, *, since: date, today: date) -> None:
        self.staff, self.rng, self.numbers = staff, dice("closed"), dict[int, int]()
        over = [deal for deal in deals if deal.signed >= since and _is_over(deal, today)]
        self.cases = [self._closed(pk, deal) for pk, deal in enumerate(over, 1)]

    def _closed(self, pk: int, deal: Deal) -> Closed:
        deal.case_pk = pk
        firm = deal.founded.firm if deal.founded else None
        form, activity = (firm.form, firm.activity) if firm else ("wfoe_llc", "consulting")
        begun = max(deal.client.registered, workday_until(deal.signed - timedelta(days=self.rng.randint(2, 8))))
        self.numbers[begun.year] = self.numbers.get(begun.year, 0) + 1
        return Closed(
            pk=pk,
            deal=deal,
            begun=begun,
            over=_last_day(deal),
            number=reference("SJ", begun.year, self.numbers[begun.year]),
            facts=_own_facts(form, activity, deal.client.country),
            plan=_plan(form, activity, _quarter(begun)),
        )

    def write(self) -> None:
        lay(Thread, map(self._thread, self.cases))
        lay(Case, map(self._case, self.cases))
        lay(CaseStep, ({**row, "id": number} for number, row in enumerate(self._steps(), 1)))
        numbers_go_on(Thread, Case, CaseStep)
        Counter.objects.bulk_create(Counter(series=f"SJ-{year}", value=value) for year, value in self.numbers.items())

    def _thread(self, one: Closed) -> Row:
        return {
            "id": one.pk,
            "person_id": one.deal.client.pk,
            "key": one.number,
            "subject": one.number,
            "opened_at": at(one.begun, 30),
            "last_at": at(one.over, 200),
        }

    def _case(self, one: Closed) -> Row:
        adviser = self.staff.adviser(one.deal.client.adviser)
        return {
            "id": one.pk,
            "reference": one.number,
            "founder_id": one.deal.client.pk,
            "adviser_id": adviser.pk,
            "opened_by_id": adviser.pk,
            "assisted": True,
            "company_name": wish(one.deal.client, one.facts["activities"][0]),
            "status": Case.Status.DONE if one.deal.founded else Case.Status.CLOSED,
            "turn": Case.Turn.US if one.deal.founded else Case.Turn.CLIENT,
            "turn_since": at(one.over, 200),
            "opened_at": at(one.begun, 30),
            "closed_on": one.over,
            "facts": one.facts,
            "plan": one.plan,
            "law_as_of": date.fromisoformat(one.plan["law"]["as_of"]),
            "thread_id": one.pk,
            "enterprise_id": one.deal.founded.pk if one.deal.founded else None,
            "is_demonstration": True,
        }

    def _steps(self) -> Iterator[Row]:
        for one in self.cases:
            days = _days(one) if one.deal.founded else _days_until_given_up(one)
            for place, step in enumerate(certain_steps(one.plan)):
                day = days.get(step["id"])
                status = Status.DONE if day else Status.WAITING
                yield _step(one, place, step) | {"status": status, "done_on": day}

    def acts(self) -> Iterator[Act]:
        for one in self.cases:
            on = [about(Case, one.pk), about(Person, one.deal.client.pk)]
            by = self.staff.adviser(one.deal.client.adviser)
            yield Act(at(one.begun, 30), by, "case.started", on, {"assisted": True, "adviser": by.pk})
            if one.deal.founded and one.licensed:
                firm = about(Enterprise, one.deal.founded.pk)
                yield Act(at(one.licensed, 300), by, "case.licensed", [*on, firm], {"on": str(one.licensed)})
                yield Act(at(one.over, 400), by, "case.done", on)
            else:
                yield Act(at(one.over, 400), by, "case.closed", on)


def _is_over(deal: Deal, today: date) -> bool:
    if deal.founded is None:
        return deal.ended is not None and deal.ended <= today
    return deal.founded.firm.licensed <= today - SETTLED and bool(deal.founded.registrations)


def _last_day(deal: Deal) -> date:
    if deal.founded is None:
        return deal.ended or deal.signed
    last = max(day for _step, day in deal.founded.registrations)
    return later(last, 1)


def _own_facts(form: str, activity: str, country: str) -> dict[str, Any]:
    facts = _facts(form, activity)
    for owner in facts["investors"]:
        owner["country"] = country if owner["country"] == "US" else owner["country"]
    return facts


def _step(one: Closed, place: int, step: dict[str, Any]) -> dict[str, Any]:
    return {"case_id": one.pk, "step": step["id"], "place": place, "lane": step["lane"]}


def _days(one: Closed) -> dict[str, date]:
    """Return when each step was done: before the licence in the plan's order, on its day, and after it."""
    founded, licensed = one.deal.founded, one.licensed
    if founded is None or licensed is None:
        return {}
    registered, is_before = dict(founded.registrations), True
    found: dict[str, date] = {}
    for step in certain_steps(one.plan):
        is_before = is_before and step["id"] != registration_step(one.facts)
        eve = max(one.begun, earlier(licensed, 1))
        day = max(found.values(), default=later(one.begun, 1)) if is_before else registered.get(step["id"], one.over)
        found[step["id"]] = min(day, eve) if is_before else day
    found[registration_step(one.facts)] = licensed
    return found


def _days_until_given_up(one: Closed) -> dict[str, date]:
    first = [step["id"] for step in certain_steps(one.plan) if step["lane"] == "we" and not step["after"]]
    return dict.fromkeys(first[:DONE_BEFORE_GIVING_UP], min(later(one.begun, 1), one.over))
