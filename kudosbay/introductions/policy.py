"""Who may post, answer and agree, and what must hold for two sides to meet."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.cases.policy import adviser_for
from kudosbay.introductions.kinds import NEED, OFFER
from kudosbay.introductions.models import Introduction, Notice
from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.kernel.permissions import PEOPLE_STAFF, Role
from kudosbay.people.models import Person

LONGEST_LIFE: Final = timedelta(days=3 * 365)
OPEN_QUESTIONS: Final = 5  # of one member at a time


def other(side: str) -> str:
    return OFFER if side == NEED else NEED


def must_be_staff(by: User) -> None:
    if not by.role_set & PEOPLE_STAFF:
        raise NotAllowed(_("Only the centre’s staff can do this."))


def is_whose(notice: Notice, by: User) -> bool:
    """Tell whether the notice is this client's own."""
    return not by.role_set & PEOPLE_STAFF and Notice.objects.visible_to(by).filter(pk=notice.pk).exists()


def must_be_whose(notice: Notice, by: User) -> None:
    """Whose it is acts; staff do so on their behalf, and the trail says so."""
    if not by.role_set & PEOPLE_STAFF and not is_whose(notice, by):
        raise NotAllowed(_("This belongs to somebody else."))


def must_last(expires_on: date, *, today: date) -> None:
    if expires_on <= today:
        raise Refused(_("Choose a day after today until which this is valid."), field="expires_on")
    if expires_on > today + LONGEST_LIFE:
        raise Refused(_("Three years are the most: choose an earlier day."), field="expires_on")


def must_be_open(notices: Iterable[Notice], *, today: date) -> None:
    for notice in notices:
        if not notice.is_open(today):
            raise Refused(_("%(reference)s is not open any more: it ended or is not published.") % _named(notice))


def must_leave_room(need: Notice) -> None:
    """The caller holds the need's lock, so that two answers never take the last place together."""
    taken = Introduction.objects.counting().filter(need=need).count()
    if taken >= need.answers_allowed:
        raise Refused(_("%(reference)s has all the answers that it allows.") % _named(need))


def must_match(need: Notice, offer: Notice) -> None:
    if need.kind != offer.kind or need.side != NEED or offer.side != OFFER:
        raise Refused(_("A need meets an offer of the same kind."))
    same = (need.person_id and need.person_id == offer.person_id) or (
        need.enterprise_id and need.enterprise_id == offer.enterprise_id
    )
    if same:
        raise Refused(_("Both belong to the same side: nobody is introduced to herself or himself."))


def _named(notice: Notice) -> dict[str, str]:
    return {"reference": notice.reference}


def who_looks_after(person: Person | None, by: User) -> User:
    """Return the adviser of the person, the member of staff who enters it, else whoever does trade and talent."""
    if person and person.adviser and person.adviser.is_active:
        return person.adviser
    if by.role_set & PEOPLE_STAFF:
        return by
    desk = next((user for user in User.objects.filter(is_active=True).order_by("pk") if _does_trade(user)), None)
    return desk or adviser_for(person or Person())


def _does_trade(user: User) -> bool:
    return user.has_role(Role.TRADE_TALENT)
