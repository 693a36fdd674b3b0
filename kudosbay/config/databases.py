"""Database addresses: one URL decides between SQLite (one machine) and PostgreSQL (several hosts)."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

# WAL and FULL: what a person was told is saved survives a power cut; IMMEDIATE: read-then-write never fails half-way.
# Each thread keeps a connection with a cache of its own: 4 MB.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA busy_timeout=10000; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-4000;"
)


def sqlite(path: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        # Kept open: the first connection to a file in WAL mode must write, which on a full disk would end all reading.
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 10, "init_command": SQLITE_PRAGMAS},
    }


def postgresql(url: str, *, pooled: bool) -> dict[str, Any]:
    parts = urlsplit(url)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    if pooled:
        options["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


def from_url(url: str, *, data_dir: Path, pooled: bool = True) -> dict[str, Any]:
    """Django's settings of one database. An empty URL is SQLite inside `data_dir`."""
    if not url:
        return sqlite(str(data_dir / "kudosbay.sqlite3"))
    scheme = urlsplit(url).scheme
    if scheme == "sqlite":
        return sqlite(url.removeprefix("sqlite:///") or ":memory:")
    if scheme in {"postgres", "postgresql"}:
        return postgresql(url, pooled=pooled)
    message = f"KUDOSBAY_DATABASE_URL begins with {scheme!r}: use sqlite:/// or postgresql://"
    raise ValueError(message)
