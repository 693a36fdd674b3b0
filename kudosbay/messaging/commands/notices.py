"""What is said to one person. Each row is written with the act that it tells of; the worker sends it afterwards."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kudosbay.accounts.models import User
from kudosbay.kernel import trail
from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.kernel.text import pick
from kudosbay.kernel.trail import MACHINE, Actor
from kudosbay.messaging import policy
from kudosbay.messaging.compose import TOKEN
from kudosbay.messaging.models import Delivery, Message, Suppression, Thread
from kudosbay.messaging.texts import GIVEN, TEXTS, Text
from kudosbay.people.models import Person

Value = str | Promise | Mapping[str, str]  # words, words to be translated, or words per language
LONGEST_KEY = 100
LONGEST_MESSAGE = 20_000


@transaction.atomic
def notify(
    *,
    template: str,
    key: str,
    by: Actor,
    now: datetime,
    data: Mapping[str, Value],
    person: Person | None = None,
    user: User | None = None,
    kind: str = Delivery.Kind.NOTICE,
) -> list[Delivery]:
    """Queue one message to a person or an account; return its rows: one for e-mail (else SMS), one for the portal.

    `template` is a name of `texts.TEXTS`; `data` holds exactly its tokens, and `link`, a path of this site.
    `key` names the act: the same key a second time returns the first rows and sends nothing. One message to one person
    counts once, however many rows carry it: the first is of the `kind`, the copy in the portal is a notice.
    """
    text = _checked(template, data)
    language = policy.language_of(person=person, user=user)
    rows = [
        Delivery(
            person=person,
            user=user,
            key=f"{_short(key)}:{channel}",
            kind=Delivery.Kind.NOTICE if place else kind,
            channel=channel,
            template=template,
            language=language,
            address=address.lower(),
            data=_strings(text, data, person=person, language=language),
            status=_first_status(channel),
            created_at=now,
            next_at=now,
            sent_at=now if channel == Delivery.Channel.PORTAL else None,
        )
        for place, (channel, address) in enumerate(_channels(text, person=person, user=user))
    ]
    return _write(rows, by=by, on=[thing for thing in (person, user) if thing])


def _channels(text: Text, *, person: Person | None, user: User | None) -> list[tuple[str, str]]:
    portal = [(str(Delivery.Channel.PORTAL), "")] if text.in_portal else []
    return [*policy.addresses(person=person, user=user), *portal]


def _first_status(channel: str) -> str:
    """A notice in the portal has arrived once it is written."""
    return Delivery.Status.ACCEPTED if channel == Delivery.Channel.PORTAL else Delivery.Status.QUEUED


def _write(rows: list[Delivery], *, by: Actor, on: list[models.Model]) -> list[Delivery]:
    """Insert what is not there yet; two at once with the same key leave one set of rows."""
    written = Delivery.objects.filter(key__in=[row.key for row in rows]).order_by("id")
    if rows and not written.exists():
        Delivery.objects.bulk_create(rows, ignore_conflicts=True)
        trail.record(by, "message.queued", on=[*written.all(), *on], facts={"template": rows[0].template})
    return list(written.all())


def _checked(template: str, data: Mapping[str, Value]) -> Text:
    """Raise ValueError for a message or a token that the closed list does not know."""
    text = TEXTS[template]
    missing, unknown = text.tokens - data.keys(), data.keys() - text.tokens - GIVEN
    if missing or unknown:
        message = f"message {template!r}: missing {sorted(missing)}, unknown {sorted(unknown)}"
        raise ValueError(message)
    return text


def _strings(text: Text, data: Mapping[str, Value], *, person: Person | None, language: str) -> dict[str, str]:
    with translation.override(language):
        values = {name: _string(value, language) for name, value in data.items()}
        subject_tokens = set(TOKEN.findall(str(text.subject)))
    if person and "name" not in values:
        values["name"] = person.call_me or person.full_name
    if any(_breaks(values[name]) for name in subject_tokens):
        raise Refused(_("This stands in the subject of a message and must be one line. Take out the line break."))
    if values.get("link") and not values["link"].startswith(("/", f"{settings.BASE_URL}/")):
        message = f"message link {values['link']!r}: give a path of this site"
        raise ValueError(message)
    return values


def _string(value: Value, language: str) -> str:
    if isinstance(value, Mapping):
        return pick(value, [language]).text
    return str(value).replace("\x00", "")


def _breaks(value: str) -> bool:
    return len(value.splitlines()) > 1 or value != value.strip("\r\n")


def _short(key: str) -> str:
    return key if len(key) <= LONGEST_KEY else hashlib.sha256(key.encode()).hexdigest()


@transaction.atomic
def open_thread(person: Person, *, by: Actor, now: datetime, subject: str = "", key: str = "") -> Thread:
    """Return the thread of that key, opened if there is none; without a key, the person's general one."""
    if _breaks(subject):
        raise Refused(_("A subject is one line. Take out the line break."), field="subject")
    key = _short(key or f"person:{person.pk}")
    thread, opened = Thread.objects.get_or_create(
        key=key, defaults={"person": person, "subject": subject[:200], "opened_at": now, "last_at": now}
    )
    if opened:
        trail.record(by, "thread.opened", on=[thread, person])
    return thread


