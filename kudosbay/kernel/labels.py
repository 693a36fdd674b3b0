"""Themes and sources on anything: put, read for one thing or for a whole list, and narrow a query by one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db import models, transaction

from kudosbay.kernel import trail
from kudosbay.kernel.models import Label, Labelled

Rows = TypeVar("Rows", bound=models.QuerySet[Any])


def themes() -> list[Label]:
    return list(Label.objects.filter(kind=Label.Kind.THEME).order_by("pk"))


@transaction.atomic
def put_themes(thing: models.Model, codes: Iterable[str], *, by: trail.Actor) -> list[str]:
    """Let the thing have exactly these themes; return their codes. A code that is no theme is passed over."""
    wanted = {label.pk: label.code for label in themes() if label.code in set(codes)}
    uses = Labelled.objects.filter(kind=trail.kind_of(thing), object_id=thing.pk, label__kind=Label.Kind.THEME)
    before = set(uses.values_list("label_id", flat=True))
    uses.exclude(label_id__in=wanted).delete()
    added = [Labelled(label_id=pk, kind=trail.kind_of(thing), object_id=thing.pk) for pk in wanted.keys() - before]
    Labelled.objects.bulk_create(added, ignore_conflicts=True)
    if before != wanted.keys():
        trail.record(by, "themes.put", on=[thing], facts={"themes": sorted(wanted.values())})
    return sorted(wanted.values())


def themes_of(thing: models.Model) -> list[Label]:
    return themes_of_many([thing]).get(thing.pk, [])


def themes_of_many(things: Sequence[models.Model]) -> dict[Any, list[Label]]:
    """Return the themes of each of a list's rows by its id, in one query. All rows are of one kind."""
    found: dict[Any, list[Label]] = defaultdict(list)
    if things:
        uses = Labelled.objects.filter(kind=trail.kind_of(things[0]), object_id__in=[thing.pk for thing in things])
        for use in uses.filter(label__kind=Label.Kind.THEME).select_related("label").order_by("label_id"):
            found[use.object_id].append(use.label)
    return found


def with_theme(rows: Rows, code: str) -> Rows:
    """Narrow a query to what has the theme."""
    uses = Labelled.objects.filter(kind=trail.kind_of(rows.model), label__code=code)
    return rows.filter(pk__in=uses.values("object_id"))
