"""Who signs in without a case says once who it is, to post a need or offer."""

from datetime import datetime

from django.db import transaction

from kudosbay.accounts.models import User
from kudosbay.kernel import trail
from kudosbay.people.commands import link_account, register_person
from kudosbay.people.models import Person


@transaction.atomic
def name_oneself(*, full_name: str, nationality: str, language: str, by: User, now: datetime) -> Person:
    """Register the person behind an account, or return the one that is known already."""
    known = Person.objects.filter(user=by).first()
    if known:
        return known
    person = register_person(
        full_name=full_name,
        nationality=nationality,
        by=by,
        now=now,
        email=by.email or "",
        phone=by.phone or "",
        languages=[language],
    )
    trail.record(by, "person.named_oneself", on=[person])
    return link_account(person, by, by=by)
