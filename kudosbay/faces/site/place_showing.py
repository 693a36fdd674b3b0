"""Countries and regions as their pages show them: names in the operator's words, everything else from the rules."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from babel.languages import get_official_languages
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kudosbay.cases.guides import days_from
from kudosbay.cases.words import record_words, texts_of
from kudosbay.faces import gathering_words
from kudosbay.faces.context import edition_of_places, territory_names
from kudosbay.faces.context import places as named_places
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.site.guide_showing import SURE, shelves
from kudosbay.faces.site.heads import as_json_ld, in_all_languages, publisher
from kudosbay.gatherings.models import Gathering
from kudosbay.gatherings.queries import WantedGatherings, events
from kudosbay.kernel.search import fold
from kudosbay.rulebook import places as rules
from kudosbay.rulebook.dated import written_span
from kudosbay.rulebook.load import load_rules, made_of_rules
from kudosbay.rulebook.records import Record

NEXT: Final = 3
BELT_AND_ROAD: Final = "belt_road"
# What somebody asks who holds a paper from there.
ASKED: Final = {
    "here": gettext_lazy("Your passport or permit, if you are on the mainland and show it here"),
    "outside": gettext_lazy("Your passport, if you are outside the mainland"),
    "company": gettext_lazy("The register extract and papers of your company"),
    "signed": gettext_lazy("What you sign outside the mainland, such as a power of attorney"),
    "personal": gettext_lazy("Degree and certificate of no criminal record, for a work permit"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; what is empty narrows nothing."""

    text: str = ""
    route: str = ""

    @property
    def kept(self) -> dict[str, str]:
        return {name: said for name, said in (("q", self.text), ("route", self.route)) if said}


@dataclass(frozen=True, slots=True)
class Row:
    code: str
    name: str
    route: str
    since: date | None


def codes() -> frozenset[str]:
    return frozenset(code for code, _name in named_places(html_lang()))


@made_of_rules
@lru_cache(maxsize=1024)
def _periods(code: str) -> tuple[rules.Period, ...]:
    return tuple(rules.history(load_rules(), code))


def _today(code: str, today: date) -> rules.Period:
    return next(period for period in _periods(code) if period.holds(today))


def _row(code: str, name: str, today: date) -> Row:
    period = _today(code, today)
    return Row(code, name, period.routes[0].id if period.routes else "manual", period.first)


def found(wanted: Wanted, *, today: date) -> list[Row]:
    """Return rows in the order of the names in the page's language; a name is found in any language."""
    typed = fold(wanted.text).split()
    rows = [_row(code, name, today) for code, name in named_places(html_lang()) if _is_meant(code, typed)]
    return [row for row in rows if wanted.route in {"", row.route}]


def _is_meant(code: str, typed: list[str]) -> bool:
    if not typed:
        return True
    hay = _names_of(code, edition_of_places())
    return all(word in hay for word in typed)


@lru_cache(maxsize=1024)
def _names_of(code: str, edition: str) -> str:
    return fold(" ".join([code, *territory_names(edition).get(code, {}).values()]))


def list_page(wanted: Wanted, *, page: Any, today: date) -> dict[str, Any]:
    counts = Counter(row.route for row in found(Wanted(wanted.text), today=today))
    return {
        "page": page,
        "wanted": wanted,
        "kept": wanted.kept,
        "route_chips": _chips(wanted, counts),
        "names": {route: record_words("routes", route, ("name",))["name"] for route in counts},
        "shelves": shelves(reverse("public:places")),
        "today": today,
        **in_all_languages("public:places"),
    }


def _chips(wanted: Wanted, counts: Mapping[str, int]) -> list[dict[str, Any]]:
    here = reverse("public:places")
    text = {"q": wanted.text} if wanted.text else {}
    chosen = [("", sum(counts.values())), *sorted(counts.items(), key=lambda pair: -pair[1])]
    return [
        {
            "route": route,
            "count": count,
            "href": reverse("public:places", query=text | ({"route": route} if route else {})) or here,
            "current": wanted.route == route,
        }
        for route, count in chosen
    ]


def place_page(code: str, *, now: datetime) -> dict[str, Any]:
    today = localdate(now)
    book = load_rules()
    tables = book.tables
    return {
        "code": code,
        "ways": _grouped(_ways(code, today)),
        "periods": [(period, _told(period.routes), period.holds(today)) for period in _periods(code)],
        "apostille": tables.apostille_row(code),
        "visa_free": [
            one for one in tables.visa_free_rows(code) if not one["valid_to"] or one["valid_to"] >= str(today)
        ],
        "visa_free_ended": tables.visa_free_ended(code, today),
        "belt_road": tables.belt_road(code, today),
        "proving": rules.proving(book, code, day=today),
        "from_there": days_from(code, here=False, day=today),
        "from_here": days_from(code, here=True, day=today),
        "languages": languages_of(code),
        "events": _events(code, now=now, belt_road=tables.belt_road(code, today)),
        "words": gathering_words,
        "start": reverse("portal:way_with", query={"country": code}),
        "sure": SURE,
        "today": today,
        **in_all_languages("public:place", code),
        "json_ld": _json_ld(code, today),
    }


@made_of_rules
@lru_cache(maxsize=1024)
def _ways(code: str, day: date) -> dict[str, tuple[Record, ...]]:
    return rules.ways(load_rules(), code, day=day)


def _grouped(ways: Mapping[str, tuple[Record, ...]]) -> list[tuple[list[Any], list[dict[str, Any]]]]:
    """Return what goes the same way together: (whose papers, the way)."""
    found: dict[tuple[Record, ...], list[Any]] = {}
    for holder, routes in ways.items():
        found.setdefault(routes, []).append(ASKED[holder])
    return [(asked, _told(routes)) for routes, asked in found.items()]


def _told(routes: tuple[Record, ...]) -> list[dict[str, Any]]:
    return [
        {"data": {**one.data, "valid": written_span(one.span)}, **texts_of(one, ("name", "papers", "note"))}
        for one in routes
    ]


def languages_of(code: str) -> list[str]:
    """Return the official languages of a place, as BCP 47 without script or region, in the order of their use."""
    return list(dict.fromkeys(one.partition("_")[0] for one in get_official_languages(code, de_facto=True)))


def _events(code: str, *, now: datetime, belt_road: bool) -> list[Gathering]:
    """Return what comes next in a language of the place, else on the Belt and Road if it lies along it."""
    spoken = [WantedGatherings(language=one, when="coming", now=now) for one in _heard(code)]
    themed = [WantedGatherings(theme=BELT_AND_ROAD, when="coming", now=now)] if belt_road else []
    coming = {one.pk: one for wanted in [*spoken, *themed] for one in events(wanted)[:NEXT]}
    return sorted(coming.values(), key=lambda one: one.starts_at)[:NEXT]


def _heard(code: str) -> list[str]:
    """Return languages of the place as events write them; English, which most of ours are in, is not asked for."""
    written = {"zh": "zh-hans"}
    return [written.get(one, one) for one in languages_of(code)[:2] if one != "en"] or ["en"]


def _json_ld(code: str, today: date) -> Any:
    names = dict(named_places(html_lang()))
    return as_json_ld(
        {
            "@type": "WebPage",
            "name": names[code],
            "headline": _("Founders from %(place)s: how papers are proved") % {"place": names[code]},
            "inLanguage": html_lang(),
            "url": in_all_languages("public:place", code)["canonical"],
            "dateModified": today.isoformat(),
            "publisher": publisher(),
        }
    )
