"""Who may write what the centre publishes."""

from typing import Final

from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.kernel.errors import NotAllowed
from kudosbay.kernel.permissions import PEOPLE_STAFF, Role
from kudosbay.kernel.trail import Actor
from kudosbay.publications.kinds import ANSWER
from kudosbay.publications.models import Edition

WRITERS: Final = frozenset({Role.COMMUNICATIONS, Role.MANAGER})


def may_write(user: User) -> bool:
    return bool(user.role_set & WRITERS)


def must_write(by: Actor) -> None:
    if isinstance(by, User) and not may_write(by):
        raise NotAllowed(_("Communications and managers write and publish; you may read and use it."))


def must_begin(by: Actor, kind: str) -> None:
    """Whoever answers people may draft an answer; readers see it once a writer has released it."""
    if not (kind == ANSWER and isinstance(by, User) and by.role_set & PEOPLE_STAFF):
        must_write(by)


def must_draft(by: Actor, edition: Edition) -> None:
    """The owner of an answer that is not released yet changes it; everything else is the writers' matter."""
    own = isinstance(by, User) and edition.publication.owner_id == by.pk
    if not (own and edition.published_at is None):
        must_write(by)
    else:
        must_begin(by, edition.publication.kind)
