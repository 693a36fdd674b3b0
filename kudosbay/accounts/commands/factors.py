"""Passwords and second factors. Each change raises the epoch: every other session ends at its next request."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kudosbay.accounts import policy, seals, totp
from kudosbay.accounts.models import User
from kudosbay.accounts.passkeys import Registered
from kudosbay.accounts.recovery import RECOVERY_CODES, hash_of, new_recovery_codes
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused


class WrongCode(Refused):
    """The second factor was not given."""


def wrong_code() -> WrongCode:
    return WrongCode(
        _("This code is not right, or was used already. Wait for the next one and enter it."), field="code"
    )


@transaction.atomic
def set_password(user: User, password: str, *, by: trail.Actor) -> User:
    user = _locked(user)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), field="password") from error
    user.set_password(password)
    _changed(user, "account.password_set", by=by)
    return user


@transaction.atomic
def set_up_totp(user: User, secret: str, code: str, *, by: trail.Actor, now: datetime) -> list[str]:
    """Turn on one-time codes and return ten recovery codes, to be shown once. A former app stops working."""
    user = _locked(user)
    counter = totp.matching_counter(secret, code, now=now)
    if counter is None:
        raise wrong_code()
    user.authenticator_set.filter(type=Authenticator.Type.TOTP).delete()
    _keep(user, Authenticator.Type.TOTP, {"secret": seals.close(secret), "last": counter})
    codes = _fresh_recovery_codes(user)
    _changed(user, "account.totp_set_up", by=by)
    return codes


@transaction.atomic
def use_totp(user: User, code: str, *, by: trail.Actor, now: datetime) -> None:
    """Take a code once. Raises WrongCode."""
    kept = user.authenticator_set.select_for_update().filter(type=Authenticator.Type.TOTP).first()
    secret = seals.open_sealed(kept.data["secret"]) if kept else ""
    counter = totp.matching_counter(secret, code, now=now, after=kept.data.get("last", 0)) if kept else None
    if kept is None or counter is None:
        raise wrong_code()
    kept.data["last"] = counter
    _used(kept, now)
    trail.record(by, "account.second_factor_given", on=[user], facts={"factor": "totp"})


@transaction.atomic
def use_recovery_code(user: User, code: str, *, by: trail.Actor, now: datetime) -> int:
    """Take a recovery code once; return how many are left. Raises WrongCode."""
    kept = user.authenticator_set.select_for_update().filter(type=Authenticator.Type.RECOVERY_CODES).first()
    wanted = hash_of(user, code)
    if kept is None or wanted not in kept.data["hashes"]:
        raise wrong_code()
    kept.data["hashes"].remove(wanted)
    _used(kept, now)
    trail.record(by, "account.second_factor_given", on=[user], facts={"factor": "recovery_code"})
    return len(kept.data["hashes"])


@transaction.atomic
def renew_recovery_codes(user: User, *, by: trail.Actor) -> list[str]:
    """Replace all recovery codes; return the new ones, to be shown once."""
    user = _locked(user)
    codes = _fresh_recovery_codes(user)
    _changed(user, "account.recovery_codes_renewed", by=by)
    return codes


@transaction.atomic
def add_passkey(user: User, registered: Registered, *, name: str, by: trail.Actor) -> Authenticator:
    user = _locked(user)
    kept = _keep(
        user,
        Authenticator.Type.WEBAUTHN,
        {"name": name or _("Passkey"), "credential": registered.credential, "count": registered.count},
    )
    _changed(user, "account.passkey_added", by=by)
    return kept


@transaction.atomic
def use_passkey(passkey: Authenticator, *, count: int, by: trail.Actor, now: datetime) -> User:
    """Note the use of a passkey whose signature was checked. A count that did not rise means a copied key."""
    passkey = Authenticator.objects.select_for_update().get(pk=passkey.pk)
    if count and count <= passkey.data["count"]:
        raise WrongCode(_("This passkey seems to be a copy. Sign in in another way and remove it."))
    passkey.data["count"] = count
    _used(passkey, now)
    user = User.objects.get(pk=passkey.user_id)
    trail.record(by, "account.second_factor_given", on=[user], facts={"factor": "passkey"})
    return user


@transaction.atomic
def remove_passkey(passkey: Authenticator, *, by: trail.Actor) -> User:
    """Remove a passkey, unless it is all that a member of staff has."""
    user = _locked(User.objects.get(pk=passkey.user_id))
    others = _factors(user).exclude(pk=passkey.pk)
    if policy.must_have_second_factor(user) and not others.exists():
        raise Refused(_("This is your only second factor. Set up another one first, then remove this."))
    passkey.delete()
    _changed(user, "account.passkey_removed", by=by)
    return user


@transaction.atomic
def remove_totp(user: User, *, by: trail.Actor) -> User:
    user = _locked(user)
    rest = _factors(user).exclude(type=Authenticator.Type.TOTP)
    if policy.must_have_second_factor(user) and not rest.exists():
        raise Refused(_("This is your only second factor. Add a passkey first, then turn codes off."))
    user.authenticator_set.filter(type=Authenticator.Type.TOTP).delete()
    _changed(user, "account.totp_removed", by=by)
    return user


@transaction.atomic
def reset_second_factors(user: User, *, reason: str, by: trail.Actor) -> User:
    """Remove every second factor: the next sign-in of a member of staff must set one up. The reason is kept."""
    if by.pk == user.pk:
        raise Refused(_("This is your own account. Another administrator changes it."))
    if not reason.strip():
        raise Refused(_("Say why, and how you know that it is really this person who asks."), field="reason")
    user = _locked(user)
    user.authenticator_set.all().delete()
    _changed(user, "account.second_factors_reset", by=by, values={"reason": reason.strip()})
    return user


def _factors(user: User) -> Any:
    return user.authenticator_set.exclude(type=Authenticator.Type.RECOVERY_CODES)


def _locked(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)


def _changed(user: User, verb: str, *, by: trail.Actor, values: dict[str, str] | None = None) -> None:
    user.epoch += 1
    user.save(update_fields=["epoch", "password"])
    trail.record(by, verb, on=[user], values=values)


def _keep(user: User, kind: Authenticator.Type, data: dict[str, Any]) -> Authenticator:
    kept: Authenticator = Authenticator.objects.create(user=user, type=kind, data=data)
    return kept


def _used(kept: Authenticator, now: datetime) -> None:
    kept.last_used_at = now
    kept.save(update_fields=["data", "last_used_at"])


def _fresh_recovery_codes(user: User) -> list[str]:
    user.authenticator_set.filter(type=Authenticator.Type.RECOVERY_CODES).delete()
    codes = new_recovery_codes(RECOVERY_CODES)
    _keep(user, Authenticator.Type.RECOVERY_CODES, {"hashes": [hash_of(user, code) for code in codes]})
    return codes
