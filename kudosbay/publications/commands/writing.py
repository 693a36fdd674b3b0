"""Beginning a publication, its editions and texts, and changing them. Nothing here shows anything to a reader."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.kernel import labels, trail
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.numbers import next_reference
from kudosbay.publications.audience import checked_condition
from kudosbay.publications.kinds import KINDS
from kudosbay.publications.models import Edition, Publication, Text
from kudosbay.publications.policy import must_begin, must_draft, must_write

LANGUAGES: Final = ("en", "zh-Hans", "ar")
LONGEST_BODY: Final = 100_000
SAME_ADDRESS: Final = re.compile(r"-\d+$")
EDITION_FIELDS: Final = (
    "issuer",
    "document_number",
    "source",
    "issued_on",
    "valid_from",
    "valid_until",
    "checked_on",
    "note",
)


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody wrote in one language; the body is Markdown."""

    title: str
    summary: str = ""
    body: str = ""


@transaction.atomic
def write_publication(
    kind: str, words: Words, *, language: str, by: User, now: datetime, slug: str = "", themes: Iterable[str] = ()
) -> Publication:
    """Begin a publication with its first edition and the original text in one language."""
    must_begin(by, kind)
    if kind not in KINDS:
        raise Refused(_("Choose what kind of publication this is."), field="kind")
    publication = Publication.objects.create(
        reference=next_reference("PB", localdate(now).year),
        kind=kind,
        slug=_address(slug or words.title),
        owner=by,
        opened_at=now,
    )
    edition = Edition.objects.create(publication=publication, number=1)
    _first_text(edition, words, language=language, now=now)
    labels.put_themes(publication, themes, by=by)
    trail.record(by, "publication.begun", on=[publication], facts={"kind": kind, "language": language})
    return publication


