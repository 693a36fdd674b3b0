"""Who may do what with gatherings, and how long an offered seat waits. Seeing is decided by `visible_to`."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.gatherings.models import GATHERING_STAFF, Booking, Gathering, Statement
from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.kernel.trail import Actor, Machine

OFFER_LIFE: Final = timedelta(hours=24)
SHORT_OFFER_LIFE: Final = timedelta(hours=2)  # when the day itself is near
REMIND_BEFORE: Final = timedelta(hours=24)
DOOR_OPENS: Final = timedelta(hours=3)
# What is promised an answer as soon as it is written down, and as which kind of promise.
FOLLOWED: Final = {
    Statement.Kind.SUGGESTION: "suggestion",
    Statement.Kind.PROMISE: "suggestion",
    Statement.Kind.INTEREST: "visitor_interest",
}


def must_be_staff(by: Actor) -> None:
    if not isinstance(by, Machine) and not (isinstance(by, User) and by.role_set & GATHERING_STAFF):
        raise NotAllowed(_("Only the centre’s staff can do this."))


def must_be_own(booking: Booking, by: Actor) -> None:
    """The guest decides about the guest's own place; staff may do it for her or him."""
    if booking.person.user_id is None or booking.person.user_id != by.pk:
        must_be_staff(by)


def must_take_bookings(gathering: Gathering, *, now: datetime) -> None:
    if gathering.status != Gathering.Status.OPEN or not gathering.nature.is_public:
        raise Refused(_("Sign-up for this event is not open."))
    if gathering.starts_at <= now:
        raise Refused(_("This event has begun. Come to the door: we see whether a seat is free."))


def offer_ends(gathering: Gathering, *, now: datetime) -> datetime:
    """Return until when an offered seat waits: a day, two hours when the event is near, never beyond its beginning."""
    near = gathering.starts_at - now < 2 * OFFER_LIFE
    return min(now + (SHORT_OFFER_LIFE if near else OFFER_LIFE), gathering.starts_at)
