"""Keeping accounts: what people choose for themselves, and what an administrator does."""

from django.db import transaction
from django.utils.translation import gettext as _

from kudosbay.accounts import policy
from kudosbay.accounts.addresses import is_phone, read_address
from kudosbay.accounts.models import User
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused


@transaction.atomic
def choose_ways(user: User, *, language: str, theme: str, shortcuts: bool, by: trail.Actor) -> User:
    """Set language, look and single-key shortcuts of one's own account."""
    user = User.objects.select_for_update().get(pk=user.pk)
    user.language, user.theme, user.shortcuts = language, theme, shortcuts
    user.save(update_fields=["language", "theme", "shortcuts"])
    trail.record(by, "account.ways_chosen", on=[user], fields=["language", "theme", "shortcuts"])
    return user


@transaction.atomic
def create_user(address: str, *, name: str, roles: list[str], by: trail.Actor, language: str = "zh-hans") -> User:
    """Make an account with roles. It signs in by link first, then may set a password."""
    _check_roles(roles)
    address = read_address(address)
    if User.objects.by_address(address):
        raise Refused(_("There is an account with this address already."), field="address")
    field = "phone" if is_phone(address) else "email"
    user = User(name=name, roles=roles, language=language)
    setattr(user, field, address)
    user.set_unusable_password()
    user.save()
    trail.record(by, "account.created", on=[user], facts={"roles": roles})
    return user


@transaction.atomic
def give_roles(user: User, roles: list[str], *, by: trail.Actor) -> User:
    """Replace the roles; the person's sessions end at their next request."""
    _check_roles(roles)
    user = User.objects.select_for_update().get(pk=user.pk)
    user.roles = roles
    user.save(update_fields=["roles"])
    trail.record(by, "account.roles_given", on=[user], facts={"roles": roles})
    return user


@transaction.atomic
def lock_account(user: User, *, by: trail.Actor) -> User:
    """Let nobody sign in with it, and end its sessions at their next request."""
    return _activate(user, active=False, verb="account.locked", by=by)


@transaction.atomic
def unlock_account(user: User, *, by: trail.Actor) -> User:
    return _activate(user, active=True, verb="account.unlocked", by=by)


def _activate(user: User, *, active: bool, verb: str, by: trail.Actor) -> User:
    user = User.objects.select_for_update().get(pk=user.pk)
    user.is_active = active
    user.epoch += 1
    user.save(update_fields=["is_active", "epoch"])
    trail.record(by, verb, on=[user])
    return user


def _check_roles(roles: list[str]) -> None:
    if not policy.known_roles(roles):
        raise Refused(_("Give at least one role, and only roles that exist."), field="roles")
    if policy.mixes_sides(roles):
        raise Refused(_("Nobody is staff and client at once: open two accounts."), field="roles")
