"""The kinds of promises, in the order in which lists show them. One more kind: a file beside these, and its name here."""

from typing import Final

from kudosbay.promises.kinds import (
    grievance,
    living,
    question,
    second_look,
    space_need,
    suggestion,
    traffic,
    visitor_interest,
    zone_enquiry,
    zone_priority,
)
from kudosbay.promises.kinds.shape import Field, Kind, Standard

FILES: Final = (
    question,
    living,
    traffic,
    space_need,
    grievance,
    zone_priority,
    zone_enquiry,
    suggestion,
    visitor_interest,
    second_look,
)
KINDS: Final[dict[str, Kind]] = {one.KIND.code: one.KIND for one in FILES}

__all__ = ["KINDS", "Field", "Kind", "Standard"]
