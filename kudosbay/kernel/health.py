"""Whether this installation can do its work now, in one word for each thing; nothing here tells where or how much."""

import os
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connection

LEAST_BYTES: Final = 64 * 2**20  # below this the next upload or the next write of the database may fail


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone())
    except DatabaseError:
        return False


def disk_has_room() -> bool:
    """Whether the disk of papers and database takes more."""
    found = os.statvfs(settings.DATA_DIR)
    return found.f_bavail * found.f_frsize >= LEAST_BYTES


def health() -> dict[str, str]:
    return {
        "database": "ok" if database_answers() else "silent",
        "disk": "ok" if disk_has_room() else "full",
    }
