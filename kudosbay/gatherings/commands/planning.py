"""From a draft to what was held: planning, changing, opening, calling off."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.gatherings import kinds, policy
from kudosbay.gatherings.commands.seats import offer_free_seats
from kudosbay.gatherings.models import Booking, Gathering, Series
from kudosbay.gatherings.telling import tell
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.numbers import next_reference

IN_CALENDARS: Final = frozenset({"starts_at", "ends_at", "place", "link"})  # guests must hear of these
Status = Gathering.Status


@transaction.atomic
def begin_series(names: Mapping[str, str], *, by: trail.Actor) -> Series:
    policy.must_be_staff(by)
    if not any(names.values()):
        raise Refused(_("Give the series a name."), field="names")
    series = Series.objects.create(names=dict(names))
    trail.record(by, "series.begun", on=[series])
    return series


@transaction.atomic
def plan_gathering(kind: str, *, by: trail.Actor, now: datetime, values: Mapping[str, Any]) -> Gathering:
    """Make a draft. `values`: fields of Gathering; `extras` as the kind declares them."""
    policy.must_be_staff(by)
    given = _checked(kind, values)
    given.setdefault("owner_id", by.pk)
    gathering = Gathering.objects.create(
        reference=next_reference("M", localdate(given["starts_at"]).year),
        kind=kind,
        changed_at=now,
        known_since=localdate(now),
        **given,
    )
    trail.record(by, "gathering.planned", on=[gathering], facts={"kind": kind})
    return gathering


def _checked(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    given = dict(values)
    if not any(given.get("titles", {}).values()):
        raise Refused(_("Give it a title."), field="title_zh")
    if not given.get("starts_at") or not given.get("ends_at"):
        raise Refused(_("Say when it begins and when it ends."), field="starts_at")
    if given["ends_at"] <= given["starts_at"]:
        raise Refused(_("It cannot end before it begins."), field="ends_at")
    given["extras"] = kinds.checked(kind, given.get("extras", {}))
    return given


@transaction.atomic
def change_gathering(
    gathering: Gathering, *, seen: int, by: trail.Actor, now: datetime, values: Mapping[str, Any]
) -> Gathering:
    """Change what differs. Who has a place hears of another time or place; added seats go to the waiting list."""
    policy.must_be_staff(by)
    gathering = lock(gathering)
    given = _checked(gathering.kind, values)
    if given.get("capacity", gathering.capacity) < gathering.taken:
        raise Refused(
            _("%(taken)s seats are taken: there cannot be fewer.") % {"taken": gathering.taken}, field="capacity"
        )
    changed = gathering.change(seen, **given)
    moved = IN_CALENDARS.intersection(changed)
    if changed:
        gathering.changed_at = now
        gathering.sequence += bool(moved)
        gathering.save(update_fields=["changed_at", "sequence"])
        trail.record(by, "gathering.changed", on=[gathering], fields=changed)
    if moved:
        _tell_all(gathering, "event_moved", by=by, now=now)
    offer_free_seats(gathering, by=by, now=now)
    return gathering


def lock(gathering: Gathering) -> Gathering:
    return Gathering.objects.select_for_update().get(pk=gathering.pk)


def _tell_all(gathering: Gathering, template: str, *, by: trail.Actor, now: datetime) -> None:
    if gathering.status in {Status.OPEN, Status.CLOSED, Status.CANCELLED} and gathering.starts_at > now:
        for booking in gathering.bookings.live().select_related("person", "person__user"):
            booking.gathering = gathering
            tell(booking, template, act=str(gathering.sequence), by=by, now=now)


def _moved(gathering: Gathering, status: str, *, by: trail.Actor, now: datetime, verb: str) -> Gathering:
    policy.must_be_staff(by)
    gathering = lock(gathering)
    gathering.move_to(status)
    gathering.changed_at = now
    gathering.save(update_fields=["changed_at"])
    trail.record(by, verb, on=[gathering])
    return gathering


@transaction.atomic
def open_sign_up(gathering: Gathering, *, by: trail.Actor, now: datetime) -> Gathering:
    """Let it stand on the public list and take bookings; what is not public is announced to the house."""
    if gathering.nature.is_public and not gathering.capacity:
        raise Refused(_("Say how many seats there are before people sign up."), field="capacity")
    return _moved(gathering, Status.OPEN, by=by, now=now, verb="gathering.opened")


@transaction.atomic
def close_sign_up(gathering: Gathering, *, by: trail.Actor, now: datetime) -> Gathering:
    return _moved(gathering, Status.CLOSED, by=by, now=now, verb="gathering.closed")


@transaction.atomic
def record_held(gathering: Gathering, *, by: trail.Actor, now: datetime) -> Gathering:
    """Note that it took place; who had a seat and was not seen did not come."""
    if gathering.starts_at > now:
        raise Refused(_("It has not begun yet."))
    gathering = _moved(gathering, Status.HELD, by=by, now=now, verb="gathering.held")
    for booking in gathering.bookings.filter(status=Booking.Status.CONFIRMED):
        booking.move_to(Booking.Status.NO_SHOW)
    seated = gathering.bookings.seated().count()
    Gathering.objects.filter(pk=gathering.pk).update(taken=seated)
    gathering.taken = seated
    return gathering


@transaction.atomic
def cancel_gathering(gathering: Gathering, *, because: str, by: trail.Actor, now: datetime) -> Gathering:
    """Call it off, and tell everybody who had a place or waited for one."""
    if not because.strip():
        raise Refused(_("Say why: guests ask."), field="because")
    gathering = _moved(gathering, Status.CANCELLED, by=by, now=now, verb="gathering.cancelled")
    gathering.sequence += 1
    gathering.save(update_fields=["sequence"])
    trail.record(by, "gathering.called_off", on=[gathering], values={"because": because.strip()})
    _tell_all(gathering, "event_cancelled", by=by, now=now)
    return gathering
