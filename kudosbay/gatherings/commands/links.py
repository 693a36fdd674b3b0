"""A link for the government visitor: the frozen figures and the slides, without signing in, until it ends."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.gatherings import policy
from kudosbay.gatherings.models import Gathering, VisitLink
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.ids import secret_token

DAYS: Final = (7, 30, 90)
OPENED: Final = "visit_link.opened"
A_LOOK: Final = timedelta(minutes=1)  # pages turned within it are one look


@transaction.atomic
def open_link(gathering: Gathering, *, days: int, by: User, now: datetime) -> VisitLink:
    """Make an address that nobody guesses, for some days."""
    policy.must_be_staff(by)
    if not gathering.figures:
        raise Refused(_("Keep the figures of the day first: the link shows these and no others."))
    if days not in DAYS:
        raise Refused(_("Choose how long the link is open."), field="days")
    until = now + timedelta(days=days)
    link = VisitLink.objects.create(
        gathering=gathering, token=secret_token(), made_at=now, made_by=by, expires_at=until
    )
    trail.record(by, "visit_link.made", on=[gathering, link], facts={"until": until.date().isoformat()})
    return link


@transaction.atomic
def end_link(link: VisitLink, *, by: User, now: datetime) -> VisitLink:
    """Let the address answer no more; a second time changes nothing."""
    policy.must_be_staff(by)
    if VisitLink.objects.filter(pk=link.pk, ended_at=None).update(ended_at=now):
        trail.record(by, "visit_link.ended", on=[link.gathering, link])
    link.refresh_from_db()
    return link


@transaction.atomic
def note_look(link: VisitLink, *, by: trail.Actor, now: datetime) -> bool:
    """Count that somebody opened the link; who turns pages is counted once a minute. Tells whether it was counted."""
    if trail.of(link).filter(verb=OPENED, at__gt=now - A_LOOK).exists():
        return False
    trail.record(by, OPENED, on=[link.gathering, link])
    return True
