"""A publication as its readers see it: in their language if there is one, and open about how far it can be relied on."""

from datetime import date
from typing import Any, Final

from django.conf import settings
from django.urls import reverse, translate_url
from markupsafe import Markup

from kudosbay.faces.edition_showing import best_text, cites_of, elsewhere, mark_of, rests_on_ended
from kudosbay.faces.jinja import html_lang, text_direction
from kudosbay.faces.site.guide_showing import shelves
from kudosbay.faces.site.heads import absolute, as_json_ld, publisher
from kudosbay.faces.site_addresses import public_address, shelf_address
from kudosbay.publications import queries
from kudosbay.publications.kinds import KINDS
from kudosbay.publications.markdown import to_html
from kudosbay.publications.models import Edition, Text
from kudosbay.publications.queries import Article, Shown

TONES: Final = {"coming": "info", "in_force": "ok", "superseded": "idle", "ended": "idle"}


def shelf_page(kind: str, shown: list[Shown], **more: Any) -> dict[str, Any]:
    links = {code: absolute(translate_url(shelf_address(kind), code)) for code, _name in settings.LANGUAGES}
    return more | {
        "kind": kind,
        "shelves": shelves(shelf_address(kind)) if kind == "guide" else [],
        "heading": KINDS[kind].shelf,
        "lead": KINDS[kind].lead,
        "rows": [(one, public_address(one.publication)) for one in shown],
        "tones": TONES,
        "canonical": absolute(shelf_address(kind)),
        "alternates": {html_lang(code): link for code, link in links.items()},
        "feed": reverse("public:feed", args=[kind]),
    }


def article_page(found: Article, *, today: date, number: int | None) -> dict[str, Any]:
    shown = found.shown
    text = best_text(shown.texts)
    publication, edition = shown.publication, shown.edition
    cites = cites_of(edition, today)
    return {
        "publication": publication,
        "kind": KINDS[publication.kind],
        "edition": edition,
        "text": text,
        "html": to_html(text.body),
        "text_lang": text.language,
        "text_dir": text_direction(text.language),
        "elsewhere": elsewhere(text),
        "mark": mark_of(text),
        "state": shown.state,
        "tones": TONES,
        "themes": shown.themes,
        "shelf": KINDS[publication.kind].shelf,
        "shelf_href": shelf_address(publication.kind),
        "editions": _editions(found, today),
        "newer": _newer(edition),
        "cites": cites,
        "rests_on_ended": rests_on_ended(cites),
        "replies": queries.shown_replies(publication) if KINDS[publication.kind].takes_replies else [],
        **_head(shown, text, number=number),
    }


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
    edition = shown.edition
    told = {
        "@type": KINDS[shown.publication.kind].schema,
        "headline": text.title,
        "description": text.summary,
        "inLanguage": text.language,
        "url": address,
        "datePublished": _iso(edition.issued_on or text.published_at),
        "dateModified": _iso(text.written_at),
        "version": str(edition.number),
        "isBasedOn": edition.source,
        "expires": _iso(edition.valid_until),
        "publisher": publisher(),
    }
    return as_json_ld(told)


def _iso(moment: Any) -> str:
    return moment.isoformat() if moment else ""
