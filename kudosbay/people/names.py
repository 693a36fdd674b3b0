"""Names as people write them, and the forms that other systems want."""

from typing import Protocol

from kudosbay.kernel.search import fold


class Named(Protocol):
    full_name: str
    latin_name: str
    passport_family: str
    passport_given: str


def latin(person: Named) -> str:
    """Return the name in Latin letters, family name last as on letters; the own script where nothing else is known."""
    given = f"{person.passport_given} {person.passport_family}".strip()
    return person.latin_name or given or person.full_name


def sort_key(person: Named) -> str:
    """Return what lists sort by until staff set it: the passport's family name, else the Latin form, else the name."""
    return fold(person.passport_family or person.latin_name or person.full_name)[:200]
