"""Names of things for people: short, speakable, with a check letter. Unguessable keys for links that matter."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U to mistake or to spell words with
CHECK = "ABCDEFGHJKMNPQRSTVWXYZ3"  # 23 signs: a prime, so that one wrong or two swapped signs never pass
_SAME = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})


def check_letter(body: str) -> str:
    total = 0
    for place, sign in enumerate(sign for sign in body if sign.isalnum()):
        total += (place + 1) * int(sign, 36)
    return CHECK[total % 23]


def reference(prefix: str, year: int, number: int) -> str:
    """Return for example SJ-2026-00417-K."""
    body = f"{prefix}-{year}-{number:05d}"
    return f"{body}-{check_letter(body)}"


def is_reference(text: str) -> bool:
    body, dash, letter = text.strip().upper().rpartition("-")
    return bool(dash) and len(letter) == 1 and check_letter(body) == letter


def spoken_code(length: int = 6) -> str:
    """Return for example 7K2-QMD: about a billion codes, said over a telephone without mistakes."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(length))
    return f"{signs[: length // 2]}-{signs[length // 2 :]}"


def heard_code(text: str) -> str:
    """Read a code as people type it: any case, spaces or dashes, I for 1, O for 0."""
    signs = "".join(sign for sign in text.upper() if sign.isalnum()).translate(_SAME)
    half = len(signs) // 2
    return f"{signs[:half]}-{signs[half:]}"


def secret_token() -> str:
    """Return 256 bits for links that matter."""
    return secrets.token_urlsafe(32)
