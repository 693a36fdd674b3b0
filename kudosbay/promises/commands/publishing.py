"""A question answered by a publication: drafted for one, released, given to whoever asked, recalled when its ground ends."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.kernel import trail
from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.kernel.permissions import PEOPLE_STAFF
from kudosbay.kernel.text import pick
from kudosbay.messaging.compose import html_code
from kudosbay.messaging.policy import language_of
from kudosbay.promises.commands.answering import Answer, set_answer, tell_answered
from kudosbay.promises.commands.locking import locked, subjects
from kudosbay.promises.models import Promise
from kudosbay.promises.policy import must_work_on
from kudosbay.publications import commands as publishing
from kudosbay.publications.commands import Words
from kudosbay.publications.kinds import ANSWER
from kudosbay.publications.models import Edition, Publication, Text
from kudosbay.publications.queries import edition_to_cite
from kudosbay.publications.words import titles_shown

Cited = tuple[Edition, str]  # an edition, and where in it


@transaction.atomic
def draft_answer(
    promise: Promise, words: Words, *, language: str, cites: Sequence[Cited], by: User, now: datetime
) -> Publication:
    """Write an answer to one question as a publication, or change the one that was drafted and is not released yet."""
    promise = _question(promise, by)
    draft = promise.answer if promise.answer and promise.answer.published_at is None else None
    publication = _changed(draft, words, by=by, now=now) if draft else _begun(words, language, by=by, now=now)
    edition = publication.editions.get(number=1)
    known = set(edition.cites.values_list("cited", flat=True))
    for cited, place in cites:
        if cited.pk not in known:
            publishing.cite(edition, cited, by=by, place=place)
    promise.answer = edition
    promise.save(update_fields=["answer"])
    trail.record(by, "promise.answer_drafted", on=[*subjects(promise), publication])
    return publication


def _begun(words: Words, language: str, *, by: User, now: datetime) -> Publication:
    return publishing.write_publication(ANSWER, words, language=language, by=by, now=now)


def _changed(draft: Edition, words: Words, *, by: User, now: datetime) -> Publication:
    text = _original(draft)
    publishing.change_text(text, words, by=by, now=now, seen=text.version)
    return draft.publication


def _original(edition: Edition) -> Text:
    return edition.texts.get(status=Text.Status.SOURCE)


@transaction.atomic
def release_answer(promise: Promise, *, seen: int, by: User, now: datetime) -> Promise:
    """Publish the answer that was drafted for a question, and give it to whoever asked."""
    promise = _question(promise, by)
    if promise.answer is None:
        raise Refused(_("No answer has been drafted for this question."))
    original = _original(promise.answer)
    if original.published_at is None:
        publishing.publish_text(original, by=by, now=now)
    return answer_with(promise, promise.answer.publication, seen=seen, by=by, now=now)


@transaction.atomic
def answer_with(
    promise: Promise, publication: Publication, *, seen: int, by: User, now: datetime, note: str = ""
) -> Promise:
    """Answer a question with what is published. The asker is among those who are told when what it rests on ends."""
    promise, day = _question(promise, by), localdate(now)
    person, edition = promise.asker_person, edition_to_cite(publication, today=day)
    if person is None:
        raise Refused(_("No person stands behind this question. Answer it in your own words."))
    if edition is None:
        raise Refused(_("This answer is not released yet."))
    had_it = edition.given.filter(person=person).exists()
    link = f"/go/requests/{promise.reference}/"
    publishing.give_answer(edition, person, by=by, now=now, link=link)
    title = pick(titles_shown(publication), [html_code(language_of(person=person))])
    said = (note, by.language) if note.strip() else (title.text, title.lang.lower())
    answer = Answer(said[0], Promise.Outcome.DONE, said[1], edition=edition)
    set_answer(promise, answer, seen=seen, by=by, now=now)
    trail.record(by, "promise.answered_with", on=[promise, publication], facts={"edition": edition.number})
    if had_it:  # whoever has the answer already gets no second one, and still has to be told that it answers this too
        tell_answered(promise, by=by, now=now)
    return promise


def _question(promise: Promise, by: User) -> Promise:
    promise = locked(promise)
    if not by.role_set & PEOPLE_STAFF:
        raise NotAllowed(_("Only the centre’s staff can do this."))
    must_work_on(promise, by)
    if promise.kind != "question":
        raise Refused(_("Only questions are answered with a publication."))
    if promise.is_answered:
        raise Refused(_("This is answered. Whoever asked can open it again."))
    return promise
