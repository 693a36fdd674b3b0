"""Names as people write them, and the forms that other systems want."""

from typing import Protocol

from kudosbay.kernel.search import fold


class Named(Protocol):
    full_name: str
    latin_name: str
    passport_family: str
    passport_given: str
    chinese_name: str


def latin(person: Named) -> str:
    """Return the name in Latin letters, family name last as on letters; the own script where nothing else is known."""
    given = f"{person.passport_given} {person.passport_family}".strip()
    return person.latin_name or given or person.full_name


def sort_key(person: Named) -> str:
    """Return what lists sort by until staff set it: the passport's family name, else the Latin form, else the name."""
    return fold(person.passport_family or person.latin_name or person.full_name)[:200]


# What other counters take: https://www.12306.cn asks for the passport's order without signs, at most 30.
RAILWAY_SIGNS = 30
PASSPORT_SIGNS = 39  # of the name in line 1 of the machine-readable zone, ICAO 9303


def name_for(person: Named, system: str) -> str:
    """Return the spelling that a system expects: passport, bank, tax, railway, permit; empty if we do not know it."""
    family, given = _plain(person.passport_family), _plain(person.passport_given)
    if system == "passport":
        return "<<".join(part.replace(" ", "<") for part in (family, given) if part)[:PASSPORT_SIGNS]
    joined = f"{family} {given}".strip() or _plain(person.latin_name)
    if system == "railway":
        return "".join(sign for sign in joined if sign.isalnum())[:RAILWAY_SIGNS]
    if system == "tax" and person.chinese_name:
        return person.chinese_name
    return joined


def _plain(name: str) -> str:
    """Return capitals without accents; hyphens and apostrophes become blanks, as in passports."""
    bare = "".join(sign if sign.isalnum() else " " for sign in fold(name))
    return " ".join(bare.upper().split())
