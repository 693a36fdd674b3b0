"""The rows behind figures of gatherings as plain tables: events that were held, and who came, without names."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.db.models import F, QuerySet

from kudosbay.gatherings.kinds import KINDS
from kudosbay.statistics.catalogue.gatherings import attendance, held, spreads
from kudosbay.statistics.figures import Asked

Values = QuerySet[Any, Any]


def _gatherings(asked: Asked) -> Values:
    return held(asked, *KINDS).values("reference", "kind", "starts_at", "ends_at", "known_since").order_by("pk")


def _attendance(asked: Asked) -> Values:
    rows = attendance(asked).select_related(None).order_by("pk")
    return rows.values("came_at", "left_at", gathering_reference=F("booking__gathering__reference"))


def _spreads(asked: Asked) -> Values:
    rows = spreads(asked).order_by("pk").values("known_since", gathering_reference=F("gathering__reference"))
    return rows.annotate(publication_reference=F("publication__reference"))


TABLES: Final[Mapping[str, Callable[[Asked], Values]]] = {
    "gatherings": _gatherings,
    "attendance": _attendance,
    "spreads": _spreads,
}
