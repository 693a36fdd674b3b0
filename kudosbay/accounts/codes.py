import secrets
import unicodedata


def new_code() -> str:
    """Return six digits."""
    return f"{secrets.randbelow(10**6):06d}"


def digits_of(text: str) -> str:
    """Return the digits as people type or paste them: with spaces, in full width, in Arabic or Persian figures."""
    return "".join(str(unicodedata.decimal(sign)) for sign in text if sign.isdecimal())
