"""Narrowing the wisdom guests, and counting what they bring."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from kudosbay.accounts.models import User
from kudosbay.kernel.labels import with_theme
from kudosbay.kernel.search import fold
from kudosbay.people.models import GuestProfile, Person


@dataclass(frozen=True, slots=True)
class WantedGuests:
    """What the list of guests is narrowed to; what is empty narrows nothing."""

    text: str = ""
    tag: str = ""
    country: str = ""
    source: str = ""
    adviser: int | None = None
    theme: str = ""


def narrowed_guests(user: User, wanted: WantedGuests, *, now: datetime) -> QuerySet[GuestProfile]:
    found = GuestProfile.objects.visible_to(user).agreed_to(now)
    for part in fold(wanted.text).split():
        found = found.filter(search_text__contains=part)
    if wanted.tag:
        found = found.filter(tags__key=fold(wanted.tag))
    if wanted.theme:
        found = found.filter(person__in=with_theme(Person.objects.visible_to(user), wanted.theme))
    chosen: dict[str, Any] = {
        "person__nationality": wanted.country,
        "person__source": wanted.source,
        "person__adviser": wanted.adviser,
    }
    return found.filter(**{name: value for name, value in chosen.items() if value}).distinct()
