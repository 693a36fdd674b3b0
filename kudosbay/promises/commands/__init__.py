"""Everything that changes promises."""

from kudosbay.promises.commands.closing import confirm, note_confirmation, rate, reopen, withdraw
from kudosbay.promises.commands.grouping import hand_over_many, pass_upward
from kudosbay.promises.commands.making import Wish, ask, make_promise
from kudosbay.promises.commands.publishing import answer_with, draft_answer, release_answer
from kudosbay.promises.commands.staircase import climb
from kudosbay.promises.commands.talking import write_as_asker, write_to_asker
from kudosbay.promises.commands.working import (
    accept_promise,
    add_step,
    finish_step,
    hand_over,
    note_export,
    pass_on,
    reply,
    take_back,
    translate_promise,
)
from kudosbay.promises.commands.zone import (
    change_quota,
    grant,
    move_up,
    nominate,
    send_nominations,
    set_quota,
    turn_down,
)

__all__ = [
    "Wish",
    "accept_promise",
    "add_step",
    "answer_with",
    "ask",
    "change_quota",
    "climb",
    "confirm",
    "draft_answer",
    "finish_step",
    "grant",
    "hand_over",
    "hand_over_many",
    "make_promise",
    "move_up",
    "nominate",
    "note_confirmation",
    "note_export",
    "pass_on",
    "pass_upward",
    "rate",
    "release_answer",
    "reopen",
    "reply",
    "send_nominations",
    "set_quota",
    "take_back",
    "translate_promise",
    "turn_down",
    "withdraw",
    "write_as_asker",
    "write_to_asker",
]
