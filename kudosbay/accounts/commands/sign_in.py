"""Opening an account, and the ways in: a letter with link and code, a code from the counter, a session begun or ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kudosbay.accounts import policy, seals
from kudosbay.accounts.addresses import is_phone, read_address
from kudosbay.accounts.codes import new_code
from kudosbay.accounts.models import Attempt, Device, SignIn, User
from kudosbay.kernel import trail
from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.kernel.ids import secret_token
from kudosbay.kernel.permissions import Role


class SpentLink(Refused):
    """The link or code was used, is too old, or never was."""


@dataclass(frozen=True, slots=True)
class SignInLetter:
    """What goes to the person, once. The database keeps only hashes of `link_token` and `code`."""

    user: User
    link_token: str
    code: str
    sign_in: SignIn


@transaction.atomic
def open_account(address: str, *, language: str, by: trail.Actor, name: str = "") -> User:
    """Return the account of this address, made as a founder's if there is none. It is confirmed by its first sign-in.

    An account that exists is returned unchanged, so that nobody learns from here whether it did.
    """
    address = read_address(address)
    known = User.objects.by_address(address)
    if known:
        return known
    field = "phone" if is_phone(address) else "email"
    user = User(name=name, roles=[str(Role.FOUNDER)], language=language)
    setattr(user, field, address)
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:  # somebody opened it in the same moment
        return User.objects.get(**{field: address})
    trail.record(by, "account.opened", on=[user], facts={"roles": user.roles})
    return user


@transaction.atomic
def ask_sign_in(user: User, *, by: trail.Actor, now: datetime) -> SignInLetter:
    """Make a link and a code, valid for ten minutes and once. The caller sends them."""
    kind = SignIn.Kind.MAIL if user.email else SignIn.Kind.PHONE
    letter = _letter(user, kind=kind, by=by, expires_at=now + policy.LINK_LIFE, now=now)
    trail.record(by, "account.link_asked", on=[user])
    return letter


@transaction.atomic
def hand_over_code(user: User, *, by: User, now: datetime) -> SignInLetter:
    """Make a code for a person who stands at the counter. `code` is shown to `by` once."""
    if not policy.may_hand_over_code(user, by=by):
        raise NotAllowed(_("Codes are handed over to founders, their agents and visitors only."))
    expires_at = now + policy.COUNTER_CODE_LIFE
    letter = _letter(user, kind=SignIn.Kind.COUNTER, by=by, expires_at=expires_at, now=now)
    trail.record(by, "account.code_handed_over", on=[user])
    return letter


@transaction.atomic
def invite(user: User, *, by: trail.Actor, now: datetime) -> SignInLetter:
    """Make a link with which a new colleague signs in for the first time; every earlier one ends. The caller sends it."""
    if not user.is_active or user.confirmed_at:
        raise Refused(_("This account is in use or disabled: an invitation is for the first time only."))
    SignIn.objects.filter(user=user, used_at=None).update(used_at=now)
    letter = _letter(user, kind=SignIn.Kind.MAIL, by=by, expires_at=now + policy.INVITATION_LIFE, now=now)
    trail.record(by, "account.invited", on=[user])
    return letter


def _letter(user: User, *, kind: SignIn.Kind, by: trail.Actor, expires_at: datetime, now: datetime) -> SignInLetter:
    token, code = secret_token(), new_code()
    sign_in = SignIn.objects.create(
        user=user,
        kind=kind,
        token_hash=seals.digest("link", token),
        code_hash=seals.digest("code", f"{user.pk}:{code}"),
        made_at=now,
        made_by_id=by.pk,
        expires_at=expires_at,
    )
    return SignInLetter(user, token, code, sign_in)


@transaction.atomic
def use_sign_in(sign_in: SignIn, *, by: trail.Actor, now: datetime) -> User:
    """Spend a link or code, and with it every other one of the account. Raises SpentLink on a second use."""
    open_ones = SignIn.objects.select_for_update().filter(user=sign_in.user_id).usable(now)
    if not open_ones.filter(pk=sign_in.pk).exists():
        raise spent()
    open_ones.update(used_at=now)
    user = User.objects.may_sign_in().select_for_update().filter(pk=sign_in.user_id).first()
    if user is None:
        raise spent()
    user.confirmed_at = user.confirmed_at or now
    user.save(update_fields=["confirmed_at"])
    trail.record(by, "account.link_used", on=[user], facts={"kind": sign_in.kind})
    return user


def spent() -> SpentLink:
    return SpentLink(_("This link was used already or is too old. Ask for a new one."))


@transaction.atomic
def begin_device(user: User, *, way: Device.Way, agent: str, by: trail.Actor, now: datetime) -> Device:
    """Note that a browser is signed in from now on."""
    user.devices.filter(began_at__lt=now - policy.longest_session(user)).delete()
    device = Device.objects.create(user=user, way=way, agent=agent[:200], began_at=now)
    trail.record(by, "account.signed_in", on=[user], facts={"way": str(way)})
    return device


@transaction.atomic
def end_device(user: User, device_id: int | None, *, by: trail.Actor) -> None:
    user.devices.filter(pk=device_id or 0).delete()
    trail.record(by, "account.signed_out", on=[user])


@transaction.atomic
def end_other_sessions(user: User, *, by: trail.Actor) -> User:
    """End every session but the caller's at its next request. The caller renews its own session's hash."""
    user = User.objects.select_for_update().get(pk=user.pk)
    user.epoch += 1
    user.save(update_fields=["epoch"])
    trail.record(by, "account.signed_out_elsewhere", on=[user])
    return user


@transaction.atomic
def keep_one_device(user: User, device_id: int | None, *, by: trail.Actor) -> None:
    """Take the devices whose sessions have ended off the list."""
    user.devices.exclude(pk=device_id or 0).delete()
    trail.record(by, "account.devices_ended", on=[user])


@transaction.atomic
def forget_old_tries(*, by: trail.Actor, now: datetime, after: timedelta = timedelta(days=1)) -> int:
    """Delete links, codes and counted tries that ended a day ago; return how many links."""
    Attempt.objects.filter(at__lt=now - after).delete()
    gone, _kinds = SignIn.objects.filter(expires_at__lt=now - after).delete()
    if gone:
        trail.record(by, "account.old_links_forgotten", on=[], facts={"links": gone})
    return gone
