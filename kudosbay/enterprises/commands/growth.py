"""How a firm grows: from a natural person to an alumnus, and from where one that was in China already moved in."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.enterprises.commands.registry import Licence, record_licence
from kudosbay.enterprises.models import Enterprise, Stage
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused


@dataclass(frozen=True, slots=True)
class WhereFrom:
    """Where a firm sat before it moved in, since when it exists, and what shows it."""

    place: str
    founded_on: date | None
    evidence: str


@transaction.atomic
def register_moved_in(licence: Licence, came: WhereFrom, *, by: trail.Actor, now: datetime) -> Enterprise:
    """Enter a foreign-owned firm that was in China already: its licence of the day on which it moved in, and from where."""
    if licence.origin != Enterprise.Origin.ATTRACTED:
        raise Refused(_("A firm that moves in counts as attracted."), field="origin")
    _must_say_where_from(came, moved_on=licence.licensed_on)
    enterprise = record_licence(licence, by=by, now=now, **_columns(came))
    trail.record(by, "enterprise.moved_in", on=[enterprise], facts={"on": str(licence.licensed_on)})
    return enterprise


@transaction.atomic
def record_where_from(enterprise: Enterprise, came: WhereFrom, *, by: trail.Actor, seen: int) -> Enterprise:
    """Enter or put right from where a firm moved in."""
    enterprise = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    if enterprise.origin != Enterprise.Origin.ATTRACTED:
        raise Refused(_("This enterprise was founded here: it has not moved in from elsewhere."), field="place")
    _must_say_where_from(came, moved_on=enterprise.licensed_on)
    changed = enterprise.change(seen, **_columns(came))
    if changed:
        trail.record(by, "enterprise.where_from", on=[enterprise], fields=changed)
    return enterprise


def _columns(came: WhereFrom) -> dict[str, str | date | None]:
    return {
        "moved_from": came.place.strip(),
        "founded_on": came.founded_on,
        "moved_evidence": came.evidence.strip(),
    }


def _must_say_where_from(came: WhereFrom, *, moved_on: date) -> None:
    if not came.place.strip():
        raise Refused(_("Say where the firm was registered before."), field="place")
    if not came.evidence.strip():
        raise Refused(_("Say what shows it: the former licence, the notice of the move."), field="evidence")
    if came.founded_on and came.founded_on > moved_on:
        raise Refused(_("The firm cannot be founded after it moved in."), field="founded_on")


@transaction.atomic
def record_stage(
    enterprise: Enterprise, stage: str, *, since: date, evidence: str, by: trail.Actor, now: datetime
) -> Stage:
    """Let the enterprise stand at a stage from a day on. Each stage follows an earlier one and names its evidence."""
    enterprise = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    latest = enterprise.stages.order_by("-since", "-pk").first()
    if since > localdate(now):
        raise Refused(_("This day has not come yet."), field="since")
    if stage != Stage.Name.NATURAL_PERSON and since < enterprise.licensed_on:
        raise Refused(_("There was no enterprise yet on this day."), field="since")
    if latest and since < latest.since:
        raise Refused(_("The stage before began later than this day."), field="since")
    if latest and not latest.leads_to(stage):
        raise Refused(_("The enterprise is at this stage or a later one already."), field="stage")
    if not evidence.strip():
        raise Refused(_("Name the evidence: audited sales, staff, a prize, a patent."), field="evidence")
    row = enterprise.stages.create(stage=stage, since=since, evidence=evidence.strip(), known_since=localdate(now))
    trail.record(by, "enterprise.stage_reached", on=[enterprise], facts={"stage": stage, "from": str(since)})
    return row


@transaction.atomic
def take_back_stage(stage: Stage, *, because: str, by: trail.Actor) -> None:
    """Take back the latest stage, entered by mistake. The history keeps that it stood there, and why it went."""
    enterprise = Enterprise.objects.select_for_update().get(pk=stage.enterprise_id)
    latest = enterprise.stages.order_by("-since", "-pk").first()
    if latest != stage:
        raise Refused(_("Only the latest stage can be taken back."), field="because")
    if not because.strip():
        raise Refused(_("Say why: whoever asks later reads it in the history."), field="because")
    told = {"stage": stage.stage, "from": str(stage.since)}
    stage.delete()
    values = {"because": because.strip()}
    trail.record(by, "enterprise.stage_taken_back", on=[enterprise], facts=told, values=values)
