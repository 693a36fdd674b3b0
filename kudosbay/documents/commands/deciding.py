from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.documents.models import Document
from kudosbay.documents.policy import must_decide
from kudosbay.documents.reasons import OTHER, REASONS
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused

Mark = Mapping[str, int]
WHOLE = 1000  # marks are in thousandths of the page


@transaction.atomic
def verify_document(document: Document, *, by: User, now: datetime) -> Document:
    """Accept the paper: nobody's turn any more."""
    must_decide(by)
    document = _locked(document)
    document.move_to(Document.Status.VERIFIED)
    _decided(document, by=by, now=now)
    trail.record(by, "document.verified", on=[document, document.holder])
    return document


@transaction.atomic
def reject_document(
    document: Document, *, reason: str, by: User, now: datetime, remark: str = "", mark: Mark | None = None
) -> Document:
    """Send the paper back with a reason of the table and, where it helps, the place on the page: the holder's turn.

    `mark`: {page, x, y, width, height}, the page from 1, the rest in thousandths of the page.
    """
    must_decide(by)
    document = _locked(document)
    _must_explain(reason, remark)
    place = _place(mark, document.file.pages)
    document.move_to(Document.Status.REJECTED)
    _decided(document, by=by, now=now, reason=reason, remark=remark.strip(), mark=place)
    facts = {"reason": reason}
    trail.record(by, "document.rejected", on=[document, document.holder], fields=["reason", "remark"], facts=facts)
    return document


def _locked(document: Document) -> Document:
    return Document.objects.select_for_update(of=("self",)).select_related("holder", "file").get(pk=document.pk)


def _decided(
    document: Document, *, by: User, now: datetime, reason: str = "", remark: str = "", mark: Mark | None = None
) -> None:
    values = {"decided_at": now, "decided_by": by, "reason": reason, "remark": remark, "mark": dict(mark or {})}
    Document.objects.filter(pk=document.pk).update(version=F("version") + 1, **values)
    document.refresh_from_db()


def _must_explain(reason: str, remark: str) -> None:
    if reason not in REASONS:
        raise Refused(_("Choose one of the reasons in the list."), field="reason")
    if reason == OTHER and not remark.strip():
        raise Refused(_("Write what the holder has to change: “Other” alone does not help."), field="remark")


def _place(mark: Mark | None, pages: int) -> Mark:
    if not mark:
        return {}
    try:
        place = {name: int(mark[name]) for name in ("page", "x", "y", "width", "height")}
    except (KeyError, TypeError, ValueError) as fault:
        raise Refused(_("The mark on the page could not be read. Draw it again."), field="mark") from fault
    if not (1 <= place["page"] <= pages and _inside(place)):
        raise Refused(_("The mark lies outside the page. Draw it again."), field="mark")
    return place


def _inside(place: Mark) -> bool:
    across = place["x"] >= 0 and place["width"] > 0 and place["x"] + place["width"] <= WHOLE
    return across and place["y"] >= 0 and place["height"] > 0 and place["y"] + place["height"] <= WHOLE
