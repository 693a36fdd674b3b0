"""How often one may try. Counted in the database, so that the count holds over all processes.

The narrow limit is per account and place: whoever guesses from elsewhere never locks the owner out.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext as _

from kudosbay.accounts import seals
from kudosbay.accounts.models import Attempt, SignIn, User
from kudosbay.kernel.errors import Refused

PER_ACCOUNT_AND_PLACE: Final = 10
ACCOUNT_WINDOW: Final = timedelta(minutes=15)
PER_PLACE: Final = 100
PLACE_WINDOW: Final = timedelta(hours=1)
LETTERS_PER_ADDRESS: Final = 10  # in PLACE_WINDOW, from anywhere: nobody's mailbox is flooded through us


class TooManyTries(Refused):
    """The place, or the account from this place, has tried too often."""


def spend(account: str, *, place: str, now: datetime) -> Attempt:
    """Count one try before it is made, or raise TooManyTries. `place` is the network address."""
    attempt = Attempt.objects.create(
        account_hash=seals.digest("account", account), place_hash=seals.digest("place", place), at=now
    )
    if _over(attempt, now):
        raise TooManyTries(_("That was tried too often. Wait 15 minutes, or sign in on another network."))
    return attempt


def give_back(attempt: Attempt) -> None:
    """Forget a try that was right."""
    Attempt.objects.filter(pk=attempt.pk).delete()


def spend_codes(user: User | None, *, now: datetime) -> None:
    """A wrong code takes one try from each open code of the account; from nobody's, it costs the same."""
    open_ones = SignIn.objects.usable(now).filter(user_id=user.pk if user else 0)
    open_ones.update(tries=models.F("tries") + 1)


def _over(attempt: Attempt, now: datetime) -> bool:
    here = Attempt.objects.filter(place_hash=attempt.place_hash)
    of_account = here.filter(account_hash=attempt.account_hash, at__gt=now - ACCOUNT_WINDOW)
    return of_account.count() > PER_ACCOUNT_AND_PLACE or here.filter(at__gt=now - PLACE_WINDOW).count() > PER_PLACE


def letters_left(address: str, *, now: datetime) -> bool:
    """Whether one more letter may go to this address; counted over all places."""
    asked = Attempt.objects.filter(account_hash=seals.digest("account", letter_key(address)), at__gt=now - PLACE_WINDOW)
    return asked.count() <= LETTERS_PER_ADDRESS


def letter_key(address: str) -> str:
    return f"letter:{address}"
