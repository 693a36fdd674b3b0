"""One leaf of a decision: what was asked, what came out, which fact decided."""

from typing import Any, NamedTuple


class Reason(NamedTuple):
    condition: str
    value: bool | None
    fact: str | None
    given: Any = None
