"""Who must prove what before anything opens, and how long a session lives."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from kudosbay.accounts.models import User
from kudosbay.kernel.permissions import STAFF, Role
from kudosbay.kernel.trail import Machine

STRANGER: Final = Machine("stranger")  # acts before anybody has signed in

LINK_LIFE: Final = timedelta(minutes=10)
INVITATION_LIFE: Final = timedelta(hours=24)
COUNTER_CODE_LIFE: Final = timedelta(minutes=30)
RECENT: Final = timedelta(minutes=15)  # how fresh a proof must be to change passwords, factors and addresses

STAFF_IDLE: Final = timedelta(minutes=30)
STAFF_MOST: Final = timedelta(hours=12)
CLIENT_IDLE: Final = timedelta(days=14)
CLIENT_MOST: Final = timedelta(days=30)


def must_have_second_factor(user: User) -> bool:
    return user.is_staff


def idle_limit(user: User) -> timedelta:
    return STAFF_IDLE if user.is_staff else CLIENT_IDLE


def longest_session(user: User) -> timedelta:
    return STAFF_MOST if user.is_staff else CLIENT_MOST


def may_hand_over_code(user: User, *, by: User) -> bool:
    """Staff give codes to founders, agents and visitors at the counter; never to each other."""
    return by.is_staff and not user.is_staff and user.is_active


def known_roles(roles: list[str]) -> bool:
    return bool(roles) and set(roles) <= set(Role.values)


def side_of(roles: Iterable[str]) -> str:
    """Say where an account stands: our staff, a client, or a visitor. It never changes sides."""
    given = set(roles)
    return "staff" if given & STAFF else "client" if given & {Role.FOUNDER, Role.AGENT} else "visitor"


def roles_of_side(side: str) -> list[Role]:
    return [role for role in Role if side_of([role]) == side]


def mixes_sides(roles: list[str]) -> bool:
    """Nobody is at once staff and client: one would decide on one's own case."""
    return len({side_of([role]) for role in roles}) > 1
