from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.enterprises.models import Enterprise
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.labels import put_themes
from kudosbay.kernel.numbers import next_reference
from kudosbay.people.models import Person
from kudosbay.promises.catalogue import services
from kudosbay.promises.kinds import KINDS
from kudosbay.promises.models import Promise
from kudosbay.promises.policy import may_own, must_be_client_of, must_be_people_staff, owner_for
from kudosbay.promises.standards import due_time
from kudosbay.promises.telling import one_line, tell_staff

LONGEST = 10_000
MOST_OPEN = 30  # requests of one person that are open at once


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked. An office is {language: words}; `made_at` lies in the past where an act is written down later."""

    kind: str
    title: str
    language: str
    words: str = ""
    service: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    person: Person | None = None
    enterprise: Enterprise | None = None
    office: Mapping[str, str] = field(default_factory=dict)
    addressee: Mapping[str, str] = field(default_factory=dict)
    themes: Sequence[str] = ()
    owner: User | None = None


@transaction.atomic
def ask(wish: Wish, *, by: User, now: datetime) -> Promise:
    """Ask on the portal: for oneself, or as the agent of a client."""
    if wish.person is None or not KINDS[wish.kind].asked_on_portal:
        raise Refused(_("This cannot be asked for here."))
    agent = must_be_client_of(wish.person, by)
    if Promise.objects.open().filter(asker_person=wish.person).count() >= MOST_OPEN:
        raise Refused(_("You have many open requests already. Write to your adviser instead."))
    promise = _make(wish, by=by, now=now, made_at=now, agent=agent)
    trail.record(by, "promise.asked", on=_on(promise), facts={"kind": promise.kind})
    tell_staff(promise.owner, "promise_new", promise, act="new", by=by, now=now)
    return promise


@transaction.atomic
def make_promise(wish: Wish, *, by: User, now: datetime, made_at: datetime | None = None) -> Promise:
    """Write down what somebody asked at the counter, by telephone, at a visit: on that side's behalf, visibly so."""
    must_be_people_staff(by)
    made_at = made_at or now
    if made_at > now:
        raise Refused(_("This day has not come yet."), field="made_on")
    promise = _make(wish, by=by, now=now, made_at=made_at, assisted=True)
    trail.record(by, "promise.made", on=_on(promise), facts={"kind": promise.kind, "on": str(localdate(made_at))})
    if promise.owner_id != by.pk:
        tell_staff(promise.owner, "promise_new", promise, act="new", by=by, now=now)
    return promise


def look_into(promise: Promise, *, mark: int, now: datetime) -> Promise:
    """Give a bad mark to the manager as something to look into. A part of rating: the caller traces it."""
    title = _("Mark %(mark)s of 5 for %(reference)s") % {"mark": mark, "reference": promise.reference}
    wish = Wish("second_look", title, promise.language, words=promise.rating_words, details={"mark": mark})
    return _make(wish, by=None, now=now, made_at=now, about=promise)


def gather(wish: Wish, *, to: str, by: User, now: datetime) -> Promise:
    """Make what stands for many and is with the authority at once. A part of passing upward: the caller traces it."""
    sides = {"from_side": Promise.Side.CENTRE, "to_side": to, "status": Promise.Status.PASSED_ON}
    return _make(wish, by=by, now=now, made_at=now, accepted_at=now, **sides)


def _make(wish: Wish, *, by: User | None, now: datetime, made_at: datetime, **more: Any) -> Promise:
    kind = KINDS[wish.kind]
    details = kind.checked(wish.details)
    due = due_time(wish.kind, service=wish.service, made_at=made_at)
    owner = wish.owner or owner_for(wish.kind, wish.person)
    if not may_own(owner):
        raise Refused(_("Choose somebody who looks after requests."), field="owner")
    sides = {} if "from_side" in more else {"from_side": _side(wish), "to_side": kind.to_side}
    promise = Promise.objects.create(
        reference=next_reference("PR", made_at.year),
        kind=wish.kind,
        asker_person=wish.person,
        asker_enterprise=wish.enterprise,
        asker_office=dict(wish.office),
        addressee=dict(wish.addressee),
        asked_by=by,
        inside=kind.inside,
        owner=owner,
        service=_service(wish),
        title=_title(wish.title),
        words=_words(wish.words),
        language=wish.language,
        details=details,
        made_at=made_at,
        due_at=due,
        promised_for=due,
        turn_since=made_at,
        known_since=localdate(now),
        **sides,
        **more,
    )
    _lay_steps(promise)
    put_themes(promise, wish.themes, by=by or trail.MACHINE)
    return promise


def _side(wish: Wish) -> str:
    """Return who asks: the kind's usual side, unless somebody else is named."""
    if wish.office:
        return str(Promise.Side.OFFICE)
    if wish.enterprise:
        return str(Promise.Side.ENTERPRISE)
    if wish.person:
        return str(Promise.Side.PERSON)
    if KINDS[wish.kind].from_side not in {Promise.Side.CENTRE, Promise.Side.ZONE} and not KINDS[wish.kind].inside:
        raise Refused(_("Say who asks: a person, an enterprise or an office."), field="person")
    return KINDS[wish.kind].from_side


def _service(wish: Wish) -> str:
    if wish.service and (wish.service not in services() or services()[wish.service].kind != wish.kind):
        raise Refused(_("There is no such service."), field="service")
    return wish.service


def _title(text: str) -> str:
    title = one_line(text.replace("\x00", ""))
    if not title:
        raise Refused(_("Say in one line what it is about."), field="title")
    if len(title) > 200:
        raise Refused(_("Shorten this to %(most)s signs.") % {"most": 200}, field="title")
    return title


def _words(text: str) -> str:
    words = text.replace("\x00", "").strip()
    if len(words) > LONGEST:
        raise Refused(_("Shorten this to %(most)s signs.") % {"most": LONGEST}, field="words")
    return words


def _lay_steps(promise: Promise) -> None:
    service = services().get(promise.service)
    for place, names in enumerate(service.steps if service else (), start=1):
        promise.steps.create(place=place, names=dict(names))


def _on(promise: Promise) -> list[Any]:
    return [thing for thing in (promise, promise.asker_person, promise.asker_enterprise) if thing]
