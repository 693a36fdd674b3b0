"""The kinds of publications, in the order of lists. One more kind: a file beside these, and its name here."""

from typing import Final

from django.utils.functional import Promise

from kudosbay.publications.kinds import answer, guide, news, page, policy, research
from kudosbay.publications.kinds.shape import Field, Kind, as_lines

KINDS: Final[dict[str, Kind]] = {one.KIND.code: one.KIND for one in (policy, research, answer, news, guide, page)}
ANSWER: Final = answer.KIND.code
POLICY: Final = policy.KIND.code
RESEARCH: Final = research.KIND.code


def choices() -> list[tuple[str, Promise]]:
    return [(kind.code, kind.name) for kind in KINDS.values()]


__all__ = ["ANSWER", "KINDS", "POLICY", "RESEARCH", "Field", "Kind", "as_lines", "choices"]
