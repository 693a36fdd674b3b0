"""Encryption at rest: AES-256-GCM with a key of its own for each value, wrapped by a key of the key file.

A sealed value: KBV1, id of the wrapping key (8), nonce (12), wrapped key (48), nonce (12), sealed content.
The purpose is authenticated with both, so that a value moved to another column does not open.
"""

import hashlib
import hmac
import os
import unicodedata
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kudosbay.kernel.keyring import keyring

MAGIC = b"KBV1"
ID_AT = len(MAGIC)
WRAP_AT = ID_AT + 8
KEY_AT = WRAP_AT + 12
NONCE_AT = KEY_AT + 48
CONTENT_AT = NONCE_AT + 12
OVERHEAD = CONTENT_AT + 16

Sealed = bytes | memoryview


class NotOpened(Exception):  # noqa: N818 - it says what happened
    """The value was altered, belongs to another purpose, or its key is not in the key file."""


@dataclass(frozen=True, slots=True)
class SealedParts:
    """Kept apart so that a large file is not copied once more to be put together."""

    head: bytes
    content: bytes


def seal(plain: bytes, *, purpose: str) -> bytes:
    parts = seal_parts(plain, purpose=purpose)
    return parts.head + parts.content


def seal_parts(plain: bytes, *, purpose: str) -> SealedParts:
    key, nonce = AESGCM.generate_key(bit_length=256), os.urandom(12)
    content = AESGCM(key).encrypt(nonce, plain, _about(purpose))
    return SealedParts(_wrapped(key, purpose=purpose) + nonce, content)


def open_sealed(sealed: Sealed, *, purpose: str) -> bytes:
    view = memoryview(sealed)
    key = _unwrapped(view, purpose=purpose)
    try:
        return AESGCM(key).decrypt(bytes(view[NONCE_AT:CONTENT_AT]), view[CONTENT_AT:], _about(purpose))
    except InvalidTag as fault:
        raise NotOpened(purpose) from fault


def key_id(sealed: Sealed) -> str:
    """Return the id of the key that wraps this value; raise NotOpened where it is no sealed value."""
    head = bytes(sealed[:WRAP_AT])
    if head[:ID_AT] != MAGIC or len(sealed) < OVERHEAD:
        raise NotOpened("this is not a sealed value")
    return head[ID_AT:].decode("ascii", "replace")


def opens(sealed: Sealed, *, purpose: str) -> bool:
    """Tell whether the wrapped key of a value opens; the first bytes of a file are enough for it."""
    try:
        _unwrapped(memoryview(sealed), purpose=purpose)
    except NotOpened:
        return False
    return True


def rewrapped(sealed: Sealed, *, purpose: str) -> bytes:
    """Return the same value under the current key: its own key is wrapped anew, the content stays as it is."""
    key = _unwrapped(memoryview(sealed), purpose=purpose)
    return _wrapped(key, purpose=purpose) + bytes(sealed[NONCE_AT:])


def fingerprint(text: str, purpose: str) -> str:
    """Return 64 hex signs, equal for the same number however it was typed; without the key file they tell nothing."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", text).upper() if sign.isalnum())
    return hmac.new(keyring().prints, f"{purpose}\0{plain}".encode(), hashlib.sha256).hexdigest()


def _about(purpose: str) -> bytes:
    return MAGIC + purpose.encode()


def _wrapped(key: bytes, *, purpose: str) -> bytes:
    ring, nonce = keyring(), os.urandom(12)
    head = MAGIC + ring.current.encode("ascii")
    return head + nonce + AESGCM(ring.keys[ring.current]).encrypt(nonce, key, head + purpose.encode())


def _unwrapped(sealed: memoryview, *, purpose: str) -> bytes:
    name = key_id(sealed)
    wrapping = keyring().keys.get(name)
    if wrapping is None:
        message = f"the key {name} is not in the key file"
        raise NotOpened(message)
    nonce, wrapped = bytes(sealed[WRAP_AT:KEY_AT]), bytes(sealed[KEY_AT:NONCE_AT])
    try:
        return AESGCM(wrapping).decrypt(nonce, wrapped, bytes(sealed[:WRAP_AT]) + purpose.encode())
    except InvalidTag as fault:
        raise NotOpened(purpose) from fault
