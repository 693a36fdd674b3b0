"""A notice on its way: posted, reviewed, published, sent back, changed, closed, expired."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.enterprises.models import Enterprise
from kudosbay.introductions import policy
from kudosbay.introductions.commands.parking import park_open
from kudosbay.introductions.kinds import Kind, checked, kind_of
from kudosbay.introductions.models import Notice
from kudosbay.introductions.telling import tell_owner
from kudosbay.kernel import trail
from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.kernel.labels import put_themes
from kudosbay.kernel.numbers import next_reference
from kudosbay.kernel.permissions import PEOPLE_STAFF
from kudosbay.people.models import Person

LONGEST_TITLE = 160


@dataclass(frozen=True, slots=True)
class Party:
    """Whose notice it is; nobody at all: the centre's own. `company` is an organisation that no register holds."""

    person: Person | None = None
    enterprise: Enterprise | None = None
    company: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What a notice says. Titles and words by language, each in the language that it is written in."""

    titles: Mapping[str, str]
    expires_on: date
    words: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)
    country: str = ""
    languages: Sequence[str] = ()
    value: Decimal | None = None
    currency: str = ""
    answers_allowed: int | None = None
    themes: Sequence[str] = ()
    is_listed: bool = True


@transaction.atomic
def post_notice(kind: str, side: str, *, of: Party, said: Said, by: User, now: datetime) -> Notice:
    """Hand a need or offer to the adviser for review. Nobody else learns of it before it is published."""
    today, found = localdate(now), kind_of(kind)
    _must_post(found, side, of=of, by=by)
    notice = Notice.objects.create(
        reference=next_reference("N", today.year),
        kind=kind,
        side=side,
        person=of.person,
        enterprise=of.enterprise,
        company=of.company.strip(),
        adviser=policy.who_looks_after(of.person, by),
        entered_by=by,
        assisted=bool(by.role_set & PEOPLE_STAFF),
        brought_by=by if by.role_set & PEOPLE_STAFF else None,
        entered_at=now,
        known_since=today,
        **_kept(found, side, said, today=today),
    )
    facts = {"kind": kind, "side": side, "assisted": notice.assisted}
    trail.record(by, "notice.posted", on=[notice, *_whose(notice)], facts=facts)
    put_themes(notice, said.themes or ([found.theme] if found.theme else []), by=by)
    return notice


def _must_post(kind: Kind, side: str, *, of: Party, by: User) -> None:
    if by.role_set & PEOPLE_STAFF:
        return
    if side not in kind.sides:
        raise NotAllowed(_("The centre’s staff enter this kind."))
    if of.person is None or of.person.user_id != by.pk:
        raise NotAllowed(_("You can post for yourself and for your own company."))
    if of.enterprise and not Enterprise.objects.visible_to(by).filter(pk=of.enterprise.pk).exists():
        raise NotAllowed(_("You can post for yourself and for your own company."))


def _kept(kind: Kind, side: str, said: Said, *, today: date) -> dict[str, Any]:
    policy.must_last(said.expires_on, today=today)
    titles = _texts(said.titles)
    if not titles:
        raise Refused(_("Give it a title."), field="title")
    if any(len(text) > LONGEST_TITLE for text in titles.values()):
        raise Refused(_("Shorten the title to one line."), field="title")
    return {
        "titles": titles,
        "words": _texts(said.words),
        "data": checked(kind, side, said.data),
        "country": said.country,
        "languages": list(said.languages),
        "value": said.value,
        "currency": said.currency if said.value is not None else "",
        "expires_on": said.expires_on,
        "answers_allowed": said.answers_allowed or kind.answers,
        "is_listed": said.is_listed and kind.is_public,
    }


def _texts(said: Mapping[str, str]) -> dict[str, str]:
    clean = {lang: text.replace("\x00", "").strip() for lang, text in said.items()}
    return {lang: text for lang, text in clean.items() if text}


def _whose(notice: Notice) -> list[Any]:
    return [one for one in (notice.person, notice.enterprise) if one]


@transaction.atomic
def change_notice(notice: Notice, *, said: Said, by: User, now: datetime, seen: int) -> Notice:
    """Change what a notice says. What its owner changes is reviewed again before anybody sees it."""
    notice = _locked(notice)
    policy.must_be_whose(notice, by)
    _must_not_be_over(notice)
    values = _kept(notice.the_kind, notice.side, said, today=localdate(now))
    changed = notice.change(seen, **values)
    if notice.status in {Notice.Status.DRAFT, Notice.Status.EXPIRED} or _needs_review(notice, changed, by):
        notice.move_to(Notice.Status.REVIEW)
    put_themes(notice, said.themes, by=by)
    trail.record(by, "notice.changed", on=[notice, *_whose(notice)], fields=changed)
    return notice


def _needs_review(notice: Notice, changed: list[str], by: User) -> bool:
    published = notice.status == Notice.Status.PUBLISHED
    return published and bool(changed) and not by.role_set & PEOPLE_STAFF


def _must_not_be_over(notice: Notice) -> None:
    if notice.status == Notice.Status.CLOSED:
        raise Refused(_("This notice is closed. Post a new one."))


@transaction.atomic
def publish_notice(notice: Notice, *, by: User, now: datetime) -> Notice:
    """Let others see the notice, without the name of whose it is. The adviser answers for having vetted it."""
    notice = _locked(notice)
    policy.must_be_staff(by)
    if notice.expires_on < localdate(now):
        raise Refused(_("This notice ended before it was published. Set a later day first."), field="expires_on")
    notice.vetted_by, notice.published_on, notice.remark = by, localdate(now), ""
    notice.save(update_fields=["vetted_by", "published_on", "remark"])
    notice.move_to(Notice.Status.PUBLISHED)
    trail.record(by, "notice.published", on=[notice, *_whose(notice)], facts={"on": str(notice.published_on)})
    tell_owner(notice, "notice_published", key=f"notice:{notice.pk}:published:{notice.version}", by=by, now=now)
    return notice


@transaction.atomic
def send_notice_back(notice: Notice, *, because: str, by: User, now: datetime) -> Notice:
    notice = _locked(notice)
    policy.must_be_staff(by)
    if not because.strip():
        raise Refused(_("Say what to change: the other side reads it."), field="because")
    notice.remark = because.strip()
    notice.save(update_fields=["remark"])
    notice.move_to(Notice.Status.DRAFT)
    trail.record(by, "notice.sent_back", on=[notice, *_whose(notice)], values={"because": notice.remark})
    key = f"notice:{notice.pk}:sent_back:{notice.version}"
    tell_owner(notice, "notice_sent_back", key=key, by=by, now=now, reason=notice.remark)
    return notice


@transaction.atomic
def close_notice(notice: Notice, *, by: User, now: datetime) -> Notice:
    """End a notice. Introductions that nobody has been named in yet are parked with the reason."""
    notice = _locked(notice)
    policy.must_be_whose(notice, by)
    notice.ended_on = localdate(now)
    notice.save(update_fields=["ended_on"])
    notice.move_to(Notice.Status.CLOSED)
    trail.record(by, "notice.closed", on=[notice, *_whose(notice)])
    park_open(notice, because="closed", by=by, now=now)
    return notice


@transaction.atomic
def expire_notice(notice: Notice, *, by: trail.Actor, now: datetime) -> Notice | None:
    """End a notice whose last day has passed; None if somebody else did, or gave it a later day."""
    notice = _locked(notice)
    if notice.status != Notice.Status.PUBLISHED or notice.expires_on >= localdate(now):
        return None
    notice.ended_on = notice.expires_on
    notice.save(update_fields=["ended_on"])
    notice.move_to(Notice.Status.EXPIRED)
    trail.record(by, "notice.expired", on=[notice, *_whose(notice)])
    park_open(notice, because="expired", by=by, now=now)
    return notice


@transaction.atomic
def note_export(*, kind: str, rows: int, wanted: Mapping[str, str], by: trail.Actor) -> None:
    """Note that rows left the system: how many, in which form, narrowed by what."""
    trail.record(by, "notices.exported", on=[], facts={"rows": rows, "form": kind} | dict(wanted))


def _locked(notice: Notice) -> Notice:
    found = Notice.objects.select_for_update(of=("self",)).select_related("person", "enterprise")
    return found.get(pk=notice.pk)
