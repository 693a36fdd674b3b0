"""Keeping accounts: what people choose for themselves, and what an administrator does."""

from django.db import transaction
from django.utils.translation import gettext as _

from kudosbay.accounts import policy
from kudosbay.accounts.addresses import is_phone, read_address
from kudosbay.accounts.models import User
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.permissions import Role


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
def give_roles(user: User, roles: list[str], *, by: trail.Actor, seen: int | None = None) -> User:
    """Replace the roles; the person's sessions end at their next request. `seen`: the version that a form showed."""
    _check_roles(roles)
    user = _locked_for(by, user)
    if policy.side_of(roles) != policy.side_of(user.roles):
        raise Refused(_("An account never changes between staff, client and visitor: open another one."), field="roles")
    if Role.ADMINISTRATOR not in roles:
        _must_not_be_the_last(user)
    before = list(user.roles)
    user.change(user.version if seen is None else seen, roles=roles)
    trail.record(by, "account.roles_given", on=[user], facts={"roles": roles, "before": before})
    return user


@transaction.atomic
def lock_account(user: User, *, by: trail.Actor) -> User:
    """Let nobody sign in with it, and end its sessions at their next request."""
    _must_not_be_the_last(_locked_for(by, user))
    return _activate(user, active=False, verb="account.locked", by=by)


@transaction.atomic
def unlock_account(user: User, *, by: trail.Actor) -> User:
    return _activate(user, active=True, verb="account.unlocked", by=by)


def _locked_for(by: trail.Actor, user: User) -> User:
    """Nobody takes away or gives roles of her own: a colleague does."""
    if by.pk == user.pk:
        raise Refused(_("This is your own account. Another administrator changes it."))
    return User.objects.select_for_update().get(pk=user.pk)


def _must_not_be_the_last(user: User) -> None:
    """Lock the administrators' rows, so that two who disable one another at the same moment do not both succeed."""
    staff = User.objects.may_sign_in().select_for_update().exclude(roles=[str(Role.FOUNDER)]).order_by("pk")
    administrators = [one.pk for one in staff if one.has_role(Role.ADMINISTRATOR)]
    if administrators == [user.pk]:
        raise Refused(_("This is the last administrator. Make another one first."))


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
