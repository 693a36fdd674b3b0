"""The house as of a day: addresses allotted and free, area taken."""

from decimal import Decimal

from django.db.models import QuerySet, Sum

from kudosbay.premises.models import Occupancy, RegisteredAddress
from kudosbay.premises.queries import capacity
from kudosbay.statistics.figures import Asked


def registered_here(asked: Asked) -> QuerySet[RegisteredAddress]:
    found = RegisteredAddress.objects.allotted_on_day(asked.as_of, known_on=asked.known_on)
    return found.select_related("enterprise")


def taken(asked: Asked) -> QuerySet[RegisteredAddress]:
    """Return what stands against the quota: allotted or reserved."""
    found = RegisteredAddress.objects.taken_on_day(asked.as_of, known_on=asked.known_on)
    return found.select_related("enterprise")


def free_addresses(asked: Asked) -> int:
    return capacity(asked.as_of, known_on=asked.known_on).free


def sitting(asked: Asked) -> QuerySet[Occupancy]:
    return Occupancy.objects.on(asked.as_of, known_on=asked.known_on).select_related("room", "enterprise")


def occupied_area(asked: Asked) -> Decimal:
    return Decimal(sitting(asked).aggregate(area=Sum("room__area"))["area"] or 0)
