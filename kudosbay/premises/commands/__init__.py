"""What changes the house: rooms and who sits in them, registered addresses from reservation to giving back."""

from kudosbay.premises.commands.addresses import (
    For,
    allot_address,
    expire_reservations,
    note_addresses_export,
    release_address,
    release_of_those_who_left,
    reserve_address,
)
from kudosbay.premises.commands.rooms import Occupant, add_room, end_occupancy, let_room

__all__ = [
    "For",
    "Occupant",
    "add_room",
    "allot_address",
    "end_occupancy",
    "expire_reservations",
    "let_room",
    "note_addresses_export",
    "release_address",
    "release_of_those_who_left",
    "reserve_address",
]
