from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.cases.commands.start import start_case
from kudosbay.cases.models import Case
from kudosbay.centre.queries import consent_texts
from kudosbay.kernel import trail
from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.kernel.permissions import CASE_STAFF
from kudosbay.people.commands import give_consent, register_person
from kudosbay.people.models import Consent, Person


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who stands at the counter. `person` is the reference of somebody known; else the rest says who it is."""

    person: str
    full_name: str
    latin_name: str
    nationality: str
    address: str
    language: str
    company_name: str


@transaction.atomic
def start_at_counter(visitor: Visitor, *, facts: Mapping[str, Any], plan_code: str, by: User, now: datetime) -> Case:
    """Start a case for somebody at the counter; case and trail say who did it on whose behalf."""
    if not by.role_set & CASE_STAFF:
        raise NotAllowed(_("Only the centre’s advisers can do this."))
    person = _known(visitor, by) or _new(visitor, by=by, now=now)
    _consent(person, visitor, by=by, now=now)
    name = visitor.company_name
    case = start_case(person, facts=facts, by=by, now=now, plan_code=plan_code, company_name=name, assisted=True)
    trail.record(by, "case.started_at_counter", on=[case, person])
    return case


def _known(visitor: Visitor, by: User) -> Person | None:
    if not visitor.person:
        return None
    person = Person.objects.visible_to(by).filter(reference__iexact=visitor.person.strip()).first()
    if person is None:
        raise Refused(_("There is nobody with this reference."), field="person")
    return person


def _new(visitor: Visitor, *, by: User, now: datetime) -> Person:
    is_mail = "@" in visitor.address
    return register_person(
        full_name=visitor.full_name,
        nationality=visitor.nationality,
        by=by,
        now=now,
        latin_name=visitor.latin_name,
        email=visitor.address if is_mail else "",
        phone="" if is_mail else visitor.address,
        languages=[visitor.language],
        adviser=by,
        brought_by=by,
        source=Person.Source.COUNTER,
    )


def _consent(person: Person, visitor: Visitor, *, by: User, now: datetime) -> None:
    """Keep the consent that the founder signed on paper."""
    for text in consent_texts(now.date(), language=visitor.language):
        if text.required:
            give_consent(
                person,
                text.purpose,
                text_version=text.version,
                language=text.language,
                how=Consent.How.PAPER,
                by=by,
                now=now,
            )
