"""What a kind of gathering declares, and how its own fields are written by hand: one thing a line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kudosbay.kernel.errors import Refused

SLASH: Final = " / "
MOST_LINES: Final = 40
LONGEST: Final = 300
Value = Any


@dataclass(frozen=True, slots=True)
class Shape:
    """How a value is read from lines that a person typed, and written back to them."""

    read: Callable[[str], Value]
    write: Callable[[Value], str]


@dataclass(frozen=True, slots=True)
class Extra:
    """A field that only this kind has."""

    name: str
    label: Promise
    shape: Shape
    hint: Promise | str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """`is_public`: stands on the public list and takes bookings. `is_meeting`: counts among meetings and trainings."""

    key: str
    label: Promise
    is_public: bool
    is_meeting: bool = False
    certifies: bool = False
    extras: tuple[Extra, ...] = ()


def lines(text: str) -> list[str]:
    found = [line.strip() for line in text.replace("\x00", "").splitlines() if line.strip()]
    if len(found) > MOST_LINES or any(len(line) > LONGEST for line in found):
        raise Refused(_("This is too long. Write one short line for each."))
    return found


def both(text: str) -> dict[str, str]:
    """Read `中文 / English`; one without a slash is taken for Chinese."""
    chinese, _slash, english = text.partition(SLASH)
    return {"zh-Hans": chinese.strip()} | ({"en": english.strip()} if english.strip() else {})


def said(texts: Mapping[str, str]) -> str:
    return SLASH.join(texts[lang] for lang in ("zh-Hans", "en") if texts.get(lang))


def _read_members(text: str) -> list[dict[str, Any]]:
    return [{"offices": [both(office) for office in line.split(";") if office.strip()]} for line in lines(text)]


def _write_members(members: list[dict[str, Any]]) -> str:
    return "\n".join("; ".join(said(office) for office in member["offices"]) for member in members)


def _read_stops(text: str) -> list[dict[str, Any]]:
    return [_stop(line) for line in lines(text)]


def _stop(line: str) -> dict[str, Any]:
    minutes, bar, place = line.partition("|")
    if not bar or not minutes.strip().isdecimal() or not place.strip():
        raise Refused(_("Write each stop as minutes, a bar and the place: 15 | 一楼 / Ground floor"))
    return {"minutes": int(minutes.strip()[:4]), "place": both(place)}


def _write_stops(stops: list[dict[str, Any]]) -> str:
    return "\n".join(f"{stop['minutes']} | {said(stop['place'])}" for stop in stops)


def _read_both(text: str) -> dict[str, str]:
    return both(" ".join(lines(text)))


TEXT: Final = Shape(_read_both, said)
MEMBERS: Final = Shape(_read_members, _write_members)
STOPS: Final = Shape(_read_stops, _write_stops)
