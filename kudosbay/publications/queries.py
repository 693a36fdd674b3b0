"""One function per screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, When

from kudosbay.accounts.models import User
from kudosbay.kernel import trail
from kudosbay.kernel.labels import themes_of_many, with_theme
from kudosbay.kernel.models import Label, TrailEntry
from kudosbay.publications.models import AnswerGiven, Edition, Publication, PublicationQuerySet, Reply, Text
from kudosbay.publications.words import counting


@dataclass(frozen=True, slots=True)
class WantedPublications:
    """What a list is narrowed to; what is empty narrows nothing. `gap`: a language without a reliable text."""

    text: str = ""
    kind: str = ""
    state: str = ""
    gap: str = ""
    theme: str = ""
    owner: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A publication with the edition that counts, its texts by language, and its themes."""

    publication: Publication
    edition: Edition
    texts: dict[str, Text]
    state: Edition.State
    themes: list[Label]

    @property
    def titles(self) -> dict[str, str]:
        return {language: text.title for language, text in self.texts.items()}

    @property
    def summaries(self) -> dict[str, str]:
        return {language: text.summary for language, text in self.texts.items()}


def publication_list(user: User, wanted: WantedPublications, *, today: date) -> QuerySet[Publication]:
    """Return publications, the newest first; `with_texts` makes rows of a page of them."""
    found = Publication.objects.visible_to(user)
    if wanted.kind:
        found = found.of_kind(wanted.kind)
    if wanted.owner:
        found = found.filter(owner=wanted.owner)
    if wanted.theme:
        found = with_theme(found, wanted.theme)
    narrowed = _lacking(_named(_in_state(found, wanted.state, today), wanted.text), wanted.gap)
    return narrowed.select_related("owner").order_by("-opened_at", "-id")


def _in_state(found: PublicationQuerySet, state: str, today: date) -> PublicationQuerySet:
    own = Edition.objects.filter(publication=OuterRef("pk"))
    in_force, published = Exists(own.in_force(today)), Exists(own.published())
    coming = Exists(own.published().filter(valid_from__gt=today))
    conditions = {
        "draft": ~published,
        "in_force": in_force,
        "coming": coming & ~in_force,
        "over": published & ~in_force & ~coming,
    }
    return found.filter(conditions[state]) if state in conditions else found


def _named(found: PublicationQuerySet, text: str) -> PublicationQuerySet:
    for part in text.split():
        said = Q(title__icontains=part) | Q(summary__icontains=part) | Q(edition__document_number__icontains=part)
        texts = Text.objects.filter(said, edition__publication=OuterRef("pk"))
        found = found.filter(Exists(texts) | Q(reference__icontains=part) | Q(slug__icontains=part))
    return found


def _lacking(found: PublicationQuerySet, language: str) -> PublicationQuerySet:
    if not language:
        return found
    latest = Edition.objects.filter(publication=OuterRef("pk")).order_by("-number").values("pk")[:1]
    good = Text.objects.published().filter(
        edition=OuterRef("latest"), language=language, status__in=[Text.Status.SOURCE, Text.Status.REVIEWED]
    )
    return found.annotate(latest=Subquery(latest)).filter(~Exists(good))


def with_texts(publications: Sequence[Publication], *, today: date, for_readers: bool = False) -> list[Shown]:
    """Return each with its edition and texts: three queries for a page. For readers, only what is published."""
    return _shown(publications, Text.objects.published() if for_readers else Text.objects.all(), today=today)


def _shown(publications: Sequence[Publication], texts: QuerySet[Text], *, today: date) -> list[Shown]:
    of = [publication.pk for publication in publications]
    editions = Edition.objects.filter(publication__in=of).order_by("publication", "-number")
    found: dict[int, list[Edition]] = {}
    for edition in editions.prefetch_related(Prefetch("texts", texts.order_by("pk"))):
        found.setdefault(edition.publication_id, []).append(edition)
    themes = themes_of_many(publications)
    return [
        _row(publication, found[publication.pk], themes.get(publication.pk, []), today=today)
        for publication in publications
        if publication.pk in found
    ]


def _row(publication: Publication, editions: list[Edition], themes: list[Label], *, today: date) -> Shown:
    edition = counting(editions, today)
    texts = {text.language: text for text in edition.texts.all()}
    return Shown(publication, edition, texts, edition.state_on(today), themes)


def shelf(kind: str, *, theme: str = "") -> QuerySet[Publication]:
    """Return what readers find of one kind, what was issued last first."""
    found = Publication.objects.public().of_kind(kind)
    latest = Edition.objects.published().filter(publication=OuterRef("pk")).order_by("-number")
    dated = (with_theme(found, theme) if theme else found).annotate(
        issued=Subquery(latest.values("issued_on")[:1]), began=Subquery(latest.values("valid_from")[:1])
    )
    return dated.order_by("-began", "-id")


@dataclass(frozen=True, slots=True)
class Article:
    """One edition as readers see it; `editions` are all that were ever published, the newest first."""

    shown: Shown
    editions: list[Edition]


