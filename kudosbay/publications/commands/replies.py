"""Replies of readers: received with a due time, answered by mail, shown once their writer signed in and we read them."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.commands import open_account
from kudosbay.accounts.models import User
from kudosbay.centre.clock import after_working_hours
from kudosbay.centre.queries import parameter
from kudosbay.kernel import trail
from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.kernel.ids import secret_token
from kudosbay.kernel.permissions import PEOPLE_STAFF
from kudosbay.messaging.commands import notify
from kudosbay.messaging.models import Delivery
from kudosbay.publications.kinds import KINDS
from kudosbay.publications.models import Publication, Reply
from kudosbay.publications.policy import must_write
from kudosbay.publications.words import titles_shown

LONGEST: Final = 4000
USUAL_HOURS: Final = 4
SUSPICIOUS: Final = re.compile(
    r"https?:|www\.|ftp:|javascript:|\[url|</?[a-z!]|\b[\w-]+\.(?:com|net|org|cn|info|ru|xyz|top)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Written:
    """A reply as somebody sends it."""

    name: str
    email: str
    text: str


@transaction.atomic
def send_reply(publication: Publication, written: Written, *, language: str, by: trail.Actor, now: datetime) -> Reply:
    """Keep a reply to news. One with links or code is held until somebody has looked at it."""
    if not KINDS[publication.kind].takes_replies or not Publication.objects.public().filter(pk=publication.pk).exists():
        raise Refused(_("There is nothing here to reply to."))
    text = written.text.replace("\x00", "").strip()
    if not text or len(text) > LONGEST:
        raise Refused(_("Write at least a word and at most four thousand signs."), field="text")
    writer = open_account(written.email, language=language, by=by, name=written.name)
    held = SUSPICIOUS.search(f"{written.name} {text}")
    reply = Reply.objects.create(
        publication=publication,
        key=secret_token(),
        writer=writer,
        name=" ".join(written.name.replace("\x00", "").split())[:120],
        email=written.email.strip().lower(),
        text=text,
        language=language,
        status=Reply.Status.HELD if held else Reply.Status.RECEIVED,
        sent_at=now,
        due_at=after_working_hours(now, parameter("reply.working_hours", on=localdate(now)) or USUAL_HOURS),
    )
    trail.record(by, "reply.received", on=[reply, publication], facts={"held": bool(held)})
    return reply


@transaction.atomic
def ask_to_confirm(reply: Reply, *, by: trail.Actor, now: datetime, link: str) -> list[Delivery]:
    """Write to the address of a reply: whoever reads there may confirm that it is hers."""
    trail.record(by, "reply.confirmation_asked", on=[reply])
    title = titles_shown(reply.publication)
    data: dict[str, Any] = {"title": title, "link": link}
    return notify(template="reply_received", key=f"reply:{reply.pk}", by=by, now=now, user=reply.writer, data=data)


@transaction.atomic
def confirm_reply(reply: Reply, *, by: User, now: datetime) -> Reply:
    """Say, signed in, that the reply is one's own. It is shown once staff have read it as well."""
    reply = _locked(reply)
    if reply.writer_id != by.pk:
        raise NotAllowed(_("Only its writer confirms a reply."))
    if reply.confirmed_at is None:
        reply.change(reply.version, confirmed_at=now)
        trail.record(by, "reply.confirmed", on=[reply, reply.publication])
    return reply


@transaction.atomic
def let_through(reply: Reply, *, by: User) -> Reply:
    """Say of a held reply, or one that was set aside, that it deserves an answer."""
    _must_be_staff(by)
    reply = _locked(reply)
    reply.move_to(Reply.Status.RECEIVED)
    trail.record(by, "reply.let_through", on=[reply, reply.publication])
    return reply


@transaction.atomic
def answer_reply(reply: Reply, text: str, *, by: User, now: datetime, link: str) -> Reply:
    """Answer by mail, to the address that was given."""
    _must_be_staff(by)
    reply = _locked(reply)
    text = text.replace("\x00", "").strip()
    if not text or len(text) > LONGEST:
        raise Refused(_("Write at least a word and at most four thousand signs."), field="text")
    reply.move_to(Reply.Status.ANSWERED)
    reply.change(reply.version, answer=text, answered_at=now, answered_by=by)
    words: dict[str, Any] = {"title": titles_shown(reply.publication), "answer": text, "link": link}
    key = f"reply_answer:{reply.pk}"
    notify(template="reply_answered", key=key, by=trail.MACHINE, now=now, user=reply.writer, data=words)
    trail.record(by, "reply.answered", on=[reply, reply.publication])
    return reply


@transaction.atomic
def show_reply(reply: Reply, *, by: User, now: datetime) -> Reply:
    """Show it below the article: read by us, and confirmed by its writer."""
    must_write(by)
    reply = _locked(reply)
    if reply.confirmed_at is None:
        raise Refused(_("Its writer has not signed in to confirm it: it cannot be shown."))
    if reply.status not in {Reply.Status.RECEIVED, Reply.Status.ANSWERED}:
        raise Refused(_("It is held or set aside: let it through first."))
    reply.change(reply.version, shown_at=now, shown_by=by)
    trail.record(by, "reply.shown", on=[reply, reply.publication])
    return reply


@transaction.atomic
def hide_reply(reply: Reply, *, by: User) -> Reply:
    must_write(by)
    reply = _locked(reply)
    reply.change(reply.version, shown_at=None, shown_by=None)
    trail.record(by, "reply.hidden", on=[reply, reply.publication])
    return reply


@transaction.atomic
def set_aside(reply: Reply, *, by: User) -> Reply:
    """Keep it without answer: advertising, abuse."""
    _must_be_staff(by)
    reply = _locked(reply)
    reply.move_to(Reply.Status.SET_ASIDE)
    reply.change(reply.version, shown_at=None, shown_by=None)
    trail.record(by, "reply.set_aside", on=[reply, reply.publication])
    return reply


def _locked(reply: Reply) -> Reply:
    return Reply.objects.select_for_update(of=("self",)).select_related("publication", "writer").get(pk=reply.pk)


def _must_be_staff(by: User) -> None:
    if not by.role_set & PEOPLE_STAFF:
        raise NotAllowed(_("Only the centre’s staff answer replies."))
