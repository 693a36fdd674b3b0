"""What a row of the access matrix says, and the sets of people that rows name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from kudosbay.kernel.permissions import CASE_STAFF, MESSAGE_STAFF, PASSPORT_STAFF, PEOPLE_STAFF, STAFF, Role

ANONYMOUS: Final = "anonymous"
Who = frozenset[str]
Scope = Literal["public", "own", "all"]

EVERYONE: Who = frozenset({*Role, ANONYMOUS})
SIGNED_IN: Who = frozenset(Role)
CLIENTS: Who = frozenset({Role.FOUNDER, Role.AGENT})
PEOPLE: Who = frozenset(PEOPLE_STAFF)
CASES: Who = frozenset(CASE_STAFF)
MESSAGES: Who = frozenset(MESSAGE_STAFF)
PASSPORTS: Who = frozenset(PASSPORT_STAFF)
ENTERPRISES: Who = frozenset(PEOPLE_STAFF | {Role.TAX_PARTNER, Role.BUILDING})
OFFICE: Who = frozenset(STAFF)
ADMINISTRATORS: Who = frozenset({Role.ADMINISTRATOR})
SETTINGS: Who = frozenset({Role.MANAGER, Role.ADMINISTRATOR})
FIGURES: Who = frozenset(STAFF | {Role.VISITOR})


@dataclass(frozen=True, slots=True)
class Row:
    scope: Scope
    methods: Mapping[str, Who] = field(default_factory=dict)


def page(scope: Scope, who: Who) -> Row:
    """Only to be read."""
    return Row(scope, {"GET": who})


def form(scope: Scope, who: Who) -> Row:
    """Read and sent by the same people."""
    return Row(scope, {"GET": who, "POST": who})


def act(scope: Scope, who: Who) -> Row:
    """A button: sent only, never by a link."""
    return Row(scope, {"POST": who})
