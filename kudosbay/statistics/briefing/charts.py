"""The charts of a briefing: what they show is their title, and their rows are numbers."""

from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from kudosbay.kernel import formats
from kudosbay.statistics import queries
from kudosbay.statistics.briefing.figures import Counts, by_language
from kudosbay.statistics.briefing.words import day, in_each, same

TOP: Final = 10
MOST_MONTHS: Final = 36  # beyond, years are shown


def charts(counts: Counts) -> list[dict[str, Any]]:
    return [chart for chart in (_growth(counts), _countries(counts)) if chart["rows"]]


def _growth(counts: Counts) -> dict[str, Any]:
    months = queries.by_month(counts.asked)
    if not months:
        return {"rows": []}
    whole = sum(number for _month, number in months)
    if len(months) > MOST_MONTHS:
        return _by_year(counts, whole)
    best = max(months, key=lambda pair: pair[1])
    title = in_each(
        lambda: (
            _("%(count)s licences in %(months)s months; the most, %(best)s, in %(month)s")
            % _of_months(whole, months, best)
        )
    )
    rows = [{"label": same(f"{month:%Y-%m}"), "value": number} for month, number in _all_months(months)]
    return {
        "key": "growth",
        "kind": "column",
        "title": title,
        "unit": in_each(lambda: _("Licences issued, by month")),
        "rows": rows,
    }


def _of_months(whole: int, months: list[tuple[date, int]], best: tuple[date, int]) -> dict[str, str]:
    span = len(_all_months(months))
    return {
        "count": formats.number(whole),
        "months": formats.number(span),
        "best": formats.number(best[1]),
        "month": day(best[0], "month"),
    }


def _all_months(months: list[tuple[date, int]]) -> list[tuple[date, int]]:
    """Return every month from the first to the last; one without a licence is nothing, not left out."""
    counted, filled = dict(months), []
    here, last = months[0][0], months[-1][0]
    while here <= last:
        filled.append((here, counted.get(here, 0)))
        here = date(here.year + here.month // 12, here.month % 12 + 1, 1)
    return filled


def _by_year(counts: Counts, whole: int) -> dict[str, Any]:
    years = queries.by_year(counts.asked)
    best = max(years, key=lambda pair: pair[1])
    told = {"year": str(best[0]), "first": str(years[0][0])}
    title = in_each(
        lambda: (
            _("%(count)s licences since %(first)s; the most, %(best)s, in %(year)s")
            % {**told, "count": formats.number(whole), "best": formats.number(best[1])}
        )
    )
    rows = [{"label": same(str(year)), "value": number} for year, number in years]
    return {
        "key": "growth",
        "kind": "column",
        "title": title,
        "unit": in_each(lambda: _("Licences issued, by year")),
        "rows": rows,
    }


def _countries(counts: Counts) -> dict[str, Any]:
    counted = queries.by_country(counts.asked)
    if not counted:
        return {"rows": []}
    first = counts.places.named(counted[0][0])

    def title(lang: str) -> str:
        told = {"place": first[lang], "count": formats.number(counted[0][1]), "all": formats.number(len(counted))}
        return _("Most come from %(place)s: %(count)s, of %(all)s countries and regions") % told

    rows = [{"label": counts.places.named(code), "value": number} for code, number in counted[:TOP]]
    unit = in_each(lambda: _("Enterprises with an investor from there"))
    return {"key": "countries", "kind": "bar", "title": by_language(title), "unit": unit, "rows": rows}
