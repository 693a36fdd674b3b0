from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.commands import SignInLetter, hand_over_code, open_account
from kudosbay.accounts.models import User
from kudosbay.kernel import trail, vault
from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.kernel.numbers import next_reference
from kudosbay.kernel.permissions import PASSPORT_STAFF
from kudosbay.kernel.search import fold
from kudosbay.people import index
from kudosbay.people.models import Consent, Identifier, Person
from kudosbay.people.names import sort_key

PERSONAL = frozenset({"full_name", "passport_family", "passport_given", "latin_name", "chinese_name", "email", "phone"})


@transaction.atomic
def register_person(*, full_name: str, nationality: str, by: trail.Actor, now: datetime, **known: Any) -> Person:
    """Enter a natural person. `known` are further fields of Person; the source defaults to the website."""
    if not full_name.strip():
        raise Refused(_("Enter a name: one word or one letter is enough."), field="full_name")
    today = localdate(now)
    person = Person(full_name=full_name.strip(), nationality=nationality, **known)
    person.reference = next_reference("P", today.year)
    person.registered_on = person.known_since = today
    person.sort_key = person.sort_key or sort_key(person)
    person.save()
    index.refresh(person)
    trail.record(by, "person.registered", on=[person], facts={"source": person.source}, values=_personal(person))
    return person


@transaction.atomic
def change_person(person: Person, *, seen: int, by: trail.Actor, values: dict[str, Any]) -> Person:
    """Change what differs. Raises Stale if somebody else saved since version `seen`.

    An empty `sort_key` lets the list sort by the name again.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    before = _personal(person)
    sorted_under = fold(values.pop("sort_key", ""))[:200]
    changed = person.change(seen, **values)
    if changed or sorted_under:
        person.sort_key = sorted_under or sort_key(person)
        person.save(update_fields=["sort_key"])
        index.refresh(person)
        kept = {name: before[name] for name in changed if name in before}
        trail.record(by, "person.changed", on=[person], fields=changed, values=kept)
    return person


@transaction.atomic
def link_account(person: Person, user: User, *, by: trail.Actor) -> Person:
    """Give the person the account with which she or he signs in."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.user_id not in {None, user.pk}:
        raise Refused(_("This person already signs in with another account."))
    if Person.objects.filter(user=user).exclude(pk=person.pk).exists():
        raise Refused(_("Somebody else signs in with this address. Enter another one in the record."))
    person.user = user
    person.save(update_fields=["user"])
    trail.record(by, "person.account_linked", on=[person, user])
    return person


@transaction.atomic
def hand_over_way_in(person: Person, *, by: User, now: datetime) -> SignInLetter:
    """Make a sign-in code for somebody at the counter; who has no account gets one with the address on record."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    user = person.user or _opened_account(person, by=by)
    return hand_over_code(user, by=by, now=now)


def _opened_account(person: Person, *, by: User) -> User:
    address = person.email or person.phone
    if not address:
        raise Refused(_("Enter an e-mail address or a phone number in the record first: it is needed to sign in."))
    spoken = [code.lower() for code in person.languages if code.lower() in dict(settings.LANGUAGES)]
    user = open_account(address, language=[*spoken, settings.LANGUAGE_CODE][0], by=by, name=person.full_name)
    link_account(person, user, by=by)
    return user


@transaction.atomic
def give_consent(
    person: Person, purpose: str, *, text_version: str, language: str, how: str, by: trail.Actor, now: datetime
) -> Consent:
    consent = Consent.objects.create(
        person=person, purpose=purpose, text_version=text_version, language=language, how=how, given_at=now
    )
    trail.record(by, "consent.given", on=[person, consent], facts={"purpose": purpose, "text": text_version})
    return consent


@transaction.atomic
def withdraw_consent(person: Person, purpose: str, *, by: trail.Actor, now: datetime) -> int:
    """End every consent to `purpose` that stands; return how many there were."""
    standing = Consent.objects.select_for_update().filter(person=person, purpose=purpose, withdrawn_at=None)
    count = standing.update(withdrawn_at=now)
    if count:
        trail.record(by, "consent.withdrawn", on=[person], facts={"purpose": purpose})
    return count


@transaction.atomic
def add_identifier(
    person: Person, *, kind: str, number: str, issued_by: str, by: trail.Actor, **days: date | None
) -> Identifier:
    """Keep a passport or permit, sealed. `days`: issued_on, expires_on. The same number of somebody else is refused."""
    number = " ".join(number.split())
    if not any(sign.isalnum() for sign in number):
        raise Refused(_("Enter the number as the document shows it."), field="number")
    mark = vault.fingerprint(number, Identifier.PURPOSE)
    _must_be_new(mark, issued_by=issued_by)
    row = Identifier.objects.create(
        person=person,
        kind=kind,
        issued_by=issued_by,
        sealed_number=vault.seal(number.encode(), purpose=Identifier.PURPOSE),
        number_hash=mark,
        tail=number[-3:],
        **days,
    )
    trail.record(by, "identifier.added", on=[row, person], facts={"kind": kind, "issued_by": issued_by})
    return row


def _must_be_new(mark: str, *, issued_by: str) -> None:
    held = Identifier.objects.filter(number_hash=mark, issued_by=issued_by, ended_on=None).select_related("person")
    known = held.first()
    if known:
        raise Refused(
            _("This document is known already: %(reference)s has it.") % {"reference": known.person.reference},
            field="number",
        )


@dataclass(frozen=True, slots=True)
class Revealed:
    """A number in plain, to be shown once and kept nowhere."""

    number: str
    entry: int


@transaction.atomic
def reveal_identifier(identifier: Identifier, *, reason: str, by: User) -> Revealed:
    """Open the number for one look. Who looked and why stands in the trail and on the person's page."""
    if not by.role_set & PASSPORT_STAFF:
        raise NotAllowed(_("Only advisers and managers may see the whole number."))
    if not reason.strip():
        raise Refused(_("Say what you need the number for."), field="reason")
    number = vault.open_sealed(identifier.sealed_number, purpose=Identifier.PURPOSE).decode()
    entry = trail.record(
        by,
        "identifier.shown",
        on=[identifier, identifier.person],
        facts={"kind": identifier.kind},
        values={"reason": reason.strip()},
    )
    return Revealed(number, entry.pk)


@transaction.atomic
def note_export(*, kind: str, rows: int, wanted: dict[str, str], by: trail.Actor) -> None:
    """Note that rows of people left the system: how many, in which form, narrowed by what."""
    trail.record(by, "people.exported", on=[], facts={"rows": rows, "form": kind}, values=wanted or {"all": "yes"})


def _personal(person: Person) -> dict[str, Any]:
    return {name: getattr(person, name) for name in sorted(PERSONAL) if getattr(person, name)}
