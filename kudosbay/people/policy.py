"""Who may make one record of two, and until when that can be undone."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.kernel.errors import NotAllowed
from kudosbay.kernel.permissions import Role
from kudosbay.people.models import Merge, Person

UNDO_WITHIN: Final = timedelta(days=30)


def may_merge(user: User, *people: Person) -> bool:
    """A manager, or whoever is the adviser of both."""
    return user.has_role(Role.MANAGER) or all(person.adviser_id == user.pk for person in people)


def must_merge(by: User, *people: Person) -> None:
    if not may_merge(by, *people):
        raise NotAllowed(_("Only a manager, or whoever is the adviser of both, can do this."))


def can_be_undone(merge: Merge, *, now: datetime) -> bool:
    return not merge.undone_at and bool(merge.gone) and now <= merge.at + UNDO_WITHIN
