"""Text of a condition → tokens."""

import re
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from kudosbay.rulebook.conditions.syntax import ConditionError

KEYWORDS = frozenset({"and", "or", "not", "in", "between", "true", "false"})
TOKEN = re.compile(
    r"""\s*(?:
      (?P<date>\d{4}-\d{2}-\d{2})
    | (?P<number>-?\d+(?:\.\d+)?)
    | (?P<name>[A-Za-z_]\w*(?:\.\w+)*)
    | (?P<text>'[^']*'|"[^"]*")
    | (?P<sign>==|!=|<=|>=|<|>|\(|\)|\[|\]|,)
    )""",
    re.VERBOSE,
)


class Token(NamedTuple):
    kind: str  # date number name text sign keyword end
    value: Any
    at: int


def tokens(text: str) -> list[Token]:
    found, at, end = [], 0, len(text.rstrip())
    while at < end:
        match = TOKEN.match(text, at)
        if match is None:
            raise ConditionError("this sign is not part of the language", text, at)
        found.append(_token(match, text))
        at = match.end()
    return [*found, Token("end", "", len(text))]


def _token(match: re.Match[str], text: str) -> Token:
    kind = str(match.lastgroup)
    raw, at = match.group(kind), match.start(kind)
    if kind == "name" and raw in KEYWORDS:
        return Token("keyword", raw, at)
    if kind == "number":
        return Token(kind, Decimal(raw) if "." in raw else int(raw), at)
    if kind == "text":
        return Token(kind, raw[1:-1], at)
    if kind == "date":
        return Token(kind, _day(raw, text, at), at)
    return Token(kind, raw, at)


def _day(raw: str, text: str, at: int) -> date:
    try:
        return date.fromisoformat(raw)
    except ValueError:
        raise ConditionError("there is no such day", text, at) from None
