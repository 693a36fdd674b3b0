"""The address under which a reader's calendar finds the duties of a firm."""

from datetime import datetime

from django.db import transaction

from kudosbay.accounts.models import User
from kudosbay.compliance.models import DutyFeed
from kudosbay.enterprises.models import Enterprise
from kudosbay.kernel import trail
from kudosbay.kernel.ids import secret_token


@transaction.atomic
def open_duty_feed(enterprise: Enterprise, *, language: str, by: User, now: datetime) -> DutyFeed:
    """Return the reader's address for the firm in a language, made if there is none."""
    feed, made = DutyFeed.objects.get_or_create(
        enterprise=enterprise, user=by, language=language, defaults={"token": secret_token(), "made_at": now}
    )
    if made:
        trail.record(by, "duty_feed.opened", on=[feed, enterprise])
    return feed


@transaction.atomic
def renew_duty_feed(enterprise: Enterprise, *, language: str, by: User, now: datetime) -> DutyFeed:
    """Give the calendar another address: the old one answers no more."""
    DutyFeed.objects.filter(enterprise=enterprise, user=by, language=language).delete()
    feed = DutyFeed.objects.create(enterprise=enterprise, user=by, language=language, token=secret_token(), made_at=now)
    trail.record(by, "duty_feed.renewed", on=[feed, enterprise])
    return feed
