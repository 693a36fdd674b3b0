"""One function per screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Min, Q, QuerySet, Value
from django.db.models.functions import Lower
from django.db.models.lookups import Exact

from kudosbay.accounts.models import User
from kudosbay.kernel.labels import with_theme
from kudosbay.kernel.models import TrailEntry, TrailSubject
from kudosbay.kernel.search import fold
from kudosbay.people import index
from kudosbay.people.guests import WantedGuests, narrowed_guests
from kudosbay.people.merging import relations
from kudosbay.people.models import Consent, GuestProfile, GuestTag, Identifier, Merge, Person

COUNT_UP_TO = 10_000
LONGEST_ID = 18


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of people is narrowed to; what is empty narrows nothing."""

    text: str = ""
    country: str = ""
    source: str = ""
    language: str = ""
    adviser: int | None = None
    since: date | None = None
    until: date | None = None
    newest: bool = False
    theme: str = ""


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """A page by keys: as quick at the end as at the beginning. `after` leads on; empty at the end."""

    people: list[Person]
    after: str
    count: int
    more: bool  # there are more than `count`


def people_page(user: User, wanted: Wanted, *, after: str = "", size: int = 50) -> PeoplePage:
    found = narrowed(user, wanted)
    rows = list(in_order(after_key(found, wanted, after), wanted).select_related("adviser")[: size + 1])
    shown = rows[:size]
    counted = found.order_by()[: COUNT_UP_TO + 1].count()
    next_key = _key(shown[-1], wanted) if len(rows) > size else ""
    return PeoplePage(shown, next_key, min(counted, COUNT_UP_TO), counted > COUNT_UP_TO)


def in_order(people: QuerySet[Person], wanted: Wanted) -> QuerySet[Person]:
    return people.order_by("-registered_on", "-pk") if wanted.newest else people.order_by("sort_key", "pk")


def narrowed(user: User, wanted: Wanted) -> QuerySet[Person]:
    people: QuerySet[Person] = Person.objects.visible_to(user)
    if wanted.text.strip():
        people = index.search(people, wanted.text)
    if wanted.theme:
        people = with_theme(people, wanted.theme)
    if wanted.language:
        people = people.filter(languages__icontains=f'"{wanted.language}"')
    chosen: dict[str, Any] = {
        "nationality": wanted.country,
        "source": wanted.source,
        "adviser": wanted.adviser,
        "registered_on__gte": wanted.since,
        "registered_on__lte": wanted.until,
    }
    return people.filter(**{name: value for name, value in chosen.items() if value})


def _key(person: Person, wanted: Wanted) -> str:
    return f"{person.registered_on if wanted.newest else person.sort_key}|{person.pk}"


def after_key(people: QuerySet[Person], wanted: Wanted, after: str) -> QuerySet[Person]:
    """Go on after a key; what is no key begins at the beginning."""
    key, bar, number = after.rpartition("|")
    if not bar or "\0" in key or not number.isdecimal() or len(number) > LONGEST_ID:
        return people
    if not wanted.newest:
        return people.filter(sort_key__gte=key).exclude(sort_key=key, pk__lte=int(number))
    day = _day(key)
    return people.filter(registered_on__lte=day).exclude(registered_on=day, pk__gte=int(number)) if day else people


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def find_people(user: User, text: str, *, most: int = 20) -> list[Person]:
    """Return those found under a text, for a page that shows more than people."""
    found = index.search(Person.objects.visible_to(user), text)
    return list(found.order_by("sort_key", "pk").select_related("adviser")[:most])


def person_entries(person: Person) -> QuerySet[TrailEntry]:
    """Return what was done to a person under every record that became this one, the latest first."""
    subjects = TrailSubject.objects.filter(kind=Person._meta.label_lower, object_id__in=known_as(person))
    return TrailEntry.objects.filter(pk__in=subjects.values("entry")).select_related("value").order_by("-id")


def person_timeline(person: Person, *, most: int = 100) -> QuerySet[TrailEntry]:
    return person_entries(person)[:most]


