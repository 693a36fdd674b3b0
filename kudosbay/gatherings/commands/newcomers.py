"""Who signs up for an event with a new account becomes a person of the centre in the same act."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kudosbay.accounts.models import User
from kudosbay.kernel import trail
from kudosbay.people.commands import link_account, register_person
from kudosbay.people.models import Person


@dataclass(frozen=True, slots=True)
class Introduced:
    full_name: str
    nationality: str
    language: str


@transaction.atomic
def introduce(user: User, who: Introduced, *, by: User, now: datetime) -> Person:
    """Return the person behind the account, registered now if there is none."""
    known = Person.objects.filter(user=user).first()
    if known:
        return known
    person = register_person(
        full_name=who.full_name,
        nationality=who.nationality,
        by=by,
        now=now,
        source=Person.Source.EVENT,
        email=user.email or "",
        phone=user.phone or "",
        languages=[who.language],
    )
    trail.record(by, "person.introduced", on=[person], facts={"through": "event"})
    return link_account(person, user, by=by)
