"""What changes messages: to one person, and to many."""

from kudosbay.messaging.commands.campaigns import (
    approve_campaign,
    change_campaign,
    draft_campaign,
    pause_campaign,
    queue_recipients,
    resume_campaign,
    stop_campaign,
    test_campaign,
)
from kudosbay.messaging.commands.notices import (
    claim_test,
    note,
    note_export,
    notify,
    open_thread,
    post_message,
    read_thread,
    requeue,
    suppress_address,
)

__all__ = [
    "approve_campaign",
    "change_campaign",
    "claim_test",
    "draft_campaign",
    "note",
    "note_export",
    "notify",
    "open_thread",
    "pause_campaign",
    "post_message",
    "queue_recipients",
    "read_thread",
    "requeue",
    "resume_campaign",
    "stop_campaign",
    "suppress_address",
    "test_campaign",
]
