"""An edition as its readers see it, on the public pages and on the portal: in their language if there is one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kudosbay.faces.jinja import html_lang, lang_name, text_direction
from kudosbay.faces.site_addresses import public_address
from kudosbay.kernel.text import pick
from kudosbay.publications import queries
from kudosbay.publications.markdown import to_html
from kudosbay.publications.models import Edition, Text

OVER: Final = frozenset({Edition.State.SUPERSEDED, Edition.State.ENDED})
MARKS: Final = {
    Text.Status.DRAFT: gettext_lazy("This translation has not been reviewed yet. In doubt, the original holds."),
    Text.Status.MACHINE: gettext_lazy(
        "A machine translated this, and nobody has reviewed it yet. In doubt, the original holds."
    ),
    Text.Status.BEHIND: gettext_lazy("The original was changed after this translation. In doubt, the original holds."),
}


def best_text(texts: Mapping[str, Text]) -> Text:
    """Return the text in the page's language if there is one, else the one in which it is said first."""
    wanted = pick({code: text.title for code, text in texts.items()}, [html_lang()])
    return texts.get(wanted.lang) or next(iter(texts.values()))


def elsewhere(text: Text) -> str:
    """Say that there is no text in the page's language yet; nothing where there is."""
    if text.language == html_lang():
        return ""
    return _("This page is not yet in %(language)s. Here it is in %(other)s.") % {
        "language": lang_name(html_lang()),
        "other": lang_name(text.language),
    }


def mark_of(text: Text) -> str:
    """Return what a reader must know of a translation before relying on it; nothing for one that was reviewed."""
    return str(MARKS.get(Text.Status(text.status), ""))


def cites_of(edition: Edition, today: date) -> list[dict[str, Any]]:
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


def rests_on_ended(cites: Sequence[Mapping[str, Any]]) -> bool:
    return any(one["state"] in OVER for one in cites)


def answer_shown(edition: Edition, today: date) -> dict[str, Any] | None:
    """Return a given answer in the reader's language with what it rests on; None where every text was taken down."""
    texts = {text.language: text for text in edition.texts.published().order_by("published_at", "pk")}
    if not texts:
        return None
    text, cites = best_text(texts), cites_of(edition, today)
    return {
        "text": text,
        "html": to_html(text.body),
        "lang": text.language,
        "dir": text_direction(text.language),
        "elsewhere": elsewhere(text),
        "mark": mark_of(text),
        "cites": cites,
        "ended": rests_on_ended(cites) or edition.state_on(today) in OVER,
        "href": public_address(edition.publication, number=edition.number),
    }
