"""What comes due by itself: notices end after their last day, follow-ups are asked. Safe to run twice."""

from datetime import datetime

from django.utils import timezone
from django.utils.timezone import localdate

from kudosbay.introductions.commands import ask_follow_up, expire_notice
from kudosbay.introductions.queries import follow_ups_to_ask, lapsed_notices
from kudosbay.kernel.jobs import Hands, periodic
from kudosbay.kernel.trail import MACHINE


def do_what_is_due(*, now: datetime) -> int:
    """Return how much was done; what one act refuses stays for the next round and holds nothing else up."""
    ended = [expire_notice(notice, by=MACHINE, now=now) for notice in lapsed_notices(localdate(now))]
    asked = [ask_follow_up(one, by=MACHINE, now=now) for one in follow_ups_to_ask(now)]
    return len([one for one in [*ended, *asked] if one])


def keep_up(_hands: Hands) -> None:
    do_what_is_due(now=timezone.now())


periodic("introductions.keep_up", 900, keep_up)
