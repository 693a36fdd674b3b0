"""What an act on many cases would do, before it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kudosbay.cases.models import Case


@dataclass(frozen=True, slots=True)
class Preview:
    """What a bulk act would do: cases that change, that are so already, and that it may not touch."""

    changes: list[Case]
    unchanged: list[Case]
    blocked: list[Case]


def preview_bulk(cases: Sequence[Case], **values: Any) -> Preview:
    blocked = [case for case in cases if case.status != Case.Status.OPEN]
    alive = [case for case in cases if case.status == Case.Status.OPEN]
    same = [case for case in alive if all(getattr(case, name) == value for name, value in values.items())]
    return Preview([case for case in alive if case not in same], same, blocked)
