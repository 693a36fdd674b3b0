"""Questions behind the answers that people of the history were given, and one that waits for an answer today."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Prefetch

from kudosbay.accounts.models import User
from kudosbay.demo.days import HOME, at, later, workday_until
from kudosbay.demo.promising import Book, Told, begin
from kudosbay.demo.world import World
from kudosbay.kernel.text import pick
from kudosbay.people.models import Person
from kudosbay.publications.models import AnswerGiven, Text

MINUTES: Final = 45  # from question to answer
SPOKEN: Final = {"zh": "zh-hans", "zh-Hans": "zh-hans"}


def write_questions(world: World, book: Book) -> None:
    texts = Prefetch("edition__texts", Text.objects.order_by("pk"))
    given = AnswerGiven.objects.select_related("edition", "person", "by").prefetch_related(texts).order_by("pk")
    rows = list(given)
    for row in rows:
        book.add(_answered(row, world))
    if rows:
        book.add(_waiting(rows[-1], world))


def _answered(row: AnswerGiven, world: World) -> Told:
    told = _asked(row.person, row, owner=row.by, made=row.at - timedelta(minutes=MINUTES))
    told.accepted(told.made + timedelta(minutes=10))
    titles = {text.language: text.title for text in row.edition.texts.all()}
    title = pick(titles, row.person.languages or ["en"])
    told.replied(row.at, title.text)
    told.row |= {"answer_id": row.edition_id, "reply_language": title.lang.lower()}
    told.happened(row.at, "answered_with", row.by, edition=1)
    confirmed = at(later(row.at.astimezone(HOME).date(), 2), 90)
    if confirmed < world.now:
        told.confirmed(confirmed)
    return told


def _asked(person: Person, row: AnswerGiven, *, owner: User, made: datetime) -> Told:
    """The question as the answer has it, in a language of whoever asks."""
    questions = {text.language: text.summary for text in row.edition.texts.all()}
    titles = {text.language: text.title for text in row.edition.texts.all()}
    spoken = pick(questions, person.languages or ["en"])
    values = {
        "from_side": "person",
        "asker_person_id": person.pk,
        "words": spoken.text,
        "language": SPOKEN.get(spoken.lang, spoken.lang.split("-")[0]),
        "translated": {language: {"title": title} for language, title in titles.items()},
    }
    return begin("question", titles.get(spoken.lang, spoken.text), made, owner=owner, **values)


def _waiting(row: AnswerGiven, world: World) -> Told:
    """Asked this morning, and there is an answer that holds: for whoever tries how questions are answered."""
    adviser = world.staff.advisers[0]
    morning = min(at(workday_until(world.today), 20), world.now - timedelta(minutes=30))
    return _asked(_somebody_else(row, adviser.pk), row, owner=adviser, made=morning)


def _somebody_else(row: AnswerGiven, adviser: int) -> Person:
    """A client of the first adviser who was not given this answer yet."""
    has_it = AnswerGiven.objects.filter(edition=row.edition).values("person")
    found = Person.objects.filter(adviser=adviser).exclude(pk__in=has_it).order_by("-pk")
    return found[0]
