"""What can be done with needs, offers and introductions. Each function is one act: one transaction, at least one trace."""

from kudosbay.introductions.commands.agreeing import agree, decline, resume_introduction, withdraw_agreement
from kudosbay.introductions.commands.directory import ask_member, join_directory, leave_directory
from kudosbay.introductions.commands.following import (
    Outcome,
    answer_follow_up,
    arrange_meeting,
    ask_follow_up,
    record_outcome,
    record_receipt,
)
from kudosbay.introductions.commands.leads import Lead, plan_for_lead, take_lead, the_centre
from kudosbay.introductions.commands.matching import answer_notice, pass_answer_on, propose_introduction
from kudosbay.introductions.commands.notices import (
    Party,
    Said,
    change_notice,
    close_notice,
    expire_notice,
    note_export,
    post_notice,
    publish_notice,
    send_notice_back,
)
from kudosbay.introductions.commands.oneself import name_oneself
from kudosbay.introductions.commands.parking import REASONS

__all__ = [
    "REASONS",
    "Lead",
    "Outcome",
    "Party",
    "Said",
    "agree",
    "answer_follow_up",
    "answer_notice",
    "arrange_meeting",
    "ask_follow_up",
    "ask_member",
    "change_notice",
    "close_notice",
    "decline",
    "expire_notice",
    "join_directory",
    "leave_directory",
    "name_oneself",
    "note_export",
    "pass_answer_on",
    "plan_for_lead",
    "post_notice",
    "propose_introduction",
    "publish_notice",
    "record_outcome",
    "record_receipt",
    "resume_introduction",
    "send_notice_back",
    "take_lead",
    "the_centre",
    "withdraw_agreement",
]
