"""Time-based one-time codes (RFC 6238): six digits, 30 seconds, one step of tolerance, each used once."""

import hmac
from datetime import datetime
from urllib.parse import quote, urlencode

from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value

from kudosbay.accounts.codes import digits_of

PERIOD = 30
TOLERANCE = 1
ISSUER = "Kudosbay"


def new_secret() -> str:
    return str(generate_totp_secret())


def code_at(secret: str, counter: int) -> str:
    return str(format_hotp_value(hotp_value(secret, counter)))


def counter_of(now: datetime) -> int:
    return int(now.timestamp()) // PERIOD


def matching_counter(secret: str, code: str, *, now: datetime, after: int = 0) -> int | None:
    """Return the step whose code this is, if it is near enough to now and later than the last one used."""
    digits = digits_of(code)
    here = counter_of(now)
    for counter in range(max(here - TOLERANCE, after + 1), here + TOLERANCE + 1):
        if hmac.compare_digest(code_at(secret, counter).encode(), digits.encode()):
            return counter
    return None


def current_code(secret: str, *, now: datetime, after: int = 0) -> str:
    """Return the code that will be taken next, or nothing if all near ones were used."""
    counter = max(counter_of(now), after + 1)
    return code_at(secret, counter) if counter <= counter_of(now) + TOLERANCE else ""


def address_for_app(secret: str, *, account: str) -> str:
    """Return what an authenticator app reads from the QR code."""
    label = quote(f"{ISSUER}:{account}")
    return f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': ISSUER})}"
