"""Hashes and seals under the installation's secret: what a copied database alone does not give away."""

import base64
import hashlib

from cryptography.fernet import Fernet
from django.conf import settings
from django.utils.crypto import salted_hmac


def digest(purpose: str, value: str) -> str:
    """Return 64 hex digits, different for each purpose."""
    return salted_hmac(f"kudosbay.accounts.{purpose}", value, algorithm="sha256").hexdigest()


def _box() -> Fernet:
    key = hashlib.sha256(f"kudosbay.accounts.seal:{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def close(text: str) -> str:
    return _box().encrypt(text.encode()).decode()


def open_sealed(sealed: str) -> str:
    return _box().decrypt(sealed.encode()).decode()
