from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused
from kudosbay.promises.commands.locking import subjects, turn
from kudosbay.promises.commands.making import Wish, gather
from kudosbay.promises.models import Promise
from kudosbay.promises.policy import may_own, must_be_people_staff
from kudosbay.promises.telling import tell_staff

MOST = 200


@transaction.atomic
def pass_upward(grievances: Sequence[Promise], wish: Wish, *, to: str, by: User, now: datetime) -> Promise:
    """Put grievances that are about the same before the zone or an authority as one; each stays its asker's own."""
    must_be_people_staff(by)
    if to not in {Promise.Side.ZONE, Promise.Side.AUTHORITY}:
        raise Refused(_("Choose the zone or an authority."), field="to")
    rows = _locked(grievances)
    group = gather(wish, to=to, by=by, now=now)
    for promise in rows:
        accepted = promise.accepted_at or now
        turn(promise, Promise.Status.PASSED_ON, seen=promise.version, now=now, part_of=group, accepted_at=accepted)
        trail.record(by, "promise.passed_on", on=[*subjects(promise), group], facts={"to": to})
    trail.record(by, "promise.gathered", on=[group], facts={"askers": len(rows)})
    return group


def _locked(grievances: Sequence[Promise]) -> list[Promise]:
    """Lock what is passed upward; refuse what is of another kind, passed on already, or over."""
    if not grievances:
        raise Refused(_("Choose at least one grievance first."))
    rows = Promise.objects.select_for_update().filter(pk__in=[one.pk for one in grievances]).order_by("pk")
    for promise in rows:
        ready = promise.status in Promise.UNANSWERED and promise.status != Promise.Status.PASSED_ON
        if promise.kind != "grievance" or promise.part_of_id or not ready:
            raise Refused(_("%(reference)s cannot be passed upward any more.") % {"reference": promise.reference})
    return list(rows)


@transaction.atomic
def hand_over_many(promises: Sequence[Promise], owner: User, *, by: User, now: datetime) -> int:
    """Give open promises to somebody else; return how many changed hands. Those that are the owner's already stay."""
    must_be_people_staff(by)
    if not may_own(owner):
        raise Refused(_("Choose somebody who looks after requests."), field="owner")
    if len(promises) > MOST:
        raise Refused(_("Choose at most %(most)s requests at once.") % {"most": MOST})
    chosen = Promise.objects.select_for_update().open().filter(pk__in=[one.pk for one in promises])
    rows = list(chosen.exclude(owner=owner).order_by("pk"))
    for promise in rows:
        before = promise.owner_id
        promise.change(promise.version, owner=owner, stair=0)
        told = {"before": before, "owner": owner.pk}
        trail.record(by, "promise.handed_over", on=subjects(promise), facts=told)
    if rows and owner.pk != by.pk:
        tell_staff(owner, "promise_new", rows[0], act=str(rows[0].version), by=by, now=now)
    return len(rows)
