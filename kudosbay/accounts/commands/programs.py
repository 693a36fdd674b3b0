"""Keys by which programs read the centre's figures in somebody's place."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts import seals
from kudosbay.accounts.models import ProgramKey, User
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.ids import secret_token

PREFIX: Final = "kb_"  # so that a key left in a file is recognised for what it is
MOST: Final = 10
PURPOSE: Final = "program_key"


@transaction.atomic
def make_program_key(*, name: str, days: int, by: User, now: datetime) -> tuple[ProgramKey, str]:
    """Return the row and the key itself, which nobody can be shown again. It stands for whoever makes it."""
    user = User.objects.select_for_update().get(pk=by.pk)
    if ProgramKey.objects.usable(now).filter(user=user).count() >= MOST:
        raise Refused(_("At most %(most)s keys at a time: end one that is not used.") % {"most": MOST}, field="name")
    key = PREFIX + secret_token()
    row = ProgramKey.objects.create(
        user=user,
        name=name,
        key_hash=seals.digest(PURPOSE, key),
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    trail.record(by, "account.program_key_made", on=[user], facts={"key": row.pk, "days": days})
    return row, key


@transaction.atomic
def note_use(key: ProgramKey, *, by: User, now: datetime) -> None:
    """Remember the day on which a program last read, once a day."""
    today = localdate(now)
    if key.used_on != today:
        ProgramKey.objects.filter(pk=key.pk, user=by).update(used_on=today)


@transaction.atomic
def end_program_key(key: ProgramKey, *, by: User, now: datetime) -> ProgramKey:
    """Let nothing be read by it from now on. Ending it again changes nothing."""
    key = ProgramKey.objects.select_for_update().get(pk=key.pk)
    if key.ended_at is None:
        key.ended_at = now
        key.save(update_fields=["ended_at"])
        trail.record(by, "account.program_key_ended", on=[key.user], facts={"key": key.pk})
    return key
