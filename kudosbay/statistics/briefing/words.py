"""Texts of a briefing in the languages of the house, and the numbers and places in them."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from django.utils import translation

from kudosbay.centre.queries import territory_names
from kudosbay.kernel import formats
from kudosbay.kernel.text import pick

Texts = dict[str, str]
LANGUAGES: Final = {"zh-Hans": "zh-hans", "en": "en", "ar": "ar"}


def in_each(make: Callable[[], Any]) -> Texts:
    """Return what is made, once in each language: papers choose from it, the visitor’s page shows the reader’s."""
    told = {}
    for name, code in LANGUAGES.items():
        with translation.override(code):
            told[name] = str(make())
    return told


def texts(given: Mapping[str, str]) -> Texts:
    """Return a text kept by language in each; where one is missing, what there is."""
    return {name: pick(given, [name]).text for name in LANGUAGES}


def same(text: str) -> Texts:
    """Return what reads alike in each."""
    return dict.fromkeys(LANGUAGES, text)


def day(one: date, style: str = "long") -> str:
    return formats.format_date(one, style)


class Places:
    """Names of countries and regions, as they are officially called; fetched once."""

    def __init__(self) -> None:
        self.names = territory_names()

    def named(self, code: str) -> Texts:
        return texts(self.names.get(code, {"en": code}))
