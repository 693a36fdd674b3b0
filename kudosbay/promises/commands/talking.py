from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused
from kudosbay.messaging.commands import open_thread, post_message
from kudosbay.messaging.models import Message
from kudosbay.promises.commands.locking import locked, subjects
from kudosbay.promises.models import Promise
from kudosbay.promises.policy import must_be_asker, must_work_on
from kudosbay.promises.telling import tell_staff


@transaction.atomic
def write_to_asker(promise: Promise, text: str, *, by: User, now: datetime) -> Message:
    promise = locked(promise)
    must_work_on(promise, by)
    message = _write(promise, text, by=by, now=now)
    trail.record(by, "promise.message_out", on=subjects(promise), facts={"message": message.pk})
    return message


@transaction.atomic
def write_as_asker(promise: Promise, text: str, *, by: User, now: datetime) -> Message:
    promise = locked(promise)
    must_be_asker(promise, by)
    message = _write(promise, text, by=by, now=now, for_person=by.pk == promise.agent_id)
    trail.record(by, "promise.message_in", on=subjects(promise), facts={"message": message.pk})
    tell_staff(promise.owner, "promise_message", promise, act=str(message.pk), by=by, now=now)
    return message


def _write(promise: Promise, text: str, *, by: User, now: datetime, for_person: bool = False) -> Message:
    if promise.asker_person is None or promise.inside:
        raise Refused(_("There is nobody to write to here."))
    if promise.thread is None:
        key = f"promise:{promise.pk}"
        promise.thread = open_thread(promise.asker_person, by=by, now=now, subject=promise.title, key=key)
        promise.save(update_fields=["thread"])
    link = f"/go/requests/{promise.reference}/"
    return post_message(
        promise.thread, by=by, text=text, language=by.language, now=now, link=link, for_person=for_person
    )
