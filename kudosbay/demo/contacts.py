"""Ways to reach invented people: e-mail under domains that nobody owns, phones in the form of the place."""

import re
from functools import cache
from random import Random
from typing import Final

import phonenumbers
from phonenumbers import PhoneMetadata, PhoneNumberType

DOMAINS: Final = ("example.org", "example.com", "example.net")
WORTH_TRYING: Final = 40


def email(latin: str, number: int) -> str:
    """Return an address for the person with this number; no two are equal."""
    words = re.findall(r"[a-z]+", latin.lower())
    name = ".".join(words[:2])[:40] or "guest"
    return f"{name}.{number}@{DOMAINS[number % len(DOMAINS)]}"


@cache
def _mobile(country: str) -> tuple[int, str, re.Pattern[str]] | None:
    """Return country code, an example, and what a mobile number there looks like; None where nobody knows."""
    about = PhoneMetadata.metadata_for_region(country, None)
    example = phonenumbers.example_number_for_type(country, PhoneNumberType.MOBILE)
    if (
        about is None
        or about.country_code is None
        or example is None
        or about.mobile is None
        or not about.mobile.national_number_pattern
    ):
        return None
    number = phonenumbers.national_significant_number(example)
    return about.country_code, number, re.compile(about.mobile.national_number_pattern)


def phone(country: str, rng: Random) -> str:
    """Return a number that could be one of the place, in E.164; the first digits are those of the plan's example."""
    told = _mobile(country)
    if told is None:
        return ""
    code, example, pattern = told
    free = max(4, len(example) - 3)
    for _try in range(WORTH_TRYING):
        number = example[:-free] + f"{rng.randrange(10**free):0{free}d}"
        if pattern.fullmatch(number):
            return f"+{code}{number}"
    return f"+{code}{example}"
