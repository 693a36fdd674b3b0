"""Everything that changes gatherings."""

from kudosbay.gatherings.commands.door import (
    Newcomer,
    Noted,
    NoTicket,
    check_in,
    check_out,
    mark_absent,
    tick_from_paper,
    undo_check_in,
    walk_in,
)
from kudosbay.gatherings.commands.following import Course, follow_up, note_wish
from kudosbay.gatherings.commands.keeping import (
    add_material,
    freeze_figures,
    give_feedback,
    make_certificate,
    note_statement,
    open_feed,
    renew_feed,
)
from kudosbay.gatherings.commands.links import DAYS, OPENED, end_link, note_look, open_link
from kudosbay.gatherings.commands.newcomers import Introduced, introduce
from kudosbay.gatherings.commands.packs import ask_pack, give_up_pack, keep_pack
from kudosbay.gatherings.commands.planning import (
    begin_series,
    cancel_gathering,
    change_gathering,
    close_sign_up,
    open_sign_up,
    plan_gathering,
    record_held,
)
from kudosbay.gatherings.commands.reminding import note_export, remind
from kudosbay.gatherings.commands.seats import (
    accept_offer,
    approve_booking,
    cancel_booking,
    decline_booking,
    lapse_offer,
    sign_up,
)
from kudosbay.gatherings.commands.spreading import spread_publication, take_off_publication

__all__ = [
    "DAYS",
    "OPENED",
    "Course",
    "Introduced",
    "Newcomer",
    "NoTicket",
    "Noted",
    "accept_offer",
    "add_material",
    "approve_booking",
    "ask_pack",
    "begin_series",
    "cancel_booking",
    "cancel_gathering",
    "change_gathering",
    "check_in",
    "check_out",
    "close_sign_up",
    "decline_booking",
    "end_link",
    "follow_up",
    "freeze_figures",
    "give_feedback",
    "give_up_pack",
    "introduce",
    "keep_pack",
    "lapse_offer",
    "make_certificate",
    "mark_absent",
    "note_export",
    "note_look",
    "note_statement",
    "note_wish",
    "open_feed",
    "open_link",
    "open_sign_up",
    "plan_gathering",
    "record_held",
    "remind",
    "renew_feed",
    "sign_up",
    "spread_publication",
    "take_off_publication",
    "tick_from_paper",
    "undo_check_in",
    "walk_in",
]