@transaction.atomic
def post_message(
    thread: Thread,
    *,
    by: User,
    text: str,
    now: datetime,
    language: str = "",
    link: str = "/",
    for_person: bool = False,
) -> Message:
    """Add a message: from the person it starts waiting; from staff it answers, and the person is told.

    `link` is the path where the person reads it. `for_person`: the caller checked that `by` is the person's agent.
    """
    text = _words(text)
    thread = Thread.objects.select_for_update(of=("self",)).select_related("person").get(pk=thread.pk)
    inward = for_person or _is_inward(thread, by)
    message = Message.objects.create(
        thread=thread,
        direction=Message.Direction.IN if inward else Message.Direction.OUT,
        author=by,
        text=text,
        language=language or by.language,
        at=now,
    )
    thread.last_at = now
    thread.waiting_since = (thread.waiting_since or now) if inward else None
    thread.save(update_fields=["last_at", "waiting_since"])
    trail.record(by, "message.received" if inward else "message.sent", on=[message, thread, thread.person])
    if not inward:
        _tell(thread, message, link=link)
    return message


def _is_inward(thread: Thread, by: User) -> bool:
    if not by.is_staff and thread.person.user_id != by.pk:
        raise NotAllowed(_("Only the person and the centre write in this conversation."))
    return thread.person.user_id == by.pk


def _tell(thread: Thread, message: Message, *, link: str) -> None:
    notify(
        template="message_received",
        key=f"message:{message.pk}",
        by=MACHINE,
        now=message.at,
        person=thread.person,
        data={"sender": str(message.author), "link": link},
    )


def _words(text: str) -> str:
    text = text.replace("\x00", "").strip()
    if not text:
        raise Refused(_("There is nothing in this message yet. Write it, then send."), field="text")
    if len(text) > LONGEST_MESSAGE:
        raise Refused(_("This message is too long to send. Shorten it, or send it as a paper."), field="text")
    return text


@transaction.atomic
def note(thread: Thread, *, by: User, text: str, now: datetime) -> Message:
    """Add a note that only staff see. It answers nobody."""
    if not by.is_staff:
        raise NotAllowed(_("Only the centre’s staff write notes."))
    message = Message.objects.create(
        thread=thread, direction=Message.Direction.NOTE, author=by, text=_words(text), language=by.language, at=now
    )
    trail.record(by, "note.written", on=[message, thread, thread.person])
    return message


@transaction.atomic
def read_thread(thread: Thread, *, by: User, now: datetime) -> int:
    """Mark what the other side wrote as read; return how many messages that were."""
    own = not by.is_staff or thread.person.user_id == by.pk
    theirs = Message.Direction.OUT if own else Message.Direction.IN
    unread = thread.messages.filter(direction=theirs, read_at=None)
    count = unread.update(read_at=now)
    if count:
        trail.record(by, "thread.read", on=[thread])
    return count


@transaction.atomic
def suppress_address(*, channel: str, address: str, reason: str, by: Actor, now: datetime) -> Suppression:
    """Write to this address no more. Harmless to repeat."""
    row, added = Suppression.objects.get_or_create(
        channel=channel, address=address.lower(), defaults={"reason": reason[:200], "since": now}
    )
    if added:
        trail.record(by, "address.suppressed", on=[row], values={"address": row.address, "reason": row.reason})
    return row


@transaction.atomic
def claim_test(address: str, *, by: Actor, now: datetime, owner: str) -> Delivery:
    """Write a test message that belongs to its caller: no worker takes it."""
    row = Delivery.objects.create(
        key=f"test:{secrets.token_hex(8)}",
        kind=Delivery.Kind.TEST,
        channel=Delivery.Channel.MAIL,
        template="test",
        language=policy.FALLBACK,
        address=address.lower(),
        data={"link": "/"},
        status=Delivery.Status.CLAIMED,
        claimed_by=owner,
        lease_until=now + timedelta(minutes=15),
        created_at=now,
        next_at=now,
    )
    trail.record(by, "message.tested", on=[row])
    return row


@transaction.atomic
def requeue(delivery: Delivery, *, by: Actor, now: datetime) -> Delivery:
    """Send a parked or failed message again, after somebody looked at it: to the address that is on record now."""
    delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if not delivery.can_go_again:
        raise Refused(_("Only a message that was parked or failed can be sent again."))
    if policy.opens_a_door(delivery):
        raise Refused(_("This was a way to sign in, which is too old by now. The person asks for a new one."))
    delivery.status, delivery.unanswered, delivery.next_at = Delivery.Status.QUEUED, 0, now
    delivery.address = policy.address_now(delivery)
    delivery.save(update_fields=["status", "unanswered", "next_at", "address"])
    trail.record(by, "message.requeued", on=[delivery, *filter(None, [delivery.person])])
    return delivery


@transaction.atomic
def note_export(*, kind: str, rows: int, wanted: dict[str, str], by: Actor) -> None:
    """Note that rows of messages left the system: how many, in which form, narrowed by what."""
    trail.record(by, "messages.exported", on=[], facts={"rows": rows, "form": kind}, values=wanted or {"all": "yes"})
