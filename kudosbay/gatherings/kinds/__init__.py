"""The kinds of gathering. Each has a file here that says what it adds; one more kind is one more file and a line below."""

from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kudosbay.gatherings.kinds import fair_day, policy_meeting, seminar, training, visit
from kudosbay.gatherings.kinds.shapes import Extra, Kind
from kudosbay.kernel.errors import Refused

KINDS: Final[dict[str, Kind]] = {one.KIND.key: one.KIND for one in (training, policy_meeting, seminar, visit, fair_day)}
PUBLIC: Final = frozenset(key for key, kind in KINDS.items() if kind.is_public)
MEETINGS: Final = frozenset(key for key, kind in KINDS.items() if kind.is_meeting)  # counted as meetings and trainings


def choices() -> list[tuple[str, Promise]]:
    return [(kind.key, kind.label) for kind in KINDS.values()]


def checked(key: str, given: dict[str, Any]) -> dict[str, Any]:
    """Return what the kind adds, without what it does not know. Raises Refused for what is missing or has no shape."""
    kind = KINDS[key]
    for extra in kind.extras:
        if extra.required and not given.get(extra.name):
            raise Refused(_("Fill in: %(field)s.") % {"field": extra.label}, field=extra.name)
    return {extra.name: given[extra.name] for extra in kind.extras if given.get(extra.name)}


__all__ = ["KINDS", "MEETINGS", "PUBLIC", "Extra", "Kind", "checked", "choices"]
