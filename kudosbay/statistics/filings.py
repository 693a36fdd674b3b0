"""Returns as of a day: filed, for whom, and how many of them in time."""

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import F, Q, QuerySet

from kudosbay.compliance.models import FilingJob
from kudosbay.enterprises.models import Enterprise
from kudosbay.statistics.figures import TENTH, Asked

YEAR = timedelta(days=365)


def filed(asked: Asked) -> QuerySet[FilingJob]:
    """Return those whose receipt is of the day or earlier, the latest first."""
    found = FilingJob.objects.filed_by(asked.as_of, known_on=asked.known_on)
    return found.select_related("enterprise", "batch").order_by("-receipt_on", "-pk")


def filed_this_month(asked: Asked) -> QuerySet[FilingJob]:
    return filed(asked).filter(receipt_on__gte=asked.as_of.replace(day=1))


def firms_filed_for(asked: Asked) -> QuerySet[Enterprise]:
    """Return enterprises with a return filed in the twelve months up to the day."""
    year = filed(asked).filter(receipt_on__gt=asked.as_of - YEAR).order_by()
    return Enterprise.objects.filter(pk__in=year.values("enterprise")).order_by("pk")


def due_in_the_year(asked: Asked) -> QuerySet[FilingJob]:
    """Return those whose last day lay in the twelve months before the day; what was not theirs is left out."""
    last = Q(batch__due_on__gt=asked.as_of - YEAR, batch__due_on__lt=asked.as_of)
    found = FilingJob.objects.filter(last).exclude(status=FilingJob.Status.NOT_APPLICABLE)
    return found.select_related("enterprise", "batch").order_by("-batch__due_on", "-pk")


def on_time(asked: Asked) -> Decimal | None:
    """Return per cent to one decimal; None where nothing was due."""
    due = due_in_the_year(asked).order_by()
    every = due.count()
    if not every:
        return None
    in_time = due.filter(submitted_on__lte=F("batch__due_on")).count()
    return (Decimal(in_time) * 100 / Decimal(every)).quantize(TENTH, rounding=ROUND_HALF_UP)
