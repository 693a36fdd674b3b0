"""Answers: what they rest on, who was given them, and the correction when that ends."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.kernel import trail
from kudosbay.kernel.errors import NotAllowed, Refused
from kudosbay.kernel.permissions import PEOPLE_STAFF
from kudosbay.messaging.commands import notify
from kudosbay.messaging.models import Delivery
from kudosbay.people.models import Person
from kudosbay.publications.kinds import ANSWER
from kudosbay.publications.models import AnswerGiven, Citation, Edition, Publication
from kudosbay.publications.policy import must_draft
from kudosbay.publications.words import titles


@transaction.atomic
def cite(edition: Edition, cited: Edition, *, by: User, place: str = "") -> Citation:
    """Say that an answer rests on an edition; only what readers can open is cited."""
    must_draft(by, edition)
    if cited.published_at is None:
        raise Refused(_("Only what is published can be cited."), field="cited")
    if cited.publication_id == edition.publication_id:
        raise Refused(_("An answer cannot rest on itself."), field="cited")
    citation, added = Citation.objects.get_or_create(edition=edition, cited=cited, defaults={"place": place[:120]})
    if not added:
        raise Refused(_("This is cited already."), field="cited")
    trail.record(by, "answer.cited", on=[edition.publication, cited.publication], facts={"edition": cited.number})
    return citation


@transaction.atomic
def give_answer(edition: Edition, person: Person, *, by: User, now: datetime, link: str = "/") -> AnswerGiven:
    """Send a published answer to a person, and keep that she or he has it. A second time returns the first."""
    if not by.role_set & PEOPLE_STAFF:
        raise NotAllowed(_("Only the centre’s staff give answers."))
    edition = (
        Edition.objects.select_for_update(of=("self", "publication")).select_related("publication").get(pk=edition.pk)
    )
    if edition.publication.kind != ANSWER:
        raise Refused(_("Only answers are given: choose a publication of that kind."))
    if not Edition.objects.in_force(localdate(now)).filter(pk=edition.pk).exists():
        raise Refused(_("This answer is not in force: give one that is."))
    if edition.cites.filter(cited__valid_until__lt=localdate(now)).exists():
        raise Refused(_("What this answer rests on has ended: write a new version of it."))
    given, added = AnswerGiven.objects.get_or_create(edition=edition, person=person, defaults={"by": by, "at": now})
    if added:
        _send(given, template="answer_given", key=f"answer:{given.pk}", link=link, now=now)
        trail.record(by, "answer.given", on=[edition.publication, person], facts={"edition": edition.number})
    return given


def _send(given: AnswerGiven, *, template: str, key: str, link: str, now: datetime) -> None:
    rows = notify(
        template=template,
        key=key,
        by=trail.MACHINE,
        now=now,
        person=given.person,
        kind=Delivery.Kind.ANSWER,
        data={"answer": titles(given.edition), "link": link},
    )
    AnswerGiven.objects.filter(pk=given.pk).update(delivery=rows[0] if rows else None)


@transaction.atomic
def send_correction(given: AnswerGiven, *, by: User, now: datetime, link: str = "/") -> AnswerGiven:
    """Tell one person that the answer she or he was given no longer holds."""
    if not by.role_set & PEOPLE_STAFF:
        raise NotAllowed(_("Only the centre’s staff give answers."))
    given = (
        AnswerGiven.objects.select_for_update(of=("self",))
        .select_related("edition__publication", "person")
        .get(pk=given.pk)
    )
    if given.corrected_at:
        raise Refused(_("This person has been told already."))
    if not AnswerGiven.objects.filter(pk=given.pk).to_correct(localdate(now)).exists():
        raise Refused(_("What this answer rests on is still in force."))
    AnswerGiven.objects.filter(pk=given.pk).update(corrected_at=now, corrected_by=by)
    notify(
        template="answer_recalled",
        key=f"recall:{given.pk}",
        by=trail.MACHINE,
        now=now,
        person=given.person,
        kind=Delivery.Kind.ANSWER,
        data={"answer": titles(given.edition), "link": link},
    )
    trail.record(by, "answer.recalled", on=[given.edition.publication, given.person])
    given.refresh_from_db()
    return given


@transaction.atomic
def send_corrections(publication: Publication, *, by: User, now: datetime, link: str = "/") -> int:
    """Tell everybody who was given an answer that no longer holds; return how many."""
    rows = AnswerGiven.objects.filter(edition__publication=publication).to_correct(localdate(now)).order_by("pk")
    told = [send_correction(one, by=by, now=now, link=link) for one in rows]
    if not told:
        raise Refused(_("Everybody has been told, or nothing has ended."))
    trail.record(by, "answer.recall_sent", on=[publication], facts={"people": len(told)})
    return len(told)
