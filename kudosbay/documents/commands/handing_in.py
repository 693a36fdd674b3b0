from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.documents.checks import examine
from kudosbay.documents.models import Document, StoredFile
from kudosbay.documents.policy import must_bring_for, must_own
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.formats import HOME_ZONE
from kudosbay.kernel.ids import secret_token
from kudosbay.kernel.numbers import next_reference
from kudosbay.people.models import Person

PURPOSES = {"review", "preview", "download", "pack", "support"}
FIELD_OF = {"expiry": "expires_on"}


@transaction.atomic
def hand_in(
    holder: Person,
    paper: str,
    file: StoredFile,
    *,
    by: User,
    now: datetime,
    expires_on: date | None = None,
    replaces: Document | None = None,
    agent: User | None = None,
) -> Document:
    """Give us a paper: the adviser's turn begins. Refused where a check fails; warnings are kept with the paper."""
    must_bring_for(holder, by, agent)
    must_own(file, by)
    checks = examine(file, holder, today=now.astimezone(HOME_ZONE).date(), expires_on=expires_on)
    _must_not_fail(checks)
    _replace(replaces, holder, paper)
    document = Document.objects.create(
        reference=next_reference("D", now.year),
        key=secret_token(),
        holder=holder,
        agent=agent,
        paper=paper,
        file=file,
        sent_at=now,
        sent_by=by,
        expires_on=expires_on,
        checks=checks,
        replaces=replaces,
    )
    trail.record(by, "document.handed_in", on=[document, holder], fields=["file"], facts={"paper": paper})
    return document


def _must_not_fail(checks: list[dict[str, str]]) -> None:
    for check in checks:
        if check["result"] == "fail":
            raise Refused(check["words"], field=FIELD_OF.get(check["check"], "file"))


def _replace(replaces: Document | None, holder: Person, paper: str) -> None:
    if replaces is None:
        return
    earlier = Document.objects.select_for_update().get(pk=replaces.pk)
    if (earlier.holder_id, earlier.paper) != (holder.pk, paper):
        raise Refused(_("The earlier paper is of another person or another kind. Send this one as a new paper."))
    earlier.move_to(Document.Status.REPLACED)


@transaction.atomic
def record_view(document: Document, *, by: User, purpose: str, now: datetime) -> None:
    """Note that somebody other than the holder looked at a paper, and what for; the holder can read it."""
    if purpose not in PURPOSES:
        message = f"{purpose} is no purpose: {', '.join(sorted(PURPOSES))}"
        raise ValueError(message)
    if document.holder.user_id != by.pk:
        facts = {"purpose": purpose, "at": now.isoformat()}
        trail.record(by, "document.viewed", on=[document, document.holder], facts=facts)
