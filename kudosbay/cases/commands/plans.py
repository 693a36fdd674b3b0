from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from kudosbay.cases.models import SavedPlan
from kudosbay.kernel import trail
from kudosbay.kernel.ids import spoken_code

TRIES = 5


@transaction.atomic
def save_plan(
    answers: Mapping[str, Any],
    *,
    start: date,
    language: str,
    by: trail.Actor,
    now: datetime,
    declined: Sequence[str] = (),
) -> SavedPlan:
    """Keep answers under a code that can be said over a telephone. Nothing personal is among them."""
    plan = _under_a_free_code(
        answers=dict(answers), declined=list(declined), start=start, language=language, saved_at=now
    )
    trail.record(by, "plan.saved", on=[plan])
    return plan


def _under_a_free_code(**fields: Any) -> SavedPlan:
    for _try in range(TRIES):
        try:
            with transaction.atomic():
                return SavedPlan.objects.create(code=spoken_code(), **fields)
        except IntegrityError:  # the code was given out before
            continue
    message = "no free code found"
    raise RuntimeError(message)


@transaction.atomic
def reopen_plan(plan: SavedPlan, *, by: trail.Actor, now: datetime) -> SavedPlan:
    plan.opened_at = now
    plan.save(update_fields=["opened_at"])
    trail.record(by, "plan.opened", on=[plan])
    return plan