def article(kind: str, slug: str, *, today: date, number: int | None = None) -> Article | None:
    """Return what stands at an address, or None: unknown, of another kind, never published."""
    publication = Publication.objects.public().of_kind(kind).filter(slug=slug).select_related("owner").first()
    if publication is None:
        return None
    readable = Prefetch("texts", Text.objects.published().order_by("pk"))
    editions = list(publication.editions.published().order_by("-number").prefetch_related(readable))
    readable_ones = [one for one in editions if one.texts.all() and number in {None, one.number}]
    if not readable_ones:
        return None
    themes = themes_of_many([publication]).get(publication.pk, [])
    return Article(_row(publication, readable_ones, themes, today=today), editions)


def cited_by(edition: Edition) -> QuerySet[Edition]:
    """Return the answers that rest on an edition."""
    resting = Edition.objects.filter(cites__cited=edition).select_related("publication")
    return resting.prefetch_related("texts").order_by("-publication__opened_at", "-id")


def citations(edition: Edition) -> list[tuple[Edition, str]]:
    """Return what an answer rests on, with the place in it."""
    rows = edition.cites.select_related("cited__publication").prefetch_related("cited__texts").order_by("pk")
    return [(row.cited, row.place) for row in rows]


def editions_of(publication: Publication) -> list[Edition]:
    return list(
        publication.editions.order_by("-number").prefetch_related(Prefetch("texts", Text.objects.order_by("pk")))
    )


def publication_timeline(publication: Publication, *, most: int = 100) -> QuerySet[TrailEntry]:
    return trail.of(publication)[:most]


def given_answers(publication: Publication) -> QuerySet[AnswerGiven]:
    """Return who was given an answer, the latest first."""
    rows = AnswerGiven.objects.filter(edition__publication=publication).select_related("person", "by", "edition")
    return rows.order_by("-at", "-id")


def edition_to_cite(publication: Publication, *, today: date) -> Edition | None:
    """Return the edition in force, which answers cite and people are given; else the last that was published."""
    editions = publication.editions.published().order_by("-number")
    return editions.in_force(today).first() or editions.first()


@dataclass(frozen=True, slots=True)
class Recall:
    """An answer that rests on something which has ended, and who is still to be told."""

    publication: Publication
    titles: dict[str, str]
    given: list[AnswerGiven]


def recalls(user: User, today: date) -> list[Recall]:
    rows = AnswerGiven.objects.all().to_correct(today).select_related("person", "by", "edition").order_by("at", "id")
    given: dict[int, list[AnswerGiven]] = {}
    for row in rows:
        given.setdefault(row.edition.publication_id, []).append(row)
    found = Publication.objects.visible_to(user).filter(pk__in=given).order_by("-opened_at", "-id")
    return [
        Recall(one.publication, one.titles, given[one.publication.pk]) for one in with_texts(list(found), today=today)
    ]


def people_to_correct(today: date) -> int:
    """Return how many people rely on an answer that no longer holds and were not told."""
    return AnswerGiven.objects.all().to_correct(today).count()


def to_correct(edition: Edition, today: date) -> int:
    """How many people were given an edition that no longer holds, and were not told."""
    return edition.given.to_correct(today).count()


def kinds_counted(user: User) -> dict[str, int]:
    """Return how many publications there are of each kind."""
    return dict(Publication.objects.visible_to(user).order_by().values_list("kind").annotate(number=Count("pk")))


def replies_list(user: User, *, state: str = "") -> QuerySet[Reply]:
    """Return replies, those still to be answered by their due time first; `state`: a status, open, confirmed or shown."""
    found = Reply.objects.visible_to(user)
    narrowed = {"open": found.open(), "shown": found.shown(), "confirmed": found.filter(confirmed_at__isnull=False)}
    rows = narrowed.get(state, found.filter(status=state) if state in Reply.Status.values else found)
    answered = Case(When(status__in=[Reply.Status.HELD, Reply.Status.RECEIVED], then=0), default=1)
    return rows.select_related("publication").order_by(answered, "due_at", "id")


def replies_counted(user: User, now: datetime) -> dict[str, int]:
    """Return how many replies stand in each state, and how many of the open ones are late."""
    found = Reply.objects.visible_to(user)
    by_state = dict(found.order_by().values_list("status").annotate(number=Count("pk")))
    return by_state | {"open": found.open().count(), "late": found.late(now).count(), "shown": found.shown().count()}


def shown_replies(publication: Publication) -> list[Reply]:
    """Return what stands below an article: read by us, and confirmed by whoever wrote it."""
    return list(publication.replies.shown().order_by("sent_at", "id"))


def reply_timeline(reply: Reply, *, most: int = 50) -> QuerySet[TrailEntry]:
    return trail.of(reply)[:most]


def public_publication(kind: str, slug: str) -> Publication | None:
    return Publication.objects.public().of_kind(kind).filter(slug=slug).first()
