"""What stops an introduction for now: it is parked with the reason, and the adviser decides."""

from datetime import datetime
from typing import Final

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kudosbay.introductions.kinds import NEED, OFFER
from kudosbay.introductions.models import Introduction, Notice
from kudosbay.introductions.telling import tell_sides
from kudosbay.kernel import trail

REASONS: Final[dict[str, Promise]] = {
    "closed": _("One of the two notices was closed."),
    "expired": _("One of the two notices expired."),
    "need_withdrew": _("Who needs it took the consent back."),
    "offer_withdrew": _("Who offers it took the consent back."),
    "left_directory": _("The member left the directory."),
}
WAITING: Final = (Introduction.Status.ANSWERED, Introduction.Status.PROPOSED)


def park(introduction: Introduction, *, because: str, by: trail.Actor, now: datetime) -> None:
    """Stop for now. The caller holds the lock; who was already told of it is told that it does not go on."""
    told = introduction.status != Introduction.Status.ANSWERED
    introduction.because = because
    introduction.save(update_fields=["because"])
    introduction.move_to(Introduction.Status.PARKED)
    trail.record(by, "introduction.parked", on=things_of(introduction), facts={"because": because})
    if told:
        act = f"parked:{now.isoformat()}"
        tell_sides(introduction, "introduction_ended", act=act, by=by, now=now, sides=(NEED, OFFER))


def park_open(notice: Notice, *, because: str, by: trail.Actor, now: datetime) -> int:
    """Park what waits on a notice that is over; return how many."""
    either = Q(need=notice) | Q(offer=notice)
    waiting = Introduction.objects.select_for_update(of=("self",)).with_sides().filter(either, status__in=WAITING)
    found = list(waiting.order_by("pk"))
    for introduction in found:
        park(introduction, because=because, by=by, now=now)
    return len(found)


def things_of(introduction: Introduction) -> list[Introduction | Notice]:
    return [introduction, introduction.need, introduction.offer]
