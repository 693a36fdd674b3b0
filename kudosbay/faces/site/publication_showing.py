"""A publication as its readers see it: in their language if there is one, and open about how far it can be relied on."""

import json
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.urls import reverse, translate_url
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from kudosbay.centre.queries import operator
from kudosbay.faces.jinja import html_lang, lang_name, text_direction
from kudosbay.faces.site_addresses import public_address, shelf_address
from kudosbay.kernel.text import pick
from kudosbay.publications import queries
from kudosbay.publications.kinds import KINDS
from kudosbay.publications.markdown import to_html
from kudosbay.publications.models import Edition, Text
from kudosbay.publications.queries import Article, Shown

SHELVES: Final = {
    "policy": (
        gettext_lazy("Policies"),
        gettext_lazy("What the authorities decided, in plain words, with the source of each."),
    ),
    "research": (gettext_lazy("Research"), gettext_lazy("Questions we looked into, what we read and what we found.")),
    "answer": (
        gettext_lazy("Answers"),
        gettext_lazy("Questions that founders asked, each answer with what it rests on."),
    ),
    "news": (gettext_lazy("News"), gettext_lazy("What happens at the centre.")),
    "guide": (gettext_lazy("Guides"), gettext_lazy("How things are done here, step by step.")),
}
OVER: Final = frozenset({Edition.State.SUPERSEDED, Edition.State.ENDED})
TONES: Final = {"coming": "info", "in_force": "ok", "superseded": "idle", "ended": "idle"}
MARKS: Final = {
    Text.Status.DRAFT: gettext_lazy("This translation has not been reviewed yet. In doubt, the original holds."),
    Text.Status.MACHINE: gettext_lazy(
        "A machine translated this, and nobody has reviewed it yet. In doubt, the original holds."
    ),
    Text.Status.BEHIND: gettext_lazy("The original was changed after this translation. In doubt, the original holds."),
}
SCHEMA: Final = {
    "news": "NewsArticle",
    "answer": "QAPage",
    "guide": "HowTo",
    "policy": "Article",
    "research": "Report",
    "page": "WebPage",
}


def absolute(path: str) -> str:
    return f"{settings.BASE_URL}{path}"


def shelf_page(kind: str, shown: list[Shown], **more: Any) -> dict[str, Any]:
    heading, lead = SHELVES[kind]
    links = {code: absolute(translate_url(shelf_address(kind), code)) for code, _name in settings.LANGUAGES}
    return more | {
        "kind": kind,
        "heading": heading,
        "lead": lead,
        "rows": [(one, public_address(one.publication)) for one in shown],
        "tones": TONES,
        "canonical": absolute(shelf_address(kind)),
        "alternates": {html_lang(code): link for code, link in links.items()},
        "feed": reverse("public:feed", args=[kind]),
    }


def article_page(found: Article, *, today: date, number: int | None) -> dict[str, Any]:
    shown = found.shown
    text = shown.texts[best_language(shown)]
    publication, edition = shown.publication, shown.edition
    cites = _cites(edition, today)
    return {
        "publication": publication,
        "kind": KINDS[publication.kind],
        "edition": edition,
        "text": text,
        "html": to_html(text.body),
        "text_lang": text.language,
        "text_dir": text_direction(text.language),
        "elsewhere": _elsewhere(text),
        "mark": mark_of(text),
        "state": shown.state,
        "tones": TONES,
        "themes": shown.themes,
        "shelf": SHELVES.get(publication.kind, ("", ""))[0],
        "shelf_href": shelf_address(publication.kind),
        "editions": _editions(found, today),
        "newer": _newer(edition),
        "cites": cites,
        "rests_on_ended": any(one["state"] in OVER for one in cites),
        "replies": queries.shown_replies(publication) if KINDS[publication.kind].takes_replies else [],
        **_head(shown, text, number=number),
    }


def best_language(shown: Shown) -> str:
    """Return the page's language if there is a text in it, else the one in which it is said first."""
    wanted = pick(shown.titles, [html_lang()])
    return wanted.lang if wanted.lang in shown.texts else next(iter(shown.texts))


def _elsewhere(text: Text) -> str:
    if text.language == html_lang():
        return ""
    return _("This page is not yet in %(language)s. Here it is in %(other)s.") % {
        "language": lang_name(html_lang()),
        "other": lang_name(text.language),
    }


def mark_of(text: Text) -> str:
    """Return what a reader must know of a translation before relying on it; nothing for one that was reviewed."""
    return str(MARKS.get(Text.Status(text.status), ""))


def _editions(found: Article, today: date) -> list[dict[str, Any]]:
    publication = found.shown.publication
    return [
        {
            "edition": one,
            "state": one.state_on(today),
            "href": public_address(publication, number=one.number),
            "current": one.pk == found.shown.edition.pk,
        }
        for one in found.editions
        if one.texts.all()
    ]


def _newer(edition: Edition) -> str:
    """Where the edition stands that took the place of this one."""
    return public_address(edition.publication) if edition.superseded_by_id else ""


def _cites(edition: Edition, today: date) -> list[dict[str, Any]]:
    return [
        {
            "edition": cited,
            "title": pick({text.language: text.title for text in cited.texts.all()}, [html_lang()]),
            "place": place,
            "state": cited.state_on(today),
            "href": public_address(cited.publication, number=cited.number),
        }
        for cited, place in queries.citations(edition)
    ]


def _head(shown: Shown, text: Text, *, number: int | None) -> dict[str, Any]:
    """Canonical address, the same page in its other languages, and what machines read. Only real texts are named."""
    of = {"number": number} if number else {}
    links = {code: absolute(public_address(shown.publication, language=code, **of)) for code in shown.texts}
    return {
        "canonical": links[text.language],
        "alternates": links,
        "json_ld": json_ld(shown, text, links[text.language]),
    }


def json_ld(shown: Shown, text: Text, address: str) -> Markup:
    """Return a JSON-LD block in which no sign can end the script element."""
    edition, runs = shown.edition, operator()
    told = {
        "@context": "https://schema.org",
        "@type": SCHEMA[shown.publication.kind],
        "headline": text.title,
        "description": text.summary,
        "inLanguage": text.language,
        "url": address,
        "datePublished": _iso(edition.issued_on or text.published_at),
        "dateModified": _iso(text.written_at),
        "version": str(edition.number),
        "isBasedOn": edition.source,
        "expires": _iso(edition.valid_until),
        "publisher": {"@type": "Organization", "name": pick(runs.company, [html_lang()]).text} if runs else "",
    }
    said = json.dumps({name: value for name, value in told.items() if value}, ensure_ascii=False)
    for sign in "<>&\u2028\u2029":
        said = said.replace(sign, f"\\u{ord(sign):04x}")
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(said))  # noqa: S704 - signs escaped above


def _iso(moment: Any) -> str:
    return moment.isoformat() if moment else ""
