"""What the pages of the house show: floors as strips of tiles, the pool of addresses in words."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.faces.desk.table import Column
from kudosbay.faces.verbs import verb_words
from kudosbay.kernel import formats
from kudosbay.kernel.models import TrailEntry
from kudosbay.premises import queries
from kudosbay.premises.models import Occupancy, RegisteredAddress, Room
from kudosbay.premises.queries import Floor, Sitting
from kudosbay.premises.space import space
from kudosbay.promises.queries import space_asked

WIDTH, GAP, HEIGHT = 960, 4, 44
SOON = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Tile:
    """One room of a strip, as wide as its share of the floor."""

    room: Room
    x: float
    width: float
    state: str
    said: str
    href: str


def state_of(sitting: Sitting, day: date) -> str:
    held = sitting.occupancy
    if held is None:
        return "free"
    if held.holder != Occupancy.Holder.ENTERPRISE:
        return str(held.holder)
    return "ending" if held.agreed_until and held.agreed_until <= day + SOON else "let"


def state_words() -> dict[str, str]:
    return {
        "let": _("let"),
        "ending": _("agreement ends within 60 days"),
        "free": _("free"),
        "centre": _("the centre’s own"),
        "public": _("open to the public"),
    }


def who(sitting: Sitting) -> str:
    held = sitting.occupancy
    return str(held.enterprise or held.get_holder_display()) if held else _("free")


def strip(floor: Floor, day: date) -> list[Tile]:
    """Place the rooms of a floor side by side, as they lie on the plan."""
    whole, tiles, x = float(floor.area) or 1, [], 0.0
    room_for = WIDTH - GAP * max(0, len(floor.rooms) - 1)
    words = state_words()
    for one in floor.rooms:
        width = float(one.room.area) / whole * room_for
        state = state_of(one, day)
        said = f"{one.room.number} · {who(one)} · {words[state]}"
        address = reverse("desk:room", args=[one.room.pk])
        tiles.append(Tile(one.room, round(x, 1), round(width, 1), state, said, address))
        x += width + GAP
    return tiles


def _floor(floor: Floor, day: date) -> dict[str, Any]:
    rows = [(one, who(one), state_of(one, day)) for one in floor.rooms]
    return {"floor": floor, "tiles": strip(floor, day), "rows": rows, "free": sum(row[2] == "free" for row in rows)}


def house_page(user: User, day: date) -> dict[str, Any]:
    shown = queries.floors(user, day)
    return {
        "day": day,
        "floors": [_floor(one, day) for one in shown],
        "rows": any(floor.rooms for floor in shown),
        "room": space(day),
        "asked": space_asked(user),
        "words": state_words(),
        "width": WIDTH,
        "height": HEIGHT,
        "capacity": queries.capacity(day),
    }


def room_page(room: Room, day: date) -> dict[str, Any]:
    history = queries.room_history(room)
    return {
        "room": room,
        "history": history,
        "held": next((one for one in history if one.valid_to is None or one.valid_to > day), None),
        "happenings": [told(entry) for entry in queries.room_timeline(room)],
    }


def address_page(address: RegisteredAddress) -> dict[str, Any]:
    return {
        "address": address,
        "happenings": [told(entry) for entry in queries.address_timeline(address)],
    }


def told(entry: TrailEntry) -> dict[str, str]:
    kept = getattr(entry, "value", None)
    said = [str(entry.facts[name]) for name in ("room", "case", "on", "from", "until") if entry.facts.get(name)]
    said += [str(kept.values["because"])] if kept and kept.values.get("because") else []
    return {"title": verb_words(entry.verb), "when": formats.moment_words(entry.at), "text": " · ".join(said)}


def columns() -> list[Column]:
    return [
        Column(_("Reference"), lambda row: row.reference),
        Column(_("Address"), lambda row: row.text),
        Column(_("State"), lambda row: row.get_status_display()),
        Column(_("Enterprise"), lambda row: row.enterprise),
        Column(_("Case"), lambda row: row.case_reference),
        Column(_("Reserved on"), lambda row: row.reserved_on),
        Column(_("Allotted on"), lambda row: row.allotted_on),
        Column(_("Agreed until"), lambda row: row.agreed_until),
        Column(_("Given back on"), lambda row: row.ended_on),
    ]
