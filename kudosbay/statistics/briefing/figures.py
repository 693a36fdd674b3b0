"""The key figures of a briefing: as they were frozen, each with a sentence that is computed from the rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any, Final

from django.utils.translation import gettext as _

from kudosbay.kernel import formats
from kudosbay.statistics import queries
from kudosbay.statistics.briefing.words import LANGUAGES, Places, Texts, in_each, texts
from kudosbay.statistics.catalogue import BY_KEY, count_one
from kudosbay.statistics.figures import Asked, Figure
from kudosbay.statistics.wording import value_words

CORE: Final = ("enterprises", "added_last_year", "belt_road", "countries", "capital_usd")
# What stands first for a visitor whose theme it is; the core fills what is left.
FOCUS: Final[Mapping[str, tuple[str, ...]]] = {
    "belt_road": ("belt_road", "licences_belt_road", "countries", "introductions_made"),
    "bonded_zone": ("zone_projects", "introductions_made", "belt_road", "capital_usd"),
    "exhibition": ("leads", "leads_with_case", "introductions_made"),
    "g60": ("enterprises", "added_last_year", "capital_usd", "policies_in_force"),
    "university_town": ("talents_published", "students_guided", "openings_filled"),
    "one_stop": ("licences", "licensed_last_year", "city_share", "agreements"),
    "yangtze_delta": CORE,
}
NUMBER: Final = 5
Frozen = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Counts:
    """What the sentences are made from: the asked day, the frozen values, and the same a year before."""

    asked: Asked
    frozen: Frozen
    places: Places

    def value(self, key: str) -> Any:
        kept = self.frozen.get(key)
        return kept["value"] if kept else count_one(key, self.asked).value

    def before(self, key: str) -> Any:
        return count_one(key, queries.a_year_before(self.asked)).value


def chosen(focus: str, frozen: Frozen) -> list[str]:
    """Return five keys, the focus first; nothing that counts nothing or is not known."""
    wanted = dict.fromkeys((*FOCUS.get(focus, ()), *CORE, "people_outside", "meetings_held"))
    known = [key for key in wanted if key in BY_KEY]
    filled = [key for key in known if not frozen or (frozen.get(key) or {"value": None})["value"]]
    return (filled or known)[:NUMBER]


def key_figures(focus: str, counts: Counts) -> list[dict[str, Any]]:
    return [_shown(BY_KEY[key], counts) for key in chosen(focus, counts.frozen)]


def _shown(figure: Figure, counts: Counts) -> dict[str, Any]:
    value = counts.value(figure.key)
    return {
        "key": figure.key,
        "value": float(value) if isinstance(value, Decimal) else value,
        "unit": figure.unit,
        "names": _words(figure.names),
        "definition": _words(figure.definition),
        "source": _words(figure.source),
        "as_of": counts.asked.as_of.isoformat(),
        "shown": in_each(lambda: value_words(value, figure.unit)),
        "finding": finding(figure.key, value, counts),
    }


def _words(given: Mapping[str, str]) -> Texts:
    return texts({**given, "zh-Hans": given["zh"]})


# --- sentences --------------------------------------------------------------------------------------------------------


def finding(key: str, value: Any, counts: Counts) -> Texts:
    """Return one sentence about a figure; without a way of its own it is compared with a year before."""
    return FINDINGS.get(key, partial(_against_last_year, key))(value, counts)


def _against_last_year(key: str, value: Any, counts: Counts) -> Texts:
    then, unit = counts.before(key), BY_KEY[key].unit
    if not then or value is None:
        return in_each(lambda: _("Counted for the first time this year."))
    more = Decimal(str(value)) - Decimal(str(then))

    def sentence() -> str:
        told = {"number": value_words(abs(more), unit), "share": formats.percent(abs(more), then)}
        if not more:
            return _("The same as a year before.")
        return (
            _("%(number)s more than a year before, up %(share)s.")
            if more > 0
            else _("%(number)s fewer than a year before, down %(share)s.")
        ) % told

    return in_each(sentence)


def _share_of_all(value: Any, counts: Counts, *, words: Callable[[dict[str, Any]], str]) -> Texts:
    whole = counts.value("enterprises")
    year = str(counts.asked.last_year)
    return in_each(lambda: words({"share": formats.percent(value or 0, whole or 1), "year": year}))


def _added(value: Any, counts: Counts) -> Texts:
    return _share_of_all(
        value, counts, words=lambda told: _("%(share)s of all enterprises came in %(year)s alone.") % told
    )


def _belt_road(value: Any, counts: Counts) -> Texts:
    return _share_of_all(
        value,
        counts,
        words=lambda told: _("%(share)s of the enterprises have an investor from along the Belt and Road.") % told,
    )


def _countries(_value: Any, counts: Counts) -> Texts:
    counted = queries.by_country(counts.asked)
    if not counted:
        return in_each(lambda: _("No enterprise has an investor from abroad yet."))
    code, number = counted[0]
    place = counts.places.named(code)

    def sentence(lang: str) -> str:
        return _("Most come from %(place)s: %(count)s.") % {"place": place[lang], "count": formats.number(number)}

    return by_language(sentence)


def _capital(value: Any, counts: Counts) -> Texts:
    firms = counts.value("enterprises") or 1
    each = Decimal(str(value or 0)) / Decimal(firms)
    return in_each(
        lambda: _("%(sum)s for each enterprise on average.") % {"sum": formats.compact_money(round(each, -2), "USD")}
    )


def _city(value: Any, counts: Counts) -> Texts:
    if value is None:
        return in_each(lambda: _("The city’s number was not known on that day."))
    ours, year = counts.value("licensed_last_year"), str(counts.asked.last_year)
    return in_each(
        lambda: (
            _("%(ours)s of the city’s foreign-invested projects of %(year)s came through the centre.")
            % {"ours": formats.number(ours), "year": year}
        )
    )


def by_language(sentence: Callable[[str], str]) -> Texts:
    """As `in_each`, for sentences that hold words which are kept by language."""
    names = iter(LANGUAGES)
    return in_each(lambda: sentence(next(names)))


FINDINGS: Final[Mapping[str, Callable[[Any, Counts], Texts]]] = {
    "added_last_year": _added,
    "belt_road": _belt_road,
    "countries": _countries,
    "capital_usd": _capital,
    "city_share": _city,
}
