"""What can be done with needs, offers and introductions. Each function is one act: one transaction, at least one trace."""

from kudosbay.introductions.commands.agreeing import agree, decline, resume_introduction, withdraw_agreement
from kudosbay.introductions.commands.following import (
    Outcome,
    answer_follow_up,
    arrange_meeting,
    ask_follow_up,
    record_outcome,
    record_receipt,
)
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

__all__ = [
    "Outcome",
    "Party",
    "Said",
    "agree",
    "answer_follow_up",
    "answer_notice",
    "arrange_meeting",
    "ask_follow_up",
    "change_notice",
    "close_notice",
    "decline",
    "expire_notice",
    "note_export",
    "pass_answer_on",
    "post_notice",
    "propose_introduction",
    "publish_notice",
    "record_outcome",
    "record_receipt",
    "resume_introduction",
    "send_notice_back",
    "withdraw_agreement",
]