def known_as(person: Person) -> list[int]:
    """Return the ids under which the trail knows this human: the record's own, and those of records merged into it."""
    merged = Merge.objects.filter(kept=person, undone_at=None).order_by("pk")
    return [person.pk, *merged.values_list("gone_key", flat=True)]


def kept_instead_of(key: int) -> Person | None:
    """Return the record with this id, or the one into which it was merged."""
    merged = Merge.objects.filter(gone_key=key, undone_at=None).values("kept")
    return Person.objects.filter(Q(pk=key) | Q(pk__in=merged)).first()


def merged_into(user: User, reference: str) -> Person | None:
    """Return where a record went that no longer stands under its own reference."""
    merged = Merge.objects.filter(gone_reference=reference, undone_at=None).values("kept")
    return Person.objects.visible_to(user).filter(pk__in=merged).first()


def merges_of(person: Person) -> list[Merge]:
    """Return which records were merged into this one, the latest first."""
    return list(person.merges.filter(undone_at=None).select_related("by").order_by("-pk"))


def belongings(person: Person) -> list[tuple[str, int]]:
    """Return how many rows of each sort belong to a record: one query for each sort that there is."""
    counted = [(str(one.way.name), one.rows(person.pk).count()) for one in relations()]
    return [(name, count) for name, count in counted if count]


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
        same |= _writes_from(email)
    if phone:
        same |= Q(phone=phone)
    return list(people.filter(same).order_by("sort_key", "pk")[:5])


def _writes_from(email: str) -> Q:
    """The address in any case, by the index that is kept for it."""
    return Q(Exact(Lower("email"), Lower(Value(email))))


def met_before(user: User, *, full_name: str, nationality: str) -> Person | None:
    """Return the record that was made of this person before she or he had an account, or nothing where there is doubt.

    The account's address is proven and stands on this record alone; nobody signs in as it; name and place agree.
    """
    if user.confirmed_at is None:
        return None
    same = Q(pk__in=[])
    if user.email:
        same |= Q(email__iexact=user.email)
    if user.phone:
        same |= Q(phone=user.phone)
    found = list(Person.objects.filter(same).order_by("pk")[:2])
    one = found[0] if len(found) == 1 else None
    if one is None or one.user_id or one.nationality != nationality:
        return None
    return one if fold(full_name) in {fold(name) for name in (one.full_name, one.latin_name) if name} else None


def same_addresses(person: Person, user: User) -> list[Person]:
    """Return others with the same e-mail, phone or birthday and name: shown as possible duplicates, never merged."""
    same = Q(full_name=person.full_name, birth_date=person.birth_date) if person.birth_date else Q(pk__in=[])
    if person.email:
        same |= _writes_from(person.email)
    if person.phone:
        same |= Q(phone=person.phone)
    return list(Person.objects.visible_to(user).filter(same).exclude(pk=person.pk).order_by("pk")[:5])


def guest_list(user: User, wanted: WantedGuests, *, now: datetime) -> QuerySet[GuestProfile]:
    """Return the guests whose consent stands, the latest first, with persons and tags."""
    found = narrowed_guests(user, wanted, now=now)
    return found.select_related("person", "person__adviser").prefetch_related("tags").order_by("-entered_on", "-pk")


def guest_tags(user: User, *, now: datetime, most: int = 60) -> list[tuple[str, str, int]]:
    """Return tags as (key, text, guests), the most used first."""
    shown = narrowed_guests(user, WantedGuests(), now=now)
    tags = GuestTag.objects.filter(profile__in=shown.values("pk")).values("key")
    counted = tags.annotate(guests=Count("profile", distinct=True), text=Min("text"))
    return [(row["key"], row["text"], row["guests"]) for row in counted.order_by("-guests", "key")[:most]]


def guest_profile(person: Person, *, now: datetime) -> GuestProfile | None:
    """Return what a guest brings while the consent stands."""
    return GuestProfile.objects.filter(person=person).agreed_to(now).prefetch_related("tags").first()


def profile_version(person: Person) -> int:
    """Return 0 where there is none, shown or hidden."""
    return GuestProfile.objects.filter(person=person).values_list("version", flat=True).first() or 0