def _address(wanted: str) -> str:
    base = slugify(wanted)[:70].strip("-") or "page"
    taken = set(Publication.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    free = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(one for one in free if one not in taken)


def _first_text(edition: Edition, words: Words, *, language: str, now: datetime) -> Text:
    kept = _checked(words, language)
    return Text.objects.create(edition=edition, language=language, status=Text.Status.SOURCE, written_at=now, **kept)


def _checked(words: Words, language: str) -> dict[str, str]:
    if language not in LANGUAGES:
        raise Refused(_("There is no page in this language."), field="language")
    kept = {
        name: getattr(words, name).replace("\x00", "").replace("\r\n", "\n").strip()
        for name in ("title", "summary", "body")
    }
    if not kept["title"] or len(kept["title"].splitlines()) > 1:
        raise Refused(_("A title is one line."), field="title")
    if len(kept["body"]) > LONGEST_BODY:
        raise Refused(_("This text is too long. Make two publications of it."), field="body")
    return kept


@transaction.atomic
def change_publication(
    publication: Publication, *, themes: Iterable[str], owner: User, by: User, seen: int
) -> Publication:
    """Give it another owner or other themes."""
    must_write(by)
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    changed = publication.change(seen, owner=owner)
    labels.put_themes(publication, themes, by=by)
    trail.record(by, "publication.changed", on=[publication], fields=changed)
    return publication


@transaction.atomic
def begin_edition(publication: Publication, *, by: User, now: datetime) -> Edition:
    """Begin the next version: the facts and texts of the last one, to be changed; readers see the last one until then."""
    must_write(by)
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    last = publication.editions.order_by("-number")[0]
    if last.published_at is None:
        raise Refused(_("The last version is not published yet: change that one."))
    number = (publication.editions.aggregate(last=Max("number"))["last"] or 0) + 1
    kept = {name: getattr(last, name) for name in ("issuer", "source", "details")}
    edition = Edition.objects.create(publication=publication, number=number, **kept)
    Text.objects.bulk_create(_copied(text, edition, now) for text in last.texts.order_by("pk"))
    trail.record(by, "edition.begun", on=[publication], facts={"edition": number})
    return edition


def _copied(text: Text, edition: Edition, now: datetime) -> Text:
    """Translations are taken along as behind: nobody has compared them with what the new version will say."""
    status = Text.Status.SOURCE if text.status == Text.Status.SOURCE else Text.Status.BEHIND
    kept = {name: getattr(text, name) for name in ("language", "title", "summary", "body")}
    return Text(edition=edition, status=status, written_at=now, **kept)


@transaction.atomic
def change_edition(
    edition: Edition, facts: Mapping[str, Any], *, details: Mapping[str, Any], by: User, seen: int
) -> Edition:
    """Change issuer, number, source, dates, and what its kind declares."""
    must_write(by)
    edition = (
        Edition.objects.select_for_update(of=("self", "publication")).select_related("publication").get(pk=edition.pk)
    )
    wanted = {name: facts[name] for name in EDITION_FIELDS if name in facts}
    _dates_fit(edition, wanted)
    kind = KINDS[edition.publication.kind]
    kept = kind.read(details)
    for field in kind.fields:
        if field.what == "condition" and kept.get(field.name):
            checked_condition(kept[field.name], field=field.name)
    own = {name: value for name, value in edition.details.items() if name in KEPT_BY_ACTS}
    changed = edition.change(seen, details=kept | own, **wanted)
    trail.record(by, "edition.changed", on=[edition.publication], fields=changed, facts={"edition": edition.number})
    return edition


KEPT_BY_ACTS: Final = ("signed_by", "signed_name", "signed_on")  # of the details; no form changes them


def _dates_fit(edition: Edition, wanted: Mapping[str, Any]) -> None:
    source = str(wanted.get("source") or "")
    if source and not source.startswith(("https://", "http://")):
        raise Refused(_("Write the whole link, beginning with https://"), field="source")
    begins = wanted.get("valid_from", edition.valid_from)
    ends = wanted.get("valid_until", edition.valid_until)
    if begins and ends and ends < begins:
        raise Refused(_("It cannot end before it begins."), field="valid_until")


@transaction.atomic
def change_text(text: Text, words: Words, *, by: User, now: datetime, seen: int) -> Text:
    """Change the words of one language. When the original changes, every translation of it falls behind."""
    text = (
        Text.objects.select_for_update(of=("self", "edition__publication"))
        .select_related("edition__publication")
        .get(pk=text.pk)
    )
    must_draft(by, text.edition)
    changed = text.change(seen, **_checked(words, text.language))
    if changed:
        _after_change(text, now)
    facts = {"edition": text.edition.number, "language": text.language}
    trail.record(by, "text.changed", on=[text.edition.publication], fields=changed, facts=facts)
    return text


def _after_change(text: Text, now: datetime) -> None:
    Text.objects.filter(pk=text.pk).update(written_at=now, parked_because="")
    if text.status == Text.Status.SOURCE:
        others = text.edition.texts.select_for_update().exclude(status__in=[Text.Status.SOURCE, Text.Status.BEHIND])
        for other in others.order_by("pk"):
            other.move_to(Text.Status.BEHIND)
    elif text.status != Text.Status.DRAFT:
        text.move_to(Text.Status.DRAFT)


@transaction.atomic
def translate(
    edition: Edition, language: str, words: Words, *, by: User, now: datetime, status: str = Text.Status.DRAFT
) -> Text:
    """Add a translation, as a draft by a person or a machine. It is not shown to anybody by this."""
    must_write(by)
    edition = (
        Edition.objects.select_for_update(of=("self", "publication")).select_related("publication").get(pk=edition.pk)
    )
    if edition.texts.filter(language=language).exists():
        raise Refused(_("There is a text in this language already: change that one."), field="language")
    if status not in {Text.Status.DRAFT, Text.Status.MACHINE}:
        raise Refused(_("A translation begins as a draft: somebody else reviews it."), field="status")
    text = Text.objects.create(
        edition=edition, language=language, status=status, written_at=now, **_checked(words, language)
    )
    facts = {"edition": edition.number, "language": language, "by": status}
    trail.record(by, "text.translated", on=[edition.publication], facts=facts)
    return text


@transaction.atomic
def note_export(*, kind: str, rows: int, wanted: dict[str, str], by: User) -> None:
    """Note that the list left the system: how many rows, in which form, narrowed by what."""
    trail.record(by, "publications.exported", on=[], facts={"rows": rows, "form": kind} | wanted)
