from datetime import datetime

from django.contrib.sessions.models import Session
from django.utils import timezone

from kudosbay.accounts.commands import forget_old_tries
from kudosbay.kernel.jobs import Hands, periodic
from kudosbay.kernel.trail import MACHINE


def forget_what_ended(*, now: datetime) -> int:
    """Delete sessions that ended, and links, codes and counted tries of yesterday; return how many sessions."""
    forget_old_tries(by=MACHINE, now=now)
    gone, _kinds = Session.objects.filter(expire_date__lt=now).delete()
    return gone


def forget(_hands: Hands) -> None:
    forget_what_ended(now=timezone.now())


periodic("accounts.forget", 3600, forget)
