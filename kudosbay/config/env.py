"""Typed readers of the environment. The settings page of the docs is made from what they register."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Setting:
    """One documented setting: its name in the environment, its default as text, and what it does."""

    name: str
    kind: str
    default: str
    help: str


REGISTRY: dict[str, Setting] = {}


def _read(name: str, *, kind: str, default: str, text: str) -> str:
    REGISTRY[name] = Setting(name, kind, default, text)
    return os.environ.get(name, default)


def text(name: str, default: str = "", *, about: str) -> str:
    return _read(name, kind="text", default=default, text=about)


def integer(name: str, default: int, *, about: str) -> int:
    raw = _read(name, kind="whole number", default=str(default), text=about)
    try:
        return int(raw)
    except ValueError as error:
        message = f"{name}={raw!r} is not a whole number"
        raise ValueError(message) from error


def flag(name: str, *, default: bool, about: str) -> bool:
    raw = _read(name, kind="yes or no", default="yes" if default else "no", text=about)
    if raw.lower() in {"1", "yes", "true", "on"}:
        return True
    if raw.lower() in {"0", "no", "false", "off", ""}:
        return False
    message = f"{name}={raw!r} is neither yes nor no"
    raise ValueError(message)


def items(name: str, default: str = "", *, about: str) -> list[str]:
    raw = _read(name, kind="list, separated by commas", default=default, text=about)
    return [part.strip() for part in raw.split(",") if part.strip()]


def folder(name: str, default: Path, *, shown: str, about: str) -> Path:
    """Read a folder's path; `shown` stands in the docs for a default that depends on the machine."""
    REGISTRY[name] = Setting(name, "folder", shown, about)
    return Path(os.environ.get(name) or default).expanduser().resolve()
