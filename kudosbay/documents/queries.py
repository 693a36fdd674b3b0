from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from kudosbay.accounts.queries import names_of
from kudosbay.documents.models import Document, GeneratedPaper
from kudosbay.kernel import trail
from kudosbay.kernel.models import TrailEntry
from kudosbay.people.models import Person

LOOKS: Final = ("document.viewed", "identifier.shown")


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


@dataclass(frozen=True, slots=True)
class Look:
    """A look of somebody else at a person's papers or numbers; several in a row for the same purpose are one.

    `paper` is a paper id of the rules, or empty where the whole `number` (a kind of identifier) was shown.
    """

    at: datetime
    who: str
    role: str
    paper: str
    number: str
    purpose: str
    reason: str
    times: int = 1

    def goes_on_from(self, later: "Look") -> bool:
        same_day = localdate(self.at) == localdate(later.at)
        return same_day and replace(self, at=later.at, times=later.times) == later


def who_looked(holder: Person, *, most: int = 300) -> list[Look]:
    """Return who looked at this person's papers and passport numbers, latest first. Costs four queries."""
    seen = trail.of(holder).filter(verb__in=LOOKS).prefetch_related("subjects")[:most]
    names = names_of(entry.actor_id for entry in seen)
    papers = dict(Document.objects.filter(holder=holder).values_list("pk", "paper"))
    return _joined(_look(entry, papers, names.get(entry.actor_id or 0, "")) for entry in seen)


def _look(entry: TrailEntry, papers: Mapping[int, str], who: str) -> Look:
    of_kind = trail.kind_of(Document)
    seen = next((one.object_id for one in entry.subjects.all() if one.kind == of_kind), 0)
    told = getattr(entry, "value", None)
    return Look(
        at=entry.at,
        who=who,
        role=entry.actor_role,
        paper=papers.get(seen, str(entry.facts.get("paper", ""))),
        number=str(entry.facts.get("kind", "")),
        purpose=str(entry.facts.get("purpose", "")),
        reason=str(told.values.get("reason", "")) if told else "",
    )


def _joined(looks: Iterable[Look]) -> list[Look]:
    """Each page of a paper is a look of its own in the trail; a person reads them as one."""
    kept: list[Look] = []
    for look in looks:
        if kept and look.goes_on_from(kept[-1]):
            kept[-1] = replace(kept[-1], times=kept[-1].times + 1)
        else:
            kept.append(look)
    return kept


def paper_by_key(key: str) -> GeneratedPaper | None:
    """Return the paper that a code was printed on: whoever holds the paper may see that it is ours."""
    return GeneratedPaper.objects.select_related("file").filter(key=key).first()
