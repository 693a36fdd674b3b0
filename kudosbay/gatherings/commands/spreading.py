"""Which publications a gathering spread: what was explained and handed out there."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.gatherings import policy
from kudosbay.gatherings.models import Gathering, Spread
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused
from kudosbay.publications.models import Publication


@transaction.atomic
def spread_publication(gathering: Gathering, publication: Publication, *, by: User, now: datetime) -> Spread:
    """Note that the publication is explained there; once for each."""
    policy.must_be_staff(by)
    if gathering.status == Gathering.Status.CANCELLED:
        raise Refused(_("This event was called off: nothing was explained there."), field="publication")
    values = {"added_at": now, "added_by": by, "known_since": localdate(now)}
    spread, made = Spread.objects.get_or_create(gathering=gathering, publication=publication, defaults=values)
    if not made:
        raise Refused(_("This publication is with the event already."), field="publication")
    trail.record(by, "gathering.publication_added", on=[gathering, publication])
    return spread


@transaction.atomic
def take_off_publication(gathering: Gathering, publication: Publication, *, by: User) -> bool:
    """Take back that the publication is explained there; tells whether it was."""
    policy.must_be_staff(by)
    gone, _each = Spread.objects.filter(gathering=gathering, publication=publication).delete()
    if gone:
        trail.record(by, "gathering.publication_taken_off", on=[gathering, publication])
    return bool(gone)
