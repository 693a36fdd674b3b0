"""Credit codes of invented enterprises: valid check digits, district 310117 (Songjiang)."""

from typing import Final

from stdnum.cn import uscc

ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714
KIND: Final = "91310117"  # registered by the market regulator, enterprise, Songjiang


def _organisation(number: int) -> str:
    """Return the nine signs of an organisation code with its own check sign."""
    body = f"MA{number:06d}"
    total = sum(weight * ALPHABET.index(sign) for weight, sign in zip(WEIGHTS, body, strict=True))
    return body + "0123456789X0"[(11 - total % 11)]


def credit_code(number: int) -> str:
    """Return the code of the enterprise with this running number; different numbers, different codes."""
    front = KIND + _organisation(number)
    return front + str(uscc.calc_check_digit(front))


def credit_code_ending_in(sign: str, number: int, step: int) -> str:
    """Return the first code from `number` on, in steps, whose check digit is `sign`."""
    while not (code := credit_code(number)).endswith(sign):
        number += step
    return code
