"""What can be done with cases. Each function is one act: one transaction, at least one trace."""

from kudosbay.cases.commands.agreements import (
    SIGNED_COPY,
    change_lines,
    confirm_signature,
    draft_agreement,
    note_deposit,
    offer_agreement,
    send_signed_copy,
    send_signed_copy_back,
    withdraw_agreement,
)
from kudosbay.cases.commands.bulk import postpone_cases, reassign_cases, remind_founders, undo_bulk
from kudosbay.cases.commands.counter import Visitor, start_at_counter
from kudosbay.cases.commands.law import (
    accept_proposal,
    accept_proposals,
    approve_law,
    decline_proposal,
    draft_law_message,
    propose_again,
    renew_proposal,
    withdraw_law,
)
from kudosbay.cases.commands.licence import record_case_licence
from kudosbay.cases.commands.opening import Beginning, Newcomer, begin_case, introduce_oneself
from kudosbay.cases.commands.papers import (
    accept_paper,
    discard_draft,
    note_draft_seen,
    prepare_paper,
    reuse_paper,
    send_draft,
    send_paper,
    send_paper_back,
)
from kudosbay.cases.commands.plans import reopen_plan, save_plan
from kudosbay.cases.commands.start import change_facts, close_case, reopen_case, start_case
from kudosbay.cases.commands.steps import do_own_step, drop_step, finish_step, start_step, submit_step, take_back_step
from kudosbay.cases.commands.talk import note_on_case, write_to_adviser, write_to_founder

__all__ = [
    "SIGNED_COPY",
    "Beginning",
    "Newcomer",
    "Visitor",
    "accept_paper",
    "accept_proposal",
    "accept_proposals",
    "approve_law",
    "begin_case",
    "change_facts",
    "change_lines",
    "close_case",
    "confirm_signature",
    "decline_proposal",
    "discard_draft",
    "do_own_step",
    "draft_agreement",
    "draft_law_message",
    "drop_step",
    "finish_step",
    "introduce_oneself",
    "note_deposit",
    "note_draft_seen",
    "note_on_case",
    "offer_agreement",
    "postpone_cases",
    "prepare_paper",
    "propose_again",
    "reassign_cases",
    "record_case_licence",
    "remind_founders",
    "renew_proposal",
    "reopen_case",
    "reopen_plan",
    "reuse_paper",
    "save_plan",
    "send_draft",
    "send_paper",
    "send_paper_back",
    "send_signed_copy",
    "send_signed_copy_back",
    "start_at_counter",
    "start_case",
    "start_step",
    "submit_step",
    "take_back_step",
    "undo_bulk",
    "withdraw_agreement",
    "withdraw_law",
    "write_to_adviser",
    "write_to_founder",
]
