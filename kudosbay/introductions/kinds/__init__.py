"""The kinds of needs and offers. One more kind: a file beside these, and its line here."""

from typing import Final

from kudosbay.introductions.kinds import fair_lead, member, mentor, talent, work_package, zone_project
from kudosbay.introductions.kinds.shape import BOTH, NEED, OFFER, Check, Field, Kind, checked

KINDS: Final[dict[str, Kind]] = {
    module.KIND.code: module.KIND for module in (zone_project, work_package, talent, mentor, member, fair_lead)
}


def kind_of(code: str) -> Kind:
    """Raise KeyError for a kind that there is none of."""
    return KINDS[code]


__all__ = ["BOTH", "KINDS", "NEED", "OFFER", "Check", "Field", "Kind", "checked", "kind_of"]
