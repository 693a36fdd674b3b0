"""Recovery codes: ten, each used once, kept as keyed hashes."""

from kudosbay.accounts import seals
from kudosbay.accounts.models import User
from kudosbay.kernel.ids import heard_code, spoken_code

RECOVERY_CODES = 10
SIGNS = 10  # 50 bits each


def new_recovery_codes(number: int) -> list[str]:
    return [spoken_code(SIGNS) for _number in range(number)]


def hash_of(user: User, code: str) -> str:
    """Hash a code as people type it: any case, with or without its dash."""
    return seals.digest("recovery", f"{user.pk}:{heard_code(code)}")
