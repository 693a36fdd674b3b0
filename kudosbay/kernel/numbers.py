from django.db import transaction
from django.db.models import F

from kudosbay.kernel.ids import reference
from kudosbay.kernel.models import Counter


@transaction.atomic
def next_number(series: str) -> int:
    """Draw the next number of a series, without gaps among what commits and never twice."""
    Counter.objects.get_or_create(series=series)
    Counter.objects.filter(series=series).update(value=F("value") + 1)
    return Counter.objects.get(series=series).value


def next_reference(prefix: str, year: int) -> str:
    return reference(prefix, year, next_number(f"{prefix}-{year}"))
