"""Which signs our fonts can draw: typst draws an empty box for a missing one without a word."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from fontTools.ttLib import TTFont

from kudosbay.kernel.errors import Refused

FONTS = Path(__file__).resolve().parent.parent / "typst" / "fonts"
REGULAR = ("NotoSans_400Regular.ttf", "NotoSansSC_400Regular.ttf", "NotoSansArabic_400Regular.ttf")
UNSEEN = {"Cc", "Cf", "Zl", "Zp"}  # never drawn by themselves
SELECTORS = range(0xFE00, 0xFE10)


class NotPrintable(Refused):
    """A text has a sign that none of the fonts can draw; `sign` is it."""

    def __init__(self, sign: str, text: str) -> None:
        told = {"sign": sign, "text": text[:60], "name": unicodedata.name(sign, "?").lower()}
        super().__init__(
            _("“%(sign)s” (%(name)s) in “%(text)s” cannot be printed. Write this in Latin, Chinese or Arabic letters.")
            % told
        )
        self.sign = sign


@cache
def drawable() -> frozenset[int]:
    """Return the code points of all fonts together."""
    known: set[int] = set()
    for name in REGULAR:
        with TTFont(FONTS / name, lazy=True) as font:
            known.update(font.getBestCmap())
    return frozenset(known)


def must_be_printable(data: Any) -> None:
    for text in _texts(data):
        for sign in text:
            if not _printable(sign):
                raise NotPrintable(sign, text)


def first_printable(*names: str) -> str:
    """Return the first name that can be drawn whole; the first of all where none can, to be refused by its sign."""
    given = [name for name in names if name.strip()]
    return next((name for name in given if is_printable(name)), given[0] if given else "")


def drawn(text: str) -> str:
    """Return a text of no weight, a file's name say, with a mark for each sign that cannot be drawn."""
    return "".join(sign if _printable(sign) else "\ufffd" for sign in text)


def is_printable(text: str) -> bool:
    return all(_printable(sign) for sign in text)


def _printable(sign: str) -> bool:
    code = ord(sign)
    return code in drawable() or code in SELECTORS or unicodedata.category(sign) in UNSEEN


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(key)
            yield from _texts(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _texts(value)
