"""The rows behind figures of needs, offers and introductions, as of a day and as known on a day."""

from decimal import Decimal
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from kudosbay.cases.models import Case
from kudosbay.introductions.kinds import NEED, OFFER
from kudosbay.introductions.models import DIRECTORY, Introduction, Notice
from kudosbay.people.models import Consent
from kudosbay.statistics.figures import Asked

GUIDED: Final = ("guided", "founded", "filled")
CARRIED: Final = ("delivered", "ordered")


def notices(asked: Asked) -> QuerySet[Notice]:
    """Return what was published by the day, whether or not it has ended since."""
    told = Notice.objects.filter(known_since__lte=asked.known_on) if asked.known_on else Notice.objects.all()
    return told.filter(published_on__lte=asked.as_of, is_listed=True)


def introduced(asked: Asked) -> QuerySet[Introduction]:
    told = (
        Introduction.objects.filter(known_since__lte=asked.known_on) if asked.known_on else Introduction.objects.all()
    )
    return told.filter(introduced_on__lte=asked.as_of).select_related("need", "offer")


def with_outcome(asked: Asked) -> QuerySet[Introduction]:
    return introduced(asked).filter(outcome_on__lte=asked.as_of).exclude(outcome="")


def with_value(asked: Asked) -> QuerySet[Introduction]:
    return with_outcome(asked).filter(value__gt=0)


def work_done(asked: Asked) -> QuerySet[Introduction]:
    return with_outcome(asked).filter(kind="work_package", outcome__in=CARRIED)


def with_saving(asked: Asked) -> QuerySet[Introduction]:
    return with_outcome(asked).filter(kind="work_package", saving__gt=0, currency="CNY")


def saved(asked: Asked) -> Decimal:
    total: dict[str, Any] = with_saving(asked).aggregate(total=Sum("saving"))
    return Decimal(total["total"] or 0)


def zone_projects(asked: Asked) -> QuerySet[Introduction]:
    """Projects for which the zone's office gave a receipt by the day."""
    return introduced(asked).filter(kind="zone_project", received_on__lte=asked.as_of).exclude(receipt_number="")


def talents(asked: Asked) -> QuerySet[Notice]:
    return notices(asked).filter(kind="talent", side=OFFER)


def openings_filled(asked: Asked) -> QuerySet[Introduction]:
    return with_outcome(asked).filter(kind="talent", outcome="filled")


def students_guided(asked: Asked) -> QuerySet[Introduction]:
    students = Q(kind="talent", offer__data__level="student") | Q(kind="mentor", need__data__is_student=True)
    return with_outcome(asked).filter(students, outcome__in=GUIDED)


def members(asked: Asked) -> QuerySet[Notice]:
    """Those whose notice stood in the directory on the day, and whose consent held then."""
    day = asked.as_of
    agreed = Consent.objects.filter(purpose=DIRECTORY, given_at__date__lte=day, person=OuterRef("person"))
    held = agreed.filter(Q(withdrawn_at=None) | Q(withdrawn_at__date__gt=day))
    stood = notices(asked).filter(kind="member", side=OFFER).filter(Q(ended_on=None) | Q(ended_on__gt=day))
    return stood.filter(Exists(held))


def leads(asked: Asked) -> QuerySet[Notice]:
    told = Notice.objects.filter(known_since__lte=asked.known_on) if asked.known_on else Notice.objects.all()
    return told.filter(kind="fair_lead", side=NEED, published_on__lte=asked.as_of)


def leads_with_case(asked: Asked) -> QuerySet[Notice]:
    """Leads for whom a case was opened after they were met, by the day."""
    begun = Case.objects.filter(founder=OuterRef("person"), opened_at__date__lte=asked.as_of)
    return leads(asked).filter(Exists(begun.filter(opened_at__gte=OuterRef("entered_at"))))
