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


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Who is behind an account, as she or he says. `agreed` holds the consent texts that were ticked."""

    full_name: str
    nationality: str
    language: str
    agreed: Sequence[ConsentText]
    offered: Sequence[ConsentText]
    names: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning(Newcomer):
    """What a founder says when a plan becomes a case."""

    facts: Mapping[str, Any]
    plan_code: str
    company_name: str = ""


@transaction.atomic
def introduce_oneself(newcomer: Newcomer, *, by: User, now: datetime) -> Person:
    """Let us know who is behind the account, with consents; no case begins by this."""
    person = _introduced(newcomer, by=by, now=now)
    trail.record(by, "person.introduced", on=[person])
    return person


@transaction.atomic
def begin_case(beginning: Beginning, *, by: User, now: datetime) -> Case:
    """Make the plan a case of the person who signed in: person, consents and case at once, or nothing."""
    person = _introduced(beginning, by=by, now=now)
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


def _introduced(newcomer: Newcomer, *, by: User, now: datetime) -> Person:
    _must_agree(newcomer)
    person = _person(newcomer, by=by, now=now)
    for text in newcomer.agreed:
        give_consent(
            person,
            text.purpose,
            text_version=text.version,
            language=text.language,
            how=Consent.How.PORTAL,
            by=by,
            now=now,
        )
    return person


def _must_agree(newcomer: Newcomer) -> None:
    agreed = {text.purpose for text in newcomer.agreed}
    missing = [text for text in newcomer.offered if text.required and text.purpose not in agreed]
    if missing:
        raise Refused(_("Without this consent we cannot act for you."), field=f"consent_{missing[0].purpose}")


def _person(newcomer: Newcomer, *, by: User, now: datetime) -> Person:
    """Return the person behind the account: known, or met at the counter before, else registered now."""
    known = Person.objects.filter(user=by).first()
    if known:
        return known
    met = met_before(by, full_name=newcomer.full_name, nationality=newcomer.nationality)
    if met:
        return link_account(met, by, by=by)
    person = register_person(
        full_name=newcomer.full_name,
        nationality=newcomer.nationality,
        by=by,
        now=now,
        email=by.email or "",
        phone=by.phone or "",
        languages=[newcomer.language],
        **dict(newcomer.names or {}),
    )
    return link_account(person, by, by=by)
