"""Whom a policy concerns, in words: how many, for which reasons, and a few of them by name."""

from datetime import date
from typing import Any, Final

from kudosbay.accounts.models import User
from kudosbay.faces.desk.telling_showing import reasons_said
from kudosbay.people.models import Person
from kudosbay.publications import audience, concerning
from kudosbay.publications.models import Edition
from kudosbay.publications.words import titles

SOME: Final = 50


def concern_page(edition: Edition, user: User, *, today: date) -> dict[str, Any]:
    found = concerning.concerned(edition, today=today)
    shown = Person.objects.visible_to(user).filter(pk__in=found.definite[:SOME]).order_by("sort_key", "pk")
    return {
        "publication": edition.publication,
        "edition": edition,
        "titles": titles(edition),
        "condition": edition.details.get("concerns", ""),
        "found": found,
        "people": list(shown),
        "names": list(audience.names()),
        "reasons": reasons_said(found.decided),
        "missing": sorted(found.missing.items(), key=lambda pair: -pair[1]),
        "told": concerning.told(edition),
    }
