"""Dated facts that are put right: what was believed before stays, so that a figure as known on a day never moves."""

from datetime import date
from typing import Any, Self, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model, covariant=True)  # noqa: PLC0105 - as django-stubs names it


class CurrentManager(models.Manager[Row]):
    """Rows as they are believed now. Foreign keys and screens use this one."""

    def get_queryset(self) -> models.QuerySet[Row]:
        return super().get_queryset().filter(known_until=None)


class Known(models.Model):
    """A fact with the day since which it is told so; `known_until` is the day on which something else took its place.

    The row that holds now keeps its id. `keep_as_known` leaves a copy of what was believed until today.
    """

    known_since = models.DateField()
    known_until = models.DateField(null=True, blank=True, editable=False)

    objects = CurrentManager()
    ever = models.Manager()  # noqa: DJ012 - both are managers

    class Meta:
        abstract = True
        base_manager_name = "ever"

    def keep_as_known(self, today: date) -> Self:
        """Copy the row as it was believed until today, and let what is changed next be known since today."""
        fields = [one for one in self._meta.concrete_fields if not one.primary_key]
        values: dict[str, Any] = {one.attname: getattr(self, one.attname) for one in fields}
        copy = type(self).ever.create(**(values | {"known_until": today}))
        self.known_since = today
        return copy


def as_known(on: date | None, prefix: str = "") -> models.Q:
    """Narrow to what was believed on a day; None: what is believed now."""
    if on is None:
        return models.Q(**{f"{prefix}known_until": None})
    told = models.Q(**{f"{prefix}known_since__lte": on})
    return told & (models.Q(**{f"{prefix}known_until": None}) | models.Q(**{f"{prefix}known_until__gt": on}))
