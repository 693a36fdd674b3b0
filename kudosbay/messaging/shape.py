"""The shape of a message."""

from dataclasses import dataclass, field

from django.utils.functional import Promise

GIVEN = frozenset({"name", "link"})  # every message may use these


@dataclass(frozen=True, slots=True)
class Text:
    """One message in all languages. `short` goes by SMS; `secrets` are wiped from the row once it has been sent.

    `in_portal` says whether the notice also stands in the portal, which a sign-in code cannot.
    """

    subject: Promise | str
    lines: tuple[Promise | str, ...]
    button: Promise
    short: Promise | str
    tokens: frozenset[str] = field(default_factory=frozenset)
    secrets: frozenset[str] = field(default_factory=frozenset)
    in_portal: bool = True
