"""Which publications rest on rules, and whom they were told to or concern: they must hear when a rule changes."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from django.db.models import Q

from kudosbay.publications.concerning import concerned_by_any, told
from kudosbay.publications.models import Edition

CHANGED: Final = "changed"
FIELD: Final = "rules"  # of an edition's details: ids of rules, or names of tables, with commas between


def editions_citing(rules: Iterable[str]) -> list[Edition]:
    """Return the editions in print that name one of these rules; a row of a table is meant by the table's name too."""
    wanted = {name for rule in rules for name in (rule, rule.partition(" ")[0])}
    names = Q(details__has_key=FIELD) | Q(details__has_key=CHANGED)
    held = Edition.objects.published().filter(names, superseded_by=None).select_related("publication")
    return [one for one in held.order_by("pk") if wanted & named_in(one)]


def named_in(edition: Edition) -> set[str]:
    """What it rests on, and what a finding says that it changed."""
    changed = {line.get("to", "") for line in edition.details.get(CHANGED) or () if line.get("kind") == "rule"}
    return ({name.strip() for name in str(edition.details.get(FIELD, "")).split(",")} | changed) - {""}


def people_told_of(rules: Iterable[str], *, today: date) -> set[int]:
    """Return ids of everybody who was told of such a publication, or whom it concerns by its own condition."""
    editions = editions_citing(rules)
    reached = told(*editions).filter(person__isnull=False).values_list("person_id", flat=True)
    return {person for person in reached if person} | concerned_by_any(editions, today=today)
