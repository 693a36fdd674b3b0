from datetime import datetime

from django.db import transaction

from kudosbay.gatherings.models import Booking
from kudosbay.gatherings.telling import tell
from kudosbay.kernel import trail


@transaction.atomic
def remind(booking: Booking, *, by: trail.Actor, now: datetime) -> bool:
    """Remind a guest once; tells whether this was the time."""
    first = Booking.objects.filter(pk=booking.pk, reminded_at=None, status=Booking.Status.CONFIRMED)
    if not first.update(reminded_at=now):
        return False
    tell(booking, "event_reminder", act=str(booking.arrival), by=by, now=now)
    trail.record(by, "gathering.reminded", on=[booking.gathering, booking, booking.person])
    return True


@transaction.atomic
def note_export(*, what: str, kind: str, rows: int, by: trail.Actor) -> None:
    """Note that rows of gatherings or of their guests left the system: how many, in which form."""
    trail.record(by, "gatherings.exported", on=[], facts={"what": what, "rows": rows, "form": kind})
