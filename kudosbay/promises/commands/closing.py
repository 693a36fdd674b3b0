from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused
from kudosbay.promises.commands.locking import locked, subjects, turn
from kudosbay.promises.commands.making import look_into
from kudosbay.promises.models import Promise
from kudosbay.promises.policy import must_be_asker, must_speak_for_asker
from kudosbay.promises.standards import BAD_MARK, due_time, reopen_until
from kudosbay.promises.telling import tell, tell_staff

Status = Promise.Status
MARKS = range(1, 6)


@transaction.atomic
def confirm(promise: Promise, *, seen: int, by: User, now: datetime) -> Promise:
    """The asker says that it is done: only now it is closed."""
    promise = locked(promise)
    must_be_asker(promise, by)
    return _closed(promise, seen=seen, by=by, now=now)


@transaction.atomic
def note_confirmation(promise: Promise, how: str, *, seen: int, by: User, now: datetime) -> Promise:
    """Note that an asker without an account has confirmed, and how we know."""
    promise = locked(promise)
    must_speak_for_asker(promise, by)
    if not how.strip():
        raise Refused(_("Say how you know: a letter, a call, at the counter."), field="how")
    promise.confirmed_how = how.strip()[:300]
    return _closed(promise, seen=seen, by=by, now=now)


def _closed(promise: Promise, *, seen: int, by: User, now: datetime) -> Promise:
    turn(promise, Status.KEPT, seen=seen, now=now, closed_at=now)
    trail.record(by, "promise.confirmed", on=subjects(promise), facts={"in_time": promise.in_time})
    tell(promise, "promise_closed", act=str(promise.version), by=by, now=now)
    return promise


@transaction.atomic
def reopen(promise: Promise, because: str, *, seen: int, by: User, now: datetime) -> Promise:
    """The asker says that it is not done. After confirming, that is possible for some weeks; the clock begins anew."""
    promise = locked(promise)
    must_be_asker(promise, by)
    if promise.closed_at and now > reopen_until(promise.closed_at):
        raise Refused(_("This was confirmed some time ago. Ask anew, and we look at it again."))
    if not because.strip():
        raise Refused(_("Say what is still missing."), field="because")
    due = due_time(promise.kind, service=promise.service, made_at=now)
    turn(promise, Status.REOPENED, seen=seen, now=now, due_at=due, closed_at=None, replied_at=None, stair=0)
    why = because.replace("\x00", "").strip()[:2000]
    trail.record(by, "promise.reopened", on=subjects(promise), values={"because": why})
    tell_staff(promise.owner, "promise_reopened", promise, act=str(promise.version), by=by, now=now)
    return promise


@transaction.atomic
def withdraw(promise: Promise, *, seen: int, by: User, now: datetime) -> Promise:
    promise = locked(promise)
    must_be_asker(promise, by)
    turn(promise, Status.WITHDRAWN, seen=seen, now=now, closed_at=now)
    trail.record(by, "promise.withdrawn", on=subjects(promise))
    return promise


@transaction.atomic
def rate(promise: Promise, mark: int, words: str, *, by: User, now: datetime) -> Promise:
    """Keep one mark from 1 to 5 after it is closed; a bad one goes to the manager to be looked into."""
    promise = locked(promise)
    must_be_asker(promise, by)
    if promise.status != Status.KEPT or promise.rating is not None:
        raise Refused(_("A mark is given once, after you confirmed."))
    if mark not in MARKS:
        raise Refused(_("Choose one of the five marks."), field="mark")
    promise.rating, promise.rating_words, promise.rated_at = mark, words.replace("\x00", "").strip()[:2000], now
    promise.save(update_fields=["rating", "rating_words", "rated_at"])
    trail.record(by, "promise.rated", on=subjects(promise), facts={"mark": mark})
    if mark <= BAD_MARK:
        opened = look_into(promise, mark=mark, now=now)
        trail.record(trail.MACHINE, "promise.look_asked", on=[opened, promise], facts={"mark": mark})
        tell_staff(opened.owner, "promise_new", opened, act="new", by=trail.MACHINE, now=now)
    return promise
