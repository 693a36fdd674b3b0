"""Days that no rule can tell apart.

Conditions, spans and tables hold a day against the dates that they name: two days with none of these dates between them get
the same answers. Only a condition that holds a day against another fact tells every day from every other.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final

from kudosbay.rulebook.load import Rulebook

NO_PLAN: Final = frozenset({"sources", "terms", "questions", "duties", "penalties", "parameters", "signatures"})
SAYS_NOTHING: Final = frozenset({"source", "confidence", "checked", "note", "risk", "output", "file"})
DATE: Final = re.compile(r"\b\d{4}-\d\d-\d\d\b")
HELD_AGAINST_A_DATE: Final = re.compile(r"\b(filing|as_of)\s*(==|!=|<=|<|>=|>)\s*\d{4}-\d\d-\d\d\b")
LAW: Final = re.compile(r"\b(filing|as_of)\b")
START: Final = re.compile(r"\bstart\b")


class Eras:
    """`asks_for_start`: a plan begun on another day differs by these rules in more than its dates."""

    def __init__(self, *rulebooks: Rulebook) -> None:
        asked = [_asked(rules) for rules in rulebooks]
        self._first = sorted(set().union(*(one.first for one in asked)))
        self._every_day = any(one.every_day for one in asked)
        self.asks_for_start = any(one.start for one in asked)

    def of(self, day: date) -> int:
        """The same number for days on which every rule that makes a plan, and every table, answers alike."""
        return day.toordinal() if self._every_day else bisect_right(self._first, day.toordinal())


class _Asked:
    """What the rules that make a plan ask about days; `first`: the days with which an era begins."""

    def __init__(self, rules: Rulebook) -> None:
        planned = [record for kind, records in rules.records.items() if kind not in NO_PLAN for record in records]
        named = {day.toordinal() for day in (*_dates(planned), *rules.tables.days())}
        texts = set(_conditions(planned))
        self.first = named | {day + 1 for day in named}
        self.every_day = any(LAW.search(HELD_AGAINST_A_DATE.sub("", text)) for text in texts)
        self.start = any(START.search(text) for text in texts) or any(
            one.data["from"] == "start" for one in rules.deadlines
        )


_asked = lru_cache(maxsize=8)(_Asked)


def _dates(told: Any) -> Iterator[date]:
    """Every date that stands in records, also inside their conditions."""
    if isinstance(told, date):
        yield told
    elif isinstance(told, str):
        yield from filter(None, map(_date, DATE.findall(told)))
    elif isinstance(told, Iterable):
        inner = [value for key, value in told.items() if key not in SAYS_NOTHING] if isinstance(told, Mapping) else told
        for value in inner:
            yield from _dates(value)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _conditions(told: Any) -> Iterator[str]:
    """Every text under `when` or `who`, however deep."""
    if isinstance(told, Mapping):
        for key, value in told.items():
            if key in {"when", "who"} and isinstance(value, str):
                yield value
            else:
                yield from _conditions(value)
    elif isinstance(told, list):
        for value in told:
            yield from _conditions(value)
