"""One function per screen of figures."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from kudosbay.statistics import figures, rows
from kudosbay.statistics.catalogue import BY_KEY, count_all, count_one
from kudosbay.statistics.claims import Claim, Part, Standing, last_of, owner_of, story, thing_of
from kudosbay.statistics.figures import Asked, Counted

HEAD = (
    "enterprises",
    "added_last_year",
    "belt_road",
    "countries",
    "capital_usd",
    "city_share",
    "agreements",
    "people_outside",
)


def overview(asked: Asked) -> dict[str, Counted]:
    """Return every figure by key."""
    return {one.figure.key: one for one in count_all(asked)}


def by_month(asked: Asked) -> list[tuple[date, int]]:
    """Return licences by month of issue, oldest first, months without any left out."""
    months: Counter[date] = Counter()
    for day, count in figures.licences(asked).values_list("licensed_on").annotate(Count("pk")).order_by():
        months[day.replace(day=1)] += count
    return sorted(months.items())


def by_year(asked: Asked) -> list[tuple[int, int]]:
    years: Counter[int] = Counter()
    for month, count in by_month(asked):
        years[month.year] += count
    return sorted(years.items())


def by_country(asked: Asked) -> list[tuple[str, int]]:
    """Return active enterprises by country or region of an investor, most first."""
    counted = rows.investor_countries(figures.active(asked), asked)
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def figure_rows(key: str, asked: Asked) -> QuerySet[Any] | list[Any]:
    """Return the rows that a figure counts. KeyError for an unknown figure."""
    found = BY_KEY[key].rows(asked)
    return found if isinstance(found, list) else found.order_by("pk")


def a_year_before(asked: Asked) -> Asked:
    try:
        day = asked.as_of.replace(year=asked.as_of.year - 1)
    except ValueError:  # 29 February
        day = asked.as_of.replace(year=asked.as_of.year - 1, day=28)
    return replace(asked, as_of=day)


def claims(day: date) -> list[Standing]:
    """Return how each claim of the story stands on a day. A figure that several claims share is counted once."""
    seen: dict[tuple[str, Asked], dict[str, Any]] = {}
    return [
        _standing(part, claim, seen, asked=claim.asked(day, told_on=story().as_of)) for part, claim in story().claims
    ]


def _standing(part: Part, claim: Claim, seen: dict[tuple[str, Asked], dict[str, Any]], *, asked: Asked) -> Standing:
    if not claim.figure:
        return Standing(part, claim)
    at = (claim.figure, asked)
    if at not in seen:
        last = last_of(figure_rows(claim.figure, asked))
        thing = thing_of(last)
        found = {"last": last, "thing": thing, "owner_id": owner_of(thing)}
        seen[at] = {"counted": count_one(claim.figure, asked)} | found
    return Standing(part, claim, **seen[at])
