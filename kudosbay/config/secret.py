"""The installation's secret: given by the operator, or made once and kept beside the data with mode 0600."""

import os
import secrets
from pathlib import Path


def secret_key(given: str, *, data_dir: Path) -> str:
    return given or _kept(data_dir / "secret_key")


def _kept(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        made = secrets.token_urlsafe(48)
        file.write(made)
    return made
