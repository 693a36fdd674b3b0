"""Who may write what the centre publishes."""

from typing import Final

from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.kernel.errors import NotAllowed
from kudosbay.kernel.permissions import Role
from kudosbay.kernel.trail import Actor

WRITERS: Final = frozenset({Role.COMMUNICATIONS, Role.MANAGER})


def may_write(user: User) -> bool:
    return bool(user.role_set & WRITERS)


def must_write(by: Actor) -> None:
    if isinstance(by, User) and not may_write(by):
        raise NotAllowed(_("Communications and managers write and publish; you may read and use it."))
