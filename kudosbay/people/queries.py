"""One function per screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from kudosbay.accounts.models import User
from kudosbay.kernel.models import TrailEntry, TrailSubject
from kudosbay.kernel.search import fold
from kudosbay.people import index
from kudosbay.people.models import Consent, Identifier, Person

COUNT_UP_TO = 10_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of people is narrowed to; what is empty narrows nothing."""

    text: str = ""
    country: str = ""
    source: str = ""
    adviser: int | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """A page by keys: as quick at the end as at the beginning. `after` leads on; empty at the end."""

    people: list[Person]
    after: str
    count: int
    more: bool  # there are more than `count`


def people_page(user: User, wanted: Wanted, *, after: str = "", size: int = 50) -> PeoplePage:
    found = narrowed(user, wanted)
    rows = list(_from(found, after).order_by("sort_key", "pk").select_related("adviser")[: size + 1])
    shown = rows[:size]
    counted = found.order_by()[: COUNT_UP_TO + 1].count()
    next_key = f"{shown[-1].sort_key}|{shown[-1].pk}" if len(rows) > size else ""
    return PeoplePage(shown, next_key, min(counted, COUNT_UP_TO), counted > COUNT_UP_TO)


def narrowed(user: User, wanted: Wanted) -> QuerySet[Person]:
    people = Person.objects.visible_to(user)
    if wanted.text.strip():
        people = index.search(people, wanted.text)
    chosen: dict[str, Any] = {
        "nationality": wanted.country,
        "source": wanted.source,
        "adviser": wanted.adviser,
        "registered_on__gte": wanted.since,
    }
    return people.filter(**{name: value for name, value in chosen.items() if value})


def _from(people: QuerySet[Person], after: str) -> QuerySet[Person]:
    key, bar, number = after.rpartition("|")
    if not bar or not number.isdigit():
        return people
    return people.filter(Q(sort_key__gt=key) | Q(sort_key=key, pk__gt=int(number)))


def person_timeline(person: Person, *, most: int = 100) -> QuerySet[TrailEntry]:
    subjects = TrailSubject.objects.filter(kind=Person._meta.label_lower, object_id=person.pk)
    entries = TrailEntry.objects.filter(pk__in=subjects.values("entry")).select_related("value").order_by("-id")
    return entries[:most]


def identifiers(person: Person) -> QuerySet[Identifier]:
    return person.identifiers.order_by("-pk")


def standing_consents(person: Person) -> list[Consent]:
    """Return the latest word on each purpose."""
    latest: dict[str, Consent] = {}
    for consent in person.consents.order_by("given_at"):
        latest[consent.purpose] = consent
    return sorted(latest.values(), key=lambda consent: consent.purpose)


def likely_same(user: User, *, full_name: str, email: str = "", phone: str = "", but: int = 0) -> Sequence[Person]:
    """Return people who may be the same person. Nobody is ever merged by this."""
    people = Person.objects.visible_to(user).exclude(pk=but)
    same = Q(pk__in=index.search(people, full_name).values("pk")) if fold(full_name).strip() else Q(pk__in=[])
    if email:
        same |= Q(email__iexact=email)
    if phone:
        same |= Q(phone=phone)
    return list(people.filter(same).order_by("sort_key", "pk")[:5])
