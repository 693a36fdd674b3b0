from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.crypto import constant_time_compare

from kudosbay.accounts import policy, seals, totp
from kudosbay.accounts.codes import digits_of
from kudosbay.accounts.demonstration import DEMO_PEOPLE, PASSWORD
from kudosbay.accounts.models import Device, ProgramKey, SignIn, User
from kudosbay.kernel import trail
from kudosbay.kernel.models import TrailEntry
from kudosbay.kernel.permissions import Role

Type = Authenticator.Type
STATES: Final = {
    "active": Q(is_active=True),
    "disabled": Q(is_active=False),
    "invited": Q(is_active=True, confirmed_at=None, last_login=None),
}


def sign_in_by_link(token: str, *, now: datetime) -> SignIn | None:
    return SignIn.objects.usable(now).filter(token_hash=seals.digest("link", token)).select_related("user").first()


def sign_in_by_code(user: User | None, typed: str, *, now: datetime) -> SignIn | None:
    """Return the open sign-in with this code. An unknown account takes as long as a wrong code."""
    wanted = seals.digest("code", f"{user.pk if user else 0}:{digits_of(typed)}")
    open_ones = SignIn.objects.usable(now).with_tries_left().filter(user_id=user.pk if user else 0)
    return next((one for one in open_ones if constant_time_compare(one.code_hash, wanted)), None)


def has_second_factor(user: User) -> bool:
    return bool(factors(user).exists())


def factors(user: User) -> "QuerySet[Authenticator]":
    return user.authenticator_set.exclude(type=Type.RECOVERY_CODES)


def passkeys(user: User) -> "QuerySet[Authenticator]":
    return user.authenticator_set.filter(type=Type.WEBAUTHN).order_by("created_at")


def passkeys_of(user_id: int) -> "QuerySet[Authenticator]":
    """The passkeys of an account that may sign in."""
    users = User.objects.may_sign_in().filter(pk=user_id)
    return Authenticator.objects.filter(type=Type.WEBAUTHN, user__in=users)


@dataclass(frozen=True, slots=True)
class OwnFactors:
    """What stands on the account page about second factors."""

    totp: bool
    passkeys: tuple[Authenticator, ...]
    recovery_codes_left: int
    has_password: bool


def own_factors(user: User) -> OwnFactors:
    kept: Iterable[Authenticator] = list(user.authenticator_set.order_by("created_at"))
    recovery = next((one for one in kept if one.type == Type.RECOVERY_CODES), None)
    return OwnFactors(
        totp=any(one.type == Type.TOTP for one in kept),
        passkeys=tuple(one for one in kept if one.type == Type.WEBAUTHN),
        recovery_codes_left=len(recovery.data["hashes"]) if recovery else 0,
        has_password=bool(user.password) and user.has_usable_password(),
    )


def devices(user: User, *, now: datetime) -> QuerySet[Device]:
    return user.devices.begun_after(now - policy.longest_session(user)).order_by("-began_at")


@dataclass(frozen=True, slots=True)
class DemoLogin:
    role: Role
    name: str
    email: str
    password: str
    code: str


def demo_logins(*, now: datetime) -> list[DemoLogin]:
    """Return how to sign in to the demonstration; nothing anywhere else. Costs one query."""
    if not settings.DEMO:
        return []
    kept = User.objects.filter(is_demonstration=True, is_active=True).prefetch_related("authenticator_set")
    users = {user.email: user for user in kept}
    return [
        DemoLogin(
            person.role,
            users[person.email].name,
            person.email,
            PASSWORD,
            _current_code(users[person.email], now=now),
        )
        for person in DEMO_PEOPLE
        if person.email in users
    ]


def _current_code(user: User, *, now: datetime) -> str:
    kept = next((one for one in user.authenticator_set.all() if one.type == Type.TOTP), None)
    if kept is None:
        return ""
    return totp.current_code(seals.open_sealed(kept.data["secret"]), now=now, after=kept.data.get("last", 0))


@dataclass(frozen=True, slots=True)
class WantedAccounts:
    """What a list of accounts is narrowed to; what is empty narrows nothing. `state` is a name of STATES."""

    text: str = ""
    role: str = ""
    state: str = ""


def accounts(user: User, wanted: WantedAccounts) -> QuerySet[User]:
    """Return accounts by name, each with `last_in` (an instant or None) and `has_factor`."""
    found = User.objects.visible_to(user)
    if wanted.text.strip():
        text = wanted.text.strip()
        found = found.filter(Q(name__icontains=text) | Q(email__icontains=text) | Q(phone__contains=text))
    if wanted.role:
        found = found.filter(roles__icontains=f'"{wanted.role}"')
    if wanted.state in STATES:
        found = found.filter(STATES[wanted.state])
    second = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=Type.RECOVERY_CODES)
    last = Device.objects.filter(user=OuterRef("pk")).order_by("-began_at").values("began_at")[:1]
    return found.annotate(last_in=Subquery(last), has_factor=Exists(second)).order_by("name", "pk")


def account_history(user: User, *, most: int = 60) -> QuerySet[TrailEntry]:
    """Return what was done to an account or with it, newest first."""
    return trail.of(user).filter(verb__startswith="account.")[:most]


def names_of(ids: Iterable[int | None]) -> dict[int, str]:
    """Return what the accounts of a trail's actors are called, by id. One query."""
    return {user.pk: str(user) for user in User.objects.filter(pk__in={one for one in ids if one})}


def advisers() -> list[User]:
    """Return the advisers who work here now, by name."""
    staff = User.objects.filter(is_active=True, roles__icontains=f'"{Role.ADVISER}"').order_by("name")
    return [user for user in staff if user.has_role(Role.ADVISER)]


def publishers() -> list[User]:
    """Return those who write and publish here now, by name."""
    writers = (Role.COMMUNICATIONS, Role.MANAGER)
    return [user for user in User.objects.filter(is_active=True).order_by("name") if user.has_role(*writers)]


def program_keys(user: User) -> QuerySet[ProgramKey]:
    """Return one's own keys, the newest first; those that ended stay."""
    return ProgramKey.objects.visible_to(user).order_by("-made_at")


def program_key(shown: str, *, now: datetime) -> ProgramKey | None:
    """Return the open key that a program shows, with its owner."""
    usable = ProgramKey.objects.usable(now).select_related("user")
    return usable.filter(key_hash=seals.digest("program_key", shown)).first()
