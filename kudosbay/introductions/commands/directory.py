"""The members' directory: in by consent, out at once, and one member asks another."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.centre.models import ConsentText
from kudosbay.introductions import policy
from kudosbay.introductions.commands.matching import bring_together
from kudosbay.introductions.commands.notices import Party, Said, close_notice, post_notice
from kudosbay.introductions.commands.parking import things_of
from kudosbay.introductions.kinds import OFFER
from kudosbay.introductions.models import DIRECTORY, Introduction, Notice
from kudosbay.introductions.telling import tell_sides
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.numbers import next_reference
from kudosbay.people.commands import give_consent, withdraw_consent
from kudosbay.people.models import Consent, Person

QUESTION_DAYS = timedelta(days=60)
OVER = [Notice.Status.CLOSED, Notice.Status.EXPIRED]


@transaction.atomic
def join_directory(person: Person, *, said: Said, text: ConsentText, by: User, now: datetime) -> Notice:
    """Agree to stand in the directory by name, with what one says of oneself. An adviser reads it first."""
    standing = Notice.objects.filter(person=person, kind="member", side=OFFER).exclude(status__in=OVER)
    if standing.exists():
        raise Refused(_("You stand in the directory already. Change what it says of you instead."))
    notice = post_notice("member", OFFER, of=Party(person=person), said=said, by=by, now=now)
    give_consent(
        person,
        DIRECTORY,
        text_version=text.version,
        language=text.language,
        how=Consent.How.PORTAL if person.user_id == by.pk else Consent.How.COUNTER,
        by=by,
        now=now,
    )
    trail.record(by, "directory.joined", on=[person, notice])
    return notice


@transaction.atomic
def leave_directory(person: Person, *, by: User, now: datetime) -> int:
    """Take the consent back: the name is gone with this transaction, and what was asked and not answered is parked."""
    ended = withdraw_consent(person, DIRECTORY, by=by, now=now)
    standing = Notice.objects.filter(person=person, kind="member", side=OFFER).exclude(status__in=OVER)
    for notice in standing.order_by("pk"):
        close_notice(notice, by=by, now=now)
    trail.record(by, "directory.left", on=[person])
    return ended


@transaction.atomic
def ask_member(member: Notice, *, title: str, words: str, language: str, by: User, now: datetime) -> Introduction:
    """Ask somebody who stands in the directory. She or he reads the question, and the asker's name after a yes."""
    today = localdate(now)
    asker = Person.objects.select_for_update().filter(user=by).first()
    if asker is None:
        raise Refused(_("First say who you are: post something of your own."))
    if not Notice.objects.in_directory(today).filter(pk=member.pk).exists():
        raise Refused(_("This member stands in the directory no more."))
    _must_have_room(asker)
    notice = _question(asker, member, title=title, words={language: words.strip()}, by=by, now=now)
    made = bring_together(notice, member, now=now, status=Introduction.Status.PROPOSED, need_agreed_at=now)
    trail.record(by, "member.asked", on=things_of(made))
    tell_sides(made, "introduction_proposed", act="proposed", by=by, now=now, sides=[OFFER])
    return made


def _must_have_room(asker: Person) -> None:
    waiting = Introduction.objects.filter(need__person=asker, kind="member", status=Introduction.Status.PROPOSED)
    if waiting.aggregate(count=Count("pk"))["count"] >= policy.OPEN_QUESTIONS:
        raise Refused(_("Wait for an answer to what you asked: five questions at a time are the most."))


def _question(asker: Person, member: Notice, *, title: str, words: dict[str, str], by: User, now: datetime) -> Notice:
    """A need that stands on no public page: it is for one member's eyes."""
    today = localdate(now)
    title = " ".join(title.split())
    if not title:
        raise Refused(_("Give it a title."), field="title")
    return Notice.objects.create(
        reference=next_reference("N", today.year),
        kind="member",
        side="need",
        status=Notice.Status.PUBLISHED,
        person=asker,
        titles=dict.fromkeys(words, title),
        words=words,
        data={"groups": _groups(member)},
        country=asker.nationality,
        languages=list(asker.languages),
        expires_on=today + QUESTION_DAYS,
        answers_allowed=1,
        is_listed=False,
        adviser=policy.who_looks_after(asker, by),
        entered_by=by,
        entered_at=now,
        published_on=today,
        known_since=today,
    )


def _groups(member: Notice) -> Sequence[str]:
    return list(member.data.get("groups") or ())
