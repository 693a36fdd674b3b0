"""The least that counts one figure as of a day from rows."""

from typing import Any


def active(cursor: Any, day: str) -> int:
    cursor.execute(
        "SELECT count(*) FROM enterprises_enterprise WHERE licensed_on <= %s AND (left_on IS NULL OR left_on > %s)",
        [day, day],
    )
    return int(cursor.fetchone()[0])
