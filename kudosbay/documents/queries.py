from datetime import date

from django.db.models import Q, QuerySet

from kudosbay.documents.models import Document, GeneratedPaper
from kudosbay.kernel import trail
from kudosbay.kernel.models import TrailEntry
from kudosbay.people.models import Person


def reusable_documents(holder: Person, paper: str, *, today: date | None = None) -> QuerySet[Document]:
    """Return what the holder handed in for the same paper before and may use again, latest first."""
    rows = Document.objects.usable().filter(holder=holder, paper=paper)
    if today:
        rows = rows.filter(Q(expires_on=None) | Q(expires_on__gte=today))
    return rows.select_related("file", "holder").order_by("-sent_at", "-id")


def papers_of(holder: Person) -> QuerySet[Document]:
    """Return all papers of a person but replaced ones, latest first."""
    rows = Document.objects.filter(holder=holder).exclude(status=Document.Status.REPLACED)
    return rows.select_related("file", "holder").order_by("-sent_at", "-id")


def who_looked(holder: Person) -> QuerySet[TrailEntry]:
    """Return each view of this person's papers by somebody else, latest first."""
    return trail.of(holder).filter(verb="document.viewed")


def paper_by_key(key: str) -> GeneratedPaper | None:
    """Return the paper that a code was printed on: whoever holds the paper may see that it is ours."""
    return GeneratedPaper.objects.select_related("file").filter(key=key).first()
