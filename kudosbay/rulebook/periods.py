"""The periods of a duty: months, quarters and years that end before it falls due."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from kudosbay.rulebook.workdays import add_months

MONTHS = {"month": 1, "quarter": 3, "year": 12}
LONGEST_MOVE = (
    4  # months by which a due day may follow its nominal month: a local change moved April to the end of June
)


class Period(NamedTuple):
    kind: str
    first: date
    last: date

    @property
    def label(self) -> str:
        if self.kind == "year":
            return str(self.first.year)
        if self.kind == "quarter":
            return f"{self.first.year}-Q{(self.first.month + 2) // 3}"
        return f"{self.first.year}-{self.first.month:02}"


def periods_ending(kind: str, first: date, last: date) -> Iterator[Period]:
    """Those whose last day lies in the span."""
    length = MONTHS[kind]
    begin = date(first.year, (first.month - 1) // length * length + 1, 1)
    while True:
        following = add_months(begin, length)
        end = following - timedelta(days=1)
        if end > last:
            return
        if end >= first:
            yield Period(kind, begin, end)
        begin = following


@lru_cache(maxsize=64)
def periods_between(kind: str, first: date, last: date) -> tuple[Period, ...]:
    return tuple(periods_ending(kind, first, last))


def ends_to_look_at(kind: str, first: date, last: date) -> tuple[date, date]:
    """A duty of a year falls due within the year after it, the others in the month after."""
    back = 12 + LONGEST_MOVE if kind == "year" else 1 + LONGEST_MOVE
    return add_months(first, -back), last
