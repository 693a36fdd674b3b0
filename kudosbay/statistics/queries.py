"""One function per screen of figures."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from kudosbay.statistics import figures, rows
from kudosbay.statistics.catalogue import BY_KEY, count_all
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
