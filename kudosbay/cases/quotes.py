from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from kudosbay.cases.models import AgreementLine, Case
from kudosbay.cases.plans import PlanJson, certain_steps
from kudosbay.centre.models import Service
from kudosbay.centre.queries import services_in_force


def services_for(case: Case, *, on: date) -> list[Service]:
    return services_for_plan(case.plan, on=on)


def services_for_plan(plan: PlanJson, *, on: date) -> list[Service]:
    """Return the services of the operator's table that the plan's certain steps call for; others are on request."""
    steps = {one["id"] for one in certain_steps(plan)}
    return [service for service in services_in_force(on) if steps.intersection(service.steps)]


def totals(lines: Iterable[AgreementLine | Service]) -> dict[tuple[str, str], Decimal]:
    """Return sums by who is paid and currency: nothing is added across currencies."""
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for line in lines:
        sums[line.kind, line.currency] += line.price
    return dict(sums)
