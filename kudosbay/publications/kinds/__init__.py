"""The kinds of publications, in the order of lists. One more kind: a file beside these, and its name here."""

from typing import Final

from kudosbay.publications.kinds import answer, guide, news, page, policy, research
from kudosbay.publications.kinds.shape import Field, Kind, as_lines

KINDS: Final[dict[str, Kind]] = {one.KIND.code: one.KIND for one in (policy, research, answer, news, guide, page)}

__all__ = ["KINDS", "Field", "Kind", "as_lines"]
