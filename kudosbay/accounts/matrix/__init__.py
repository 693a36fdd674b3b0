"""The access matrix: every page × role × method, decided on purpose in one table.

A page that does not stand here cannot be opened by anybody. `scope` says what rows the page may show:
all of them, one's own, or nothing personal at all. Each part of the centre keeps its rows in a file of its own.
"""

from typing import Final

from kudosbay.accounts.matrix import (
    campaigns,
    compliance,
    core,
    gatherings,
    guests,
    guides,
    introductions,
    law,
    premises,
    programs,
    promises,
    publications,
)
from kudosbay.accounts.matrix.rows import ANONYMOUS, CLIENTS, SETTINGS, Row, Who

# Where a stranger is likely to have no account yet: the door offers to open one.
STARTS: Who = frozenset({"portal:begin", "portal:event_book"})

# All that opens between the first and the second factor.
BEFORE_SECOND_FACTOR: Who = frozenset(
    {
        "portal:second_factor",
        "portal:second_factor_passkey",
        "portal:second_factor_set_up",
        "portal:sign_out",
        "site:health",
        "site:theme",
    }
)

PARTS: Final = (
    core,
    publications,
    promises,
    gatherings,
    introductions,
    premises,
    compliance,
    campaigns,
    guests,
    guides,
    law,
    programs,
)
MATRIX: dict[str, Row] = {name: row for part in PARTS for name, row in part.ROWS.items()}


def allowed(view: str, *, method: str, roles: frozenset[str]) -> bool:
    """Answer for one request. HEAD counts as GET; no roles means nobody has signed in."""
    row = MATRIX.get(view)
    who = row.methods.get("GET" if method == "HEAD" else method, frozenset()) if row else frozenset()
    return bool(who & (roles or {ANONYMOUS})) or (ANONYMOUS in who)


__all__ = ["ANONYMOUS", "BEFORE_SECOND_FACTOR", "CLIENTS", "MATRIX", "SETTINGS", "STARTS", "Row", "allowed"]
