"""Passkeys (WebAuthn) over fido2: options for the browser, and the check of its answer. No state is kept here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from kudosbay.accounts.models import User
from kudosbay.kernel.errors import Refused

VERIFY: Final = UserVerificationRequirement.REQUIRED  # the passkey may stand alone, so it asks for finger or number


class WrongPasskey(Refused):
    """The browser's answer does not prove anything."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`options` go to the browser; `state` stays in the session until the answer comes."""

    options: dict[str, Any]
    state: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Proof:
    """What the browser answered, and what it was asked; `host` is the site's name, without port."""

    answer: Mapping[str, Any]
    state: Mapping[str, Any]
    host: str


@dataclass(frozen=True, slots=True)
class Registered:
    credential: str  # public key and id, web-safe base64
    count: int


def is_possible_on(host: str) -> bool:
    """Browsers bind passkeys to a name: an address of numbers will not do."""
    return not host.replace(".", "").isdecimal() and ":" not in host


def _server(host: str) -> Fido2Server:
    return Fido2Server(PublicKeyCredentialRpEntity(name="Kudosbay", id=host))


def _refused(error: Exception) -> WrongPasskey:
    wrong = WrongPasskey(_("This passkey was not accepted. Try again, or sign in in another way."))
    wrong.__cause__ = error
    return wrong


def ask_to_register(user: User, *, host: str, known: Iterable[Authenticator]) -> Asked:
    entity = PublicKeyCredentialUserEntity(
        name=user.email or user.phone or "", id=str(user.pk).encode(), display_name=str(user)
    )
    options, state = _server(host).register_begin(
        entity,
        [credential_of(one) for one in known],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=VERIFY,
    )
    return Asked(dict(options["publicKey"]), state)


def check_registration(proof: Proof) -> Registered:
    try:
        made = _server(proof.host).register_complete(proof.state, proof.answer)
    except (ValueError, TypeError, KeyError) as error:
        raise _refused(error) from error
    if made.credential_data is None:
        raise _refused(ValueError("no credential"))
    return Registered(websafe_encode(bytes(made.credential_data)), made.counter)


def ask_to_prove(*, host: str, known: Iterable[Authenticator] = ()) -> Asked:
    """Without known passkeys, the browser offers whichever it holds for this site."""
    options, state = _server(host).authenticate_begin(
        [credential_of(one) for one in known] or None, user_verification=VERIFY
    )
    return Asked(dict(options["publicKey"]), state)


def named_user(proof: Proof) -> int:
    """Return the account's id that the passkey names. Nothing is proved by it."""
    try:
        return int(websafe_decode(proof.answer["response"]["userHandle"]).decode())
    except (ValueError, TypeError, KeyError) as error:
        raise _refused(error) from error


def check_proof(proof: Proof, *, known: Iterable[Authenticator]) -> tuple[Authenticator, int]:
    """Return the passkey that signed, and its new count. Raises WrongPasskey."""
    by_id = {credential_of(one).credential_id: one for one in known}
    credentials = [credential_of(one) for one in by_id.values()]
    try:
        used = _server(proof.host).authenticate_complete(proof.state, credentials, proof.answer)
        count = AuthenticationResponse.from_dict(proof.answer).response.authenticator_data.counter
    except (ValueError, TypeError, KeyError) as error:
        raise _refused(error) from error
    return by_id[used.credential_id], count


def credential_of(kept: Authenticator) -> AttestedCredentialData:
    return AttestedCredentialData(websafe_decode(kept.data["credential"]))
