"""What changes enterprises, their growth, and the milestones of the centre and of its firms."""

from kudosbay.enterprises.commands.growth import (
    WhereFrom,
    record_stage,
    record_where_from,
    register_moved_in,
    take_back_stage,
)
from kudosbay.enterprises.commands.milestones import (
    Honour,
    add_assessment,
    add_milestone,
    add_term,
    amend_milestone,
    note_milestones_export,
)
from kudosbay.enterprises.commands.registry import (
    Licence,
    Share,
    appoint_officer,
    change_address,
    change_capital,
    correct_investor,
    correct_licence,
    note_export,
    record_departure,
    record_licence,
    record_registration,
)

__all__ = [
    "Honour",
    "Licence",
    "Share",
    "WhereFrom",
    "add_assessment",
    "add_milestone",
    "add_term",
    "amend_milestone",
    "appoint_officer",
    "change_address",
    "change_capital",
    "correct_investor",
    "correct_licence",
    "note_export",
    "note_milestones_export",
    "record_departure",
    "record_licence",
    "record_registration",
    "record_stage",
    "record_where_from",
    "register_moved_in",
    "take_back_stage",
]
