"""What the desk shows of telling people about a publication: whom, why, in which languages, and what became of it."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings

from kudosbay.faces.desk.campaign_showing import Listed, with_sums
from kudosbay.faces.jinja import html_lang
from kudosbay.kernel.text import pick
from kudosbay.messaging.compose import html_code
from kudosbay.messaging.sums import left_out
from kudosbay.publications import concerning
from kudosbay.publications.models import Edition
from kudosbay.publications.reasons import Leaf, said
from kudosbay.publications.words import titles_of


def reasons_said(decided: Mapping[Leaf, int]) -> list[tuple[str, str, int]]:
    """Return (in words, as written, people) of each condition that decided, most first."""
    here = html_lang()
    rows = [(said(leaf, here), leaf[1], count) for leaf, count in decided.items()]
    return sorted(rows, key=lambda row: -row[2])


def telling_page(edition: Edition, *, today: date) -> dict[str, Any]:
    groups = concerning.still_to_tell(edition, today=today)
    decided: Counter[Leaf] = Counter()
    for leaves, people in groups.items():
        decided.update(dict.fromkeys(leaves, len(people)))
    texts = {text.language: text for text in edition.texts.published().order_by("pk")}
    return {
        "publication": edition.publication,
        "edition": edition,
        "title": pick(titles_of(texts.values()), [html_lang()]),
        "to_tell": sum(map(len, groups.values())),
        "told": concerning.told(edition).count(),
        "reasons": reasons_said(decided),
        "coverage": [(html_code(code), html_code(code) in texts) for code, _name in settings.LANGUAGES],
    }


def words_begin(edition: Edition) -> dict[str, str]:
    """Return what the form begins with: title and summary of each text that readers can open."""
    begin: dict[str, str] = {}
    for text in edition.texts.published():
        code = text.language.lower()
        begin |= {f"title_{code}": text.title, f"text_{code}": text.summary or text.title}
    return begin


def tellings_shown(edition: Edition) -> list[tuple[Listed, list[tuple[str, int]]]]:
    """Return the messages about an edition with their sums, and who was left out for which reason."""
    return [(one, left_out(one.campaign)) for one in with_sums(concerning.tellings(edition)[:10])]
