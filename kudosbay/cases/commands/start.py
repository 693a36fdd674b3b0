from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.cases.commands.law import overtake_proposals
from kudosbay.cases.commands.laying import lay_plan
from kudosbay.cases.models import Case, ReplacedPlan
from kudosbay.cases.plans import compute
from kudosbay.cases.policy import adviser_for, must_work_on
from kudosbay.cases.settling import settle
from kudosbay.cases.telling import tell
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.numbers import next_reference
from kudosbay.messaging.commands import open_thread
from kudosbay.people.models import Person


@transaction.atomic
def start_case(founder: Person, *, facts: Mapping[str, Any], by: User, now: datetime, **more: Any) -> Case:
    """Make the plan of `facts` this founder's case. `more`: plan_code, company_name, agent, assisted."""
    if not facts.get("form"):
        raise Refused(_("The plan does not say yet which form of company it is for. Answer the questions first."))
    today = localdate(now)
    plan = compute(facts, start=today)
    if plan["verdict"] == "blocked":
        raise Refused(_("This cannot be set up as described. Look at the reasons and what is possible instead."))
    reference = next_reference("SJ", today.year)
    case = Case.objects.create(
        reference=reference,
        founder=founder,
        adviser=adviser_for(founder),
        opened_by=by,
        opened_at=now,
        turn_since=now,
        facts=_plain(facts),
        plan=plan,
        law_as_of=date.fromisoformat(plan["law"]["as_of"]),
        thread=open_thread(founder, subject=reference, by=by, now=now, key=reference),
        **more,
    )
    lay_plan(case)
    settle(case, now=now)
    trail.record(by, "case.started", on=[case, founder], facts={"assisted": case.assisted, "adviser": case.adviser_id})
    tell(case, "case_started", act="", by=by, now=now, adviser=case.adviser.name)
    return case


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Dates as ISO text: facts are kept as JSON."""
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in facts.items()}


@transaction.atomic
def change_facts(case: Case, facts: Mapping[str, Any], *, seen: int, by: User, now: datetime) -> Case:
    """Plan anew with other facts. What is done stays done; what the new plan does not ask for is dropped."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    must_work_on(case, by)
    plan = compute(facts, start=localdate(case.opened_at))
    replaced = ReplacedPlan(case=case, until=now, facts=case.facts, plan=case.plan, law_as_of=case.law_as_of)
    changed = case.change(seen, facts=_plain(facts), plan=plan)
    if changed:
        replaced.save()
        overtake_proposals(case, now=now)
        lay_plan(case)
        settle(case, now=now)
        trail.record(by, "case.replanned", on=[case, case.founder], fields=changed)
    return case


@transaction.atomic
def close_case(case: Case, *, because: str, by: User, now: datetime) -> Case:
    """End a case without a company."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    must_work_on(case, by)
    case.closed_on = localdate(now)
    case.save(update_fields=["closed_on"])
    case.move_to(Case.Status.CLOSED)
    trail.record(by, "case.closed", on=[case, case.founder], values={"because": because})
    return case


@transaction.atomic
def reopen_case(case: Case, *, by: User, now: datetime) -> Case:
    case = Case.objects.select_for_update().get(pk=case.pk)
    case.closed_on = None
    case.save(update_fields=["closed_on"])
    case.move_to(Case.Status.OPEN)
    settle(case, now=now)
    trail.record(by, "case.reopened", on=[case, case.founder])
    return case
