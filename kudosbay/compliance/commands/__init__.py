"""Everything that changes who may file, and the returns that are filed."""

from kudosbay.compliance.commands.authority import (
    Engaged,
    Granted,
    Told,
    check_real_name,
    end_engagement,
    end_real_name,
    engage,
    give_mandate,
    revoke_mandate,
    tell_profile,
)
from kudosbay.compliance.commands.batches import (
    add_firms,
    close_batch,
    note_filings_export,
    open_batch,
    reopen_batch,
    warn_of_last_day,
)
from kudosbay.compliance.commands.feeds import open_duty_feed, renew_duty_feed
from kudosbay.compliance.commands.many import act_on_return, act_on_returns
from kudosbay.compliance.commands.returns import (
    Sums,
    confirm_on_paper,
    confirm_return,
    prepare_return,
    record_payment,
    record_receipt,
    record_rejection,
    send_back_return,
)
from kudosbay.compliance.commands.setting_aside import (
    accept_reason,
    block_return,
    set_return_aside,
    unblock_return,
)

__all__ = [
    "Engaged",
    "Granted",
    "Sums",
    "Told",
    "accept_reason",
    "act_on_return",
    "act_on_returns",
    "add_firms",
    "block_return",
    "check_real_name",
    "close_batch",
    "confirm_on_paper",
    "confirm_return",
    "end_engagement",
    "end_real_name",
    "engage",
    "give_mandate",
    "note_filings_export",
    "open_batch",
    "open_duty_feed",
    "prepare_return",
    "record_payment",
    "record_receipt",
    "record_rejection",
    "renew_duty_feed",
    "reopen_batch",
    "revoke_mandate",
    "send_back_return",
    "set_return_aside",
    "tell_profile",
    "unblock_return",
    "warn_of_last_day",
]
