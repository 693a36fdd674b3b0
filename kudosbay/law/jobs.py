"""The worker decides by the pack of the day, and the doctor says which that is."""

from datetime import datetime

from django.utils import timezone
from django.utils.timezone import localdate

from kudosbay.kernel.doctor import Finding, question
from kudosbay.kernel.jobs import Hands, sweep
from kudosbay.law.health import health
from kudosbay.law.laying import bring_in_force

MINUTE = 60


def look(_hands: Hands) -> None:
    bring_in_force(localdate(timezone.now()))


sweep("law.in_force", MINUTE, look)


@question("rules")
def rules(now: datetime) -> Finding:
    found = health(today=localdate(now))
    return Finding(found.well, found.words)
