"""What the desk shows of the publication that answers a question: prepared, released, given, recalled."""

from datetime import date
from typing import Any

from kudosbay.accounts.models import User
from kudosbay.faces.edition_showing import answer_shown, cites_of, rests_on_ended
from kudosbay.faces.jinja import html_lang
from kudosbay.kernel.text import pick
from kudosbay.messaging.compose import html_code
from kudosbay.messaging.policy import language_of
from kudosbay.promises.models import Promise
from kudosbay.publications import queries
from kudosbay.publications.models import Edition
from kudosbay.publications.policy import may_write
from kudosbay.publications.queries import Shown, WantedPublications
from kudosbay.publications.words import titles_of

SOME = 8


def prepared(promise: Promise, user: User, today: date) -> dict[str, Any] | None:
    """Return the answer that was drafted for a question, or that was given to it; None where there is none."""
    edition = promise.answer
    if edition is None:
        return None
    texts = {text.language: text for text in edition.texts.order_by("pk")}
    cites = cites_of(edition, today)
    return {
        "publication": edition.publication,
        "edition": edition,
        "title": pick(titles_of(texts.values()), [html_lang()]),
        "texts": texts,
        "released": edition.published_at is not None,
        "cites": cites,
        "ended": rests_on_ended(cites),
        "shown": answer_shown(edition, today),
        "reads": reads(promise),
        "missing": reads(promise) not in {code for code, text in texts.items() if text.published_at},
        "may_release": may_write(user),
        "to_correct": queries.to_correct(edition, today),
    }


def reads(promise: Promise) -> str:
    """Return the language, as screens name it, in which whoever asked reads us."""
    return html_code(language_of(person=promise.asker_person)) if promise.asker_person else "en"


def answers_found(user: User, text: str, *, today: date) -> list[Shown]:
    """Return answers in force that fit a search, the newest first."""
    wanted = WantedPublications(text=text[:200].replace("\x00", ""), kind="answer", state="in_force")
    return queries.with_texts(list(queries.publication_list(user, wanted, today=today)[:SOME]), today=today)


def draft_begins(promise: Promise, user: User) -> dict[str, Any]:
    """Return what the form of a new answer begins with: the draft that there is, else the question."""
    edition = promise.answer
    if edition and edition.published_at is None:
        text = edition.texts.get(status="source")
        given = {name: getattr(text, name) for name in ("title", "summary", "body", "language")}
        return given | {"cites": _cites_as_typed(edition)}
    return {"title": promise.title, "summary": promise.words, "language": html_code(user.language)}


def _cites_as_typed(edition: Edition) -> str:
    cited = queries.citations(edition)
    return "\n".join(f"{one.publication.reference} | {place}".rstrip(" |") for one, place in cited)
