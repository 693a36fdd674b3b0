"""What changes people: the record, consents, papers of identity, who brought them, and what a wisdom guest brings."""

from kudosbay.people.commands.guests import (
    Agreed,
    Credit,
    Profile,
    credit_source,
    keep_guest_profile,
    note_guests_export,
)
from kudosbay.people.commands.merging import forget_merge, merge_people, undo_merge
from kudosbay.people.commands.registry import (
    Revealed,
    add_identifier,
    change_person,
    give_consent,
    hand_over_way_in,
    link_account,
    note_export,
    register_person,
    reveal_identifier,
    withdraw_consent,
)

__all__ = [
    "Agreed",
    "Credit",
    "Profile",
    "Revealed",
    "add_identifier",
    "change_person",
    "credit_source",
    "forget_merge",
    "give_consent",
    "hand_over_way_in",
    "keep_guest_profile",
    "link_account",
    "merge_people",
    "note_export",
    "note_guests_export",
    "register_person",
    "reveal_identifier",
    "undo_merge",
    "withdraw_consent",
]
