from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.kernel import trail
from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.kernel.permissions import Role
from kudosbay.promises.commands.answering import answer_promise
from kudosbay.promises.commands.locking import locked, subjects, turn
from kudosbay.promises.models import Nomination, Promise, ZoneQuota
from kudosbay.promises.policy import must_be_people_staff

Status = Nomination.Status


@transaction.atomic
def set_quota(
    area: str, places: int, *, valid_from: date, valid_to: date, evidence: str, by: User, now: datetime
) -> ZoneQuota:
    """Keep what the zone gives for a period. Periods of one area do not overlap."""
    _must_manage(by)
    _must_have_evidence(evidence)
    if area not in ZoneQuota.Area.values:
        raise Refused(_("Choose living or traffic."), field="area")
    if valid_to < valid_from:
        raise Refused(_("The period ends before it begins."), field="valid_to")
    if ZoneQuota.objects.filter(area=area, valid_from__lte=valid_to, valid_to__gte=valid_from).exists():
        raise Refused(_("There is a quota for a part of this period already."), field="valid_from")
    quota = ZoneQuota.objects.create(
        area=area,
        places=places,
        valid_from=valid_from,
        valid_to=valid_to,
        evidence=evidence.strip(),
        known_since=localdate(now),
    )
    trail.record(by, "quota.set", on=[quota], facts={"area": area, "places": places, "from": str(valid_from)})
    return quota


@transaction.atomic
def change_quota(quota: ZoneQuota, places: int, *, evidence: str, seen: int, by: User) -> ZoneQuota:
    """Let the zone give more or fewer places; never fewer than it has granted."""
    _must_manage(by)
    _must_have_evidence(evidence)
    quota = ZoneQuota.objects.select_for_update().get(pk=quota.pk)
    granted = _granted(quota)
    if places < granted:
        raise Refused(
            _("%(count)s places are granted already: the quota cannot be smaller.") % {"count": granted}, field="places"
        )
    before = quota.places
    quota.change(seen, places=places, evidence=evidence.strip())
    trail.record(by, "quota.changed", on=[quota], fields=["places"], facts={"before": before, "places": places})
    return quota


@transaction.atomic
def nominate(promise: Promise, quota: ZoneQuota, reason: str, *, by: User, now: datetime) -> Nomination:
    """Name somebody for a place, after all who are named already. The reason stands with it."""
    must_be_people_staff(by)
    if not reason.strip():
        raise Refused(_("Say why: the zone asks, and so does the next in line."), field="reason")
    quota = ZoneQuota.objects.select_for_update().get(pk=quota.pk)
    promise = locked(promise)
    _must_fit(promise, quota, today=localdate(now))
    last = quota.nominations.aggregate(last=Max("place"))["last"] or 0
    row = Nomination.objects.create(quota=quota, promise=promise, place=last + 1, reason=reason.strip())
    trail.record(by, "nomination.named", on=[quota, *subjects(promise)], facts={"place": row.place})
    return row


def _must_fit(promise: Promise, quota: ZoneQuota, *, today: date) -> None:
    if promise.kind != "zone_priority" or promise.status not in Promise.UNANSWERED:
        raise Refused(_("Only an open request for priority can be named."), field="promise")
    if promise.details.get("area") != quota.area:
        raise Refused(_("This request is for another area."), field="promise")
    if Nomination.objects.filter(promise=promise).exists():
        raise Refused(_("This request is named already."), field="promise")
    if quota.valid_to < today:
        raise Refused(_("The period of this quota is over."))


@transaction.atomic
def move_up(nomination: Nomination, *, by: User) -> Nomination:
    """Put one before its neighbour in line, as long as neither was sent to the zone."""
    must_be_people_staff(by)
    quota = ZoneQuota.objects.select_for_update().get(pk=nomination.quota_id)
    nomination = quota.nominations.get(pk=nomination.pk)
    ahead = quota.nominations.filter(place__lt=nomination.place).order_by("-place").first()
    if ahead is None or {ahead.status, nomination.status} != {Status.NAMED}:
        raise Refused(_("The order of what was sent to the zone stays as it is."))
    first, second = ahead.place, nomination.place
    for row, place in ((nomination, 30_000), (ahead, second), (nomination, first)):
        row.place = place
        row.save(update_fields=["place"])
    trail.record(by, "nomination.moved", on=[quota, nomination.promise], facts={"place": first})
    return nomination


@transaction.atomic
def send_nominations(quota: ZoneQuota, *, by: User, now: datetime) -> int:
    """Send to the zone all who are named, in order; return how many."""
    must_be_people_staff(by)
    quota = ZoneQuota.objects.select_for_update().get(pk=quota.pk)
    rows = list(quota.nominations.filter(status=Status.NAMED))
    if not rows:
        raise Refused(_("Nobody is named who was not sent yet."))
    for row in rows:
        row.move_to(Status.SENT)
        row.sent_on = localdate(now)
        row.save(update_fields=["sent_on"])
        promise = locked(row.promise)
        accepted = promise.accepted_at or now
        turn(promise, Promise.Status.PASSED_ON, seen=promise.version, now=now, accepted_at=accepted)
        trail.record(by, "promise.passed_on", on=subjects(promise), facts={"to": "zone"})
    trail.record(by, "quota.sent", on=[quota], facts={"named": len(rows)})
    return len(rows)


@transaction.atomic
def grant(nomination: Nomination, answer: str, *, evidence: str, by: User, now: datetime) -> Nomination:
    """Record that the zone gives the place. Refused where no place is left."""
    quota, row = _sent(nomination, by)
    if _granted(quota) >= quota.places:
        raise Refused(_("All %(count)s places of this period are granted.") % {"count": quota.places})
    return _answered(row, Status.GRANTED, answer, evidence=evidence, by=by, now=now)


@transaction.atomic
def turn_down(nomination: Nomination, answer: str, *, evidence: str, by: User, now: datetime) -> Nomination:
    """Record that the zone does not give the place, with its answer."""
    _quota, row = _sent(nomination, by)
    return _answered(row, Status.REFUSED, answer, evidence=evidence, by=by, now=now)


def _sent(nomination: Nomination, by: User) -> tuple[ZoneQuota, Nomination]:
    must_be_people_staff(by)
    quota = ZoneQuota.objects.select_for_update().get(pk=nomination.quota_id)
    return quota, quota.nominations.select_related("promise").get(pk=nomination.pk)


def _answered(row: Nomination, status: str, answer: str, *, evidence: str, by: User, now: datetime) -> Nomination:
    row.move_to(status)
    row.answer, row.answered_on = answer.strip(), localdate(now)
    row.save(update_fields=["answer", "answered_on"])
    promise = locked(row.promise)
    outcome = Promise.Outcome.DONE if status == Status.GRANTED else Promise.Outcome.IMPOSSIBLE
    answer_promise(promise, answer, outcome=outcome, seen=promise.version, by=by, now=now, evidence=evidence)
    trail.record(by, f"nomination.{status}", on=[row.quota, promise], facts={"place": row.place})
    return row


def _granted(quota: ZoneQuota) -> int:
    return quota.nominations.filter(status=Status.GRANTED).count()


def _must_manage(by: User) -> None:
    if not by.has_role(Role.MANAGER, Role.ADMINISTRATOR):
        raise NotAllowed(_("Only a manager can do this."))


def _must_have_evidence(evidence: str) -> None:
    if not evidence.strip():
        raise Refused(_("Say where the value comes from: a notice, a contract, a decision."), field="evidence")
