"""What a publication is called in each language, and which of its editions counts."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kudosbay.publications.models import Edition, Publication, Text


def titles(edition: Edition) -> dict[str, str]:
    """Return the title by language: as an edition's texts say it, whichever are published first."""
    return titles_of(edition.texts.order_by("published_at", "pk"))


def titles_shown(publication: Publication) -> dict[str, str]:
    """Return what a publication is called where readers see it, the newest edition first."""
    texts = Text.objects.published().filter(edition__publication=publication).order_by("edition__number", "pk")
    return titles_of(texts)


def titles_of(texts: Iterable[Text]) -> dict[str, str]:
    return {text.language: text.title for text in texts}


def original(texts: Mapping[str, Text]) -> Text | None:
    return next((text for text in texts.values() if text.status == Text.Status.SOURCE), None)


def counting(editions: Sequence[Edition], today: date) -> Edition:
    """Return, of editions from the newest on, the one in force, else the newest published, else the newest."""
    in_force = [one for one in editions if one.state_on(today) == Edition.State.IN_FORCE]
    published = [one for one in editions if one.published_at]
    return next(iter(in_force or published or editions))
