"""The door for replies of strangers: counted before anything is kept. Not atomic as a whole: a refused try stays counted."""

from datetime import datetime, timedelta
from typing import Final

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

from kudosbay.accounts import limits
from kudosbay.accounts.addresses import read_address
from kudosbay.accounts.policy import STRANGER
from kudosbay.kernel.errors import Refused
from kudosbay.publications.commands import Written, send_reply
from kudosbay.publications.models import Publication, Reply

SHORTEST: Final = timedelta(seconds=3)  # nobody reads and writes in less
LONGEST: Final = timedelta(days=1)
_STAMP: Final = Signer(salt="kudosbay.publications.reply")


class TooQuick(Refused):
    """The form came back sooner than anybody can fill it in, or long after it was opened."""


def stamp(now: datetime) -> str:
    """Return when a form was opened, signed, to be sent along with it."""
    return _STAMP.sign(str(int(now.timestamp())))


def take_reply(publication: Publication, written: Written, *, language: str, place: str, now: datetime) -> Reply:
    """Keep a reply, if the place and the address have not sent too many."""
    address = read_address(written.email)
    limits.spend(limits.letter_key(address), place=place, now=now)
    if not limits.letters_left(address, now=now):
        raise limits.TooManyTries(_("That was tried too often. Wait an hour, then send it again."))
    return send_reply(publication, written, language=language, by=STRANGER, now=now)


def check_stamp(sealed: str, *, now: datetime) -> None:
    try:
        opened = datetime.fromtimestamp(int(_STAMP.unsign(sealed)), tz=now.tzinfo)
    except (BadSignature, ValueError, OverflowError) as error:
        raise TooQuick(_("This form is too old. Your words are still here: send them again.")) from error
    if now - opened < SHORTEST:
        raise TooQuick(_("That was very quick. Look over your words, then send them."))
    if now - opened > LONGEST:
        raise TooQuick(_("This form is too old. Your words are still here: send them again."))
