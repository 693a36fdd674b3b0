"""Wisdom guests: what they bring, and who brought them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused, Stale
from kudosbay.kernel.search import fold
from kudosbay.people.commands.registry import give_consent
from kudosbay.people.models import GuestProfile, GuestTag, Person

ASPECTS = tuple(GuestTag.Aspect.values)


@dataclass(frozen=True, slots=True)
class Profile:
    """Texts by aspect and language; tags by aspect. Aspects: ideals, wisdom, connections, skills."""

    texts: Mapping[str, Mapping[str, str]]
    tags: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Agreed:
    """The words that the guest agreed to while the profile was entered, and how."""

    text_version: str
    language: str
    how: str


@transaction.atomic
def keep_guest_profile(
    person: Person, profile: Profile, *, agreed: Agreed | None, seen: int, by: trail.Actor, now: datetime
) -> GuestProfile:
    """Enter or change what a guest brings. Refused without a standing consent; `agreed` gives it in the same act.

    Raises Stale if somebody else saved since version `seen` (0: there was no profile).
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    texts = _texts(profile)
    if not any(texts.values()):
        raise Refused(_("Enter at least one of ideals, wisdom, connections and skills."), field="ideals_zh")
    if agreed:
        words = {"text_version": agreed.text_version, "language": agreed.language, "how": agreed.how}
        give_consent(person, GuestProfile.PURPOSE, by=by, now=now, **words)
    _must_have_agreed(person)
    row, before = _row(person, seen=seen, now=now)
    changed = row.change(row.version, **texts, search_text=_folded(person, texts, profile))
    _put_tags(row, profile)
    kept = {name: before[name] for name in changed if before.get(name)}
    trail.record(by, "guest.kept", on=[person, row], fields=sorted({*changed} - {"search_text"}), values=kept)
    return row


def _texts(profile: Profile) -> dict[str, dict[str, str]]:
    return {
        aspect: {lang: text.strip() for lang, text in profile.texts.get(aspect, {}).items() if text.strip()}
        for aspect in ASPECTS
    }


def _must_have_agreed(person: Person) -> None:
    if not person.consents.filter(purpose=GuestProfile.PURPOSE, withdrawn_at=None).exists():
        raise Refused(
            _("Ask for the consent first: without it nothing of what a guest tells us may be kept."), field="how"
        )


def _row(person: Person, *, seen: int, now: datetime) -> tuple[GuestProfile, dict[str, Any]]:
    """Return the profile to write to and its texts as they were; a new one begins at version 0."""
    row = GuestProfile.objects.select_for_update().filter(person=person).first()
    if (row.version if row else 0) != seen:
        raise Stale(
            _("Somebody else saved this while you were working. Nothing of theirs was overwritten."),
            theirs={},
            yours={},
        )
    today = localdate(now)
    row = row or GuestProfile(person=person, version=0, entered_on=today, known_since=today)
    return row, {aspect: getattr(row, aspect) for aspect in ASPECTS}


def _words(profile: Profile) -> list[tuple[str, str]]:
    """Return (aspect, tag) once each, however often and in whatever spelling it was typed."""
    found: dict[tuple[str, str], str] = {}
    for aspect in ASPECTS:
        for tag in profile.tags.get(aspect, ()):
            text = " ".join(tag.split())[:60]
            if text:
                found.setdefault((aspect, fold(text)), text)
    return [(aspect, text) for (aspect, _key), text in found.items()]


def _folded(person: Person, texts: Mapping[str, Mapping[str, str]], profile: Profile) -> str:
    said = [person.full_name, person.latin_name, person.chinese_name, person.reference]
    said += [text for by_language in texts.values() for text in by_language.values()]
    return fold(" ".join([*said, *(tag for _aspect, tag in _words(profile))]))


def _put_tags(row: GuestProfile, profile: Profile) -> None:
    row.tags.all().delete()
    GuestTag.objects.bulk_create(
        GuestTag(profile=row, aspect=aspect, text=text, key=fold(text)[:60]) for aspect, text in _words(profile)
    )


@dataclass(frozen=True, slots=True)
class Credit:
    """Through whom a person came: a colleague, another person, or neither."""

    source: str
    colleague: User | None = None
    person: Person | None = None


@transaction.atomic
def credit_source(person: Person, credit: Credit, *, because: str, seen: int, by: trail.Actor) -> Person:
    """Put right how a person came and whose merit it is. Raises Stale if somebody else saved since version `seen`."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    _check_credit(person, credit, because=because)
    before = {"source": person.source, "brought_by": person.brought_by_id, "person": person.brought_by_person_id}
    values = {"source": credit.source, "brought_by": credit.colleague, "brought_by_person": credit.person}
    changed = person.change(seen, **values)
    if changed:
        facts = {name: str(value) for name, value in before.items() if value}
        trail.record(
            by, "person.credited", on=[person], fields=changed, facts=facts, values={"reason": because.strip()}
        )
    return person


def _check_credit(person: Person, credit: Credit, *, because: str) -> None:
    if credit.person and credit.person.pk == person.pk:
        raise Refused(_("Nobody brings herself or himself."), field="brought_by_person")
    if credit.source == Person.Source.PERSON and not credit.person:
        raise Refused(_("Enter the reference of the person who brought her or him."), field="brought_by_person")
    if not because.strip():
        raise Refused(_("Say why: whoever asks later reads it in the history."), field="because")


@transaction.atomic
def note_guests_export(*, kind: str, rows: int, wanted: dict[str, str], by: trail.Actor) -> None:
    trail.record(by, "guests.exported", on=[], facts={"rows": rows, "form": kind}, values=wanted or {"all": "yes"})
