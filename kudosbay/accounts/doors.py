"""The ways in, each with its limit. Not atomic as a whole: a refused try stays counted.

What is answered never depends on whether an account exists.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _

from kudosbay.accounts import limits
from kudosbay.accounts.addresses import read_address
from kudosbay.accounts.backends import EmailOrPhoneBackend
from kudosbay.accounts.codes import digits_of
from kudosbay.accounts.commands import (
    SignInLetter,
    ask_sign_in,
    open_account,
    use_passkey,
    use_recovery_code,
    use_sign_in,
    use_totp,
)
from kudosbay.accounts.commands.sign_in import spent
from kudosbay.accounts.models import User
from kudosbay.accounts.passkeys import Proof, check_proof, named_user
from kudosbay.accounts.policy import STRANGER
from kudosbay.accounts.queries import passkeys_of, sign_in_by_code, sign_in_by_link
from kudosbay.kernel.errors import Refused

Factor = Literal["totp", "recovery_code"]


def ask_letter(address: str, *, place: str, now: datetime) -> list[SignInLetter]:
    """Return what is to be sent: nothing where there is nobody to send it to; the page says the same."""
    address = read_address(address)
    limits.spend(limits.letter_key(address), place=place, now=now)
    user = _known(address)
    if user is None or not limits.letters_left(address, now=now):
        return []
    return [ask_sign_in(user, by=STRANGER, now=now)]


def open_and_ask(address: str, *, language: str, place: str, now: datetime) -> list[SignInLetter]:
    """As ask_letter, for whoever starts: an address without an account gets a founder's, confirmed by the letter."""
    address = read_address(address)
    limits.spend(limits.letter_key(address), place=place, now=now)
    if not limits.letters_left(address, now=now):
        return []
    user = open_account(address, language=language, by=STRANGER)
    return [ask_sign_in(user, by=STRANGER, now=now)] if _known(address) else []


def enter_by_link(token: str, *, now: datetime) -> User:
    sign_in = sign_in_by_link(token, now=now)
    if sign_in is None:
        raise spent()
    return use_sign_in(sign_in, by=sign_in.user, now=now)


def enter_by_code(address: str, code: str, *, place: str, now: datetime) -> User:
    address = read_address(address)
    attempt = limits.spend(address, place=place, now=now)
    user = _known(address)
    sign_in = sign_in_by_code(user, code, now=now)
    if user is None or sign_in is None:
        limits.spend_codes(user, now=now)
        raise Refused(_("This code is not right, or is too old. Check it, or ask for a new one."), field="code")
    entered = use_sign_in(sign_in, by=user, now=now)
    limits.give_back(attempt)
    return entered


def enter_by_password(address: str, password: str, *, place: str, now: datetime) -> User:
    address = read_address(address)
    attempt = limits.spend(address, place=place, now=now)
    user = EmailOrPhoneBackend().authenticate(None, username=address, password=password)
    if user is None:
        raise Refused(_("Address and password do not match. Check both, or ask for a link."), field="password")
    limits.give_back(attempt)
    return user


def give_second_factor(user: User, code: str, *, place: str, now: datetime) -> Factor:
    """Take a one-time code of six digits, or else a recovery code; return which it was."""
    attempt = limits.spend(f"factor:{user.pk}", place=place, now=now)
    factor: Factor = "totp" if len(digits_of(code)) == 6 and len(code.strip()) <= 7 else "recovery_code"
    take = use_totp if factor == "totp" else use_recovery_code
    take(user, code, by=user, now=now)
    limits.give_back(attempt)
    return factor


def enter_by_passkey(proof: Proof, *, known: Iterable[Authenticator] | None, place: str, now: datetime) -> User:
    """Check a passkey: one of `known`, or, as the only thing given, one of the account that it names itself."""
    attempt = limits.spend("passkey", place=place, now=now)
    passkey, count = check_proof(proof, known=passkeys_of(named_user(proof)) if known is None else known)
    user = use_passkey(passkey, count=count, by=passkey.user, now=now)
    limits.give_back(attempt)
    return user


def _known(address: str) -> User | None:
    user = User.objects.by_address(address)
    return User.objects.may_sign_in().filter(pk=user.pk).first() if user else None
