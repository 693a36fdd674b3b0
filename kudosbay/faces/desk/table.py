"""Columns of a table, and cells that no spreadsheet takes for a formula."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\x00", "＝", "＋", "－", "＠")


class Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    read: Callable[[Any], Any]

    def safe(self, row: Any) -> str:
        return safe_cell(self.read(row))


Columns = Callable[[], list[Column]]


def safe_cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(DANGEROUS) else text
