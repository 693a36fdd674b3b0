from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from kudosbay.accounts.models import User
from kudosbay.centre.clock import end_of_working_day
from kudosbay.kernel import trail
from kudosbay.kernel.permissions import Role
from kudosbay.promises.commands.locking import locked, subjects
from kudosbay.promises.models import Promise
from kudosbay.promises.standards import MANAGER_AFTER, value_of
from kudosbay.promises.telling import tell, tell_staff

OWNER, MANAGER = 1, 2


@transaction.atomic
def climb(promise: Promise, *, by: trail.Actor, now: datetime) -> int:
    """Tell a late promise one stair up, and return the stair on which it stands. Harmless to repeat.

    First the owner is told, with an apology to the asker; some working days later the manager.
    """
    promise = locked(promise)
    if promise.status not in Promise.UNANSWERED or promise.due_at >= now:
        return promise.stair
    wanted = MANAGER if now > _managers_time(promise) else OWNER
    if promise.stair >= wanted:
        return promise.stair
    promise.stair = promise.stair + 1
    promise.save(update_fields=["stair"])
    trail.record(by, "promise.late", on=subjects(promise), facts={"stair": promise.stair})
    act = f"{promise.due_at:%Y%m%d%H%M}"
    for user in _told(promise):
        tell_staff(user, "promise_late", promise, act=act, by=by, now=now)
    if promise.stair == OWNER:
        tell(promise, "promise_apology", act=act, by=by, now=now, owner=str(promise.owner))
    return promise.stair


def _managers_time(promise: Promise) -> datetime:
    return end_of_working_day(localdate(promise.due_at), value_of(MANAGER_AFTER, on=promise.due_at))


def _told(promise: Promise) -> list[User]:
    if promise.stair == OWNER:
        return [promise.owner]
    managers = User.objects.filter(is_active=True, roles__icontains=f'"{Role.MANAGER}"').order_by("pk")
    return list(managers)
