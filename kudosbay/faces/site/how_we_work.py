"""How the centre works, with the figures of a day: convert, attract, elevate, cluster."""

from datetime import date
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kudosbay.faces.edition_showing import best_text, mark_of
from kudosbay.faces.jinja import html_lang, text_direction
from kudosbay.faces.site.heads import absolute
from kudosbay.publications import queries
from kudosbay.publications.markdown import to_html
from kudosbay.statistics.catalogue import count_one
from kudosbay.statistics.figures import Asked
from kudosbay.statistics.wording import shown

SLUG: Final = "how-we-work"
# Of each way of working: what it is called, what it means, the figures that show it (those that there are).
WAYS: Final[tuple[tuple[Promise, Promise, tuple[str, ...]], ...]] = (
    (
        _("Convert"),
        _("A foreign natural person with an idea becomes the owner of a company in China."),
        ("converted", "people_outside"),
    ),
    (
        _("Attract"),
        _("A foreign-owned firm that is elsewhere in China moves in, and stays."),
        ("attracted", "enterprises"),
    ),
    (
        _("Elevate"),
        _("A firm that is here grows: capital, licences, customers, recognition."),
        ("stage_growing", "capital_usd"),
    ),
    (
        _("Cluster"),
        _("Foreign services and Chinese enterprises meet: trade, outsourcing, the Belt and Road."),
        ("introductions_made", "belt_road"),
    ),
)


def how_we_work(request: HttpRequest) -> HttpResponse:
    asked = Asked(_day(request.GET.get("on", "")))
    address = {code: absolute(translate_url(reverse("public:how_we_work"), code)) for code, _name in settings.LANGUAGES}
    context = {
        "ways": ways(asked),
        "day": asked.as_of,
        "alternates": {html_lang(one): href for one, href in address.items()},
    }
    context |= _words() | {"canonical": absolute(reverse("public:how_we_work"))}
    return render(request, "site/publications/how_we_work.html", context)


def _day(text: str) -> date:
    try:
        return min(date.fromisoformat(text), localdate())
    except ValueError:
        return localdate()


def ways(asked: Asked) -> list[dict[str, Any]]:
    return [{"title": title, "means": means, "figures": _figures(keys, asked)} for title, means, keys in WAYS]


def _figures(keys: tuple[str, ...], asked: Asked) -> list[dict[str, Any]]:
    counted = [count_one(key, asked) for key in keys]
    return [{"figure": one.figure, "value": shown(one)} for one in counted]


def _words() -> dict[str, Any]:
    """Return what the centre says of itself, from the publication of this name; nothing until it is written."""
    found = queries.article("page", SLUG, today=localdate())
    if found is None:
        return {"text": None}
    text = best_text(found.shown.texts)
    said = {"text_lang": text.language, "text_dir": text_direction(text.language), "mark": mark_of(text)}
    return said | {"text": text, "html": to_html(text.body)}
