from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.cases.commands.start import start_case
from kudosbay.cases.models import Case
from kudosbay.centre.models import ConsentText
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused
from kudosbay.people.commands import give_consent, link_account, register_person
from kudosbay.people.models import Consent, Person
from kudosbay.people.queries import met_before


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a founder says when a plan becomes a case. `agreed` holds the consent texts that were ticked."""

    facts: Mapping[str, Any]
    plan_code: str
    full_name: str
    nationality: str
    language: str
    agreed: Sequence[ConsentText]
    offered: Sequence[ConsentText]
    company_name: str = ""
    names: Mapping[str, str] | None = None


@transaction.atomic
def begin_case(beginning: Beginning, *, by: User, now: datetime) -> Case:
    """Make the plan a case of the person who signed in: person, consents and case at once, or nothing."""
    _must_agree(beginning)
    person = _person(beginning, by=by, now=now)
    for text in beginning.agreed:
        give_consent(
            person,
            text.purpose,
            text_version=text.version,
            language=text.language,
            how=Consent.How.PORTAL,
            by=by,
            now=now,
        )
    case = start_case(
        person,
        facts=beginning.facts,
        by=by,
        now=now,
        plan_code=beginning.plan_code,
        company_name=beginning.company_name,
    )
    trail.record(by, "case.begun_by_founder", on=[case, person])
    return case


def _must_agree(beginning: Beginning) -> None:
    agreed = {text.purpose for text in beginning.agreed}
    missing = [text for text in beginning.offered if text.required and text.purpose not in agreed]
    if missing:
        raise Refused(_("Without this consent we cannot act for you."), field=f"consent_{missing[0].purpose}")


def _person(beginning: Beginning, *, by: User, now: datetime) -> Person:
    """Return the person behind the account: known, or met at the counter before, else registered now."""
    known = Person.objects.filter(user=by).first()
    if known:
        return known
    met = met_before(by, full_name=beginning.full_name, nationality=beginning.nationality)
    if met:
        return link_account(met, by, by=by)
    person = register_person(
        full_name=beginning.full_name,
        nationality=beginning.nationality,
        by=by,
        now=now,
        email=by.email or "",
        phone=by.phone or "",
        languages=[beginning.language],
        **dict(beginning.names or {}),
    )
    return link_account(person, by, by=by)
