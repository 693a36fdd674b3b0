"""What the desk's pages of publications show."""

from typing import Any, Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.faces.desk.follow_showing import where_spread
from kudosbay.faces.desk.table import Column
from kudosbay.faces.desk.telling_showing import tellings_shown
from kudosbay.faces.jinja import html_lang, lang_name
from kudosbay.faces.site_addresses import public_address
from kudosbay.faces.verbs import verb_words
from kudosbay.kernel import formats, labels
from kudosbay.kernel.models import TrailEntry
from kudosbay.kernel.text import pick
from kudosbay.publications import queries
from kudosbay.publications.commands import LANGUAGES
from kudosbay.publications.kinds import KINDS
from kudosbay.publications.markdown import to_html
from kudosbay.publications.models import Edition, Publication
from kudosbay.publications.policy import may_write
from kudosbay.publications.queries import Shown
from kudosbay.publications.words import titles_of

TONES: Final = {"draft": "idle", "coming": "info", "in_force": "ok", "superseded": "idle", "ended": "idle"}
TEXT_TONES: Final = {"source": "plain", "draft": "we", "machine": "we", "reviewed": "ok", "behind": "turn"}


def rows_of(publications: list[Publication]) -> list[Shown]:
    return queries.with_texts(publications, today=localdate())


def list_surroundings(user: User, kept: dict[str, str]) -> dict[str, Any]:
    """The kinds with their counts, how many people rely on what no longer holds, and the colours of states."""
    counted = queries.kinds_counted(user)
    everything = {"label": _("All"), "count": sum(counted.values()), "href": "?", "current": not kept.get("kind")}
    chips = [
        {
            "label": kind.name,
            "count": counted.get(code, 0),
            "href": f"?kind={code}",
            "current": kept.get("kind") == code,
        }
        for code, kind in KINDS.items()
    ]
    recalls = queries.people_to_correct(localdate())
    return {"kind_chips": [everything, *chips], "recalls": recalls, "tones": TONES, "text_tones": TEXT_TONES}


def columns() -> list[Column]:
    return [
        Column(_("Reference"), lambda row: row.publication.reference),
        Column(_("Kind"), lambda row: row.publication.get_kind_display()),
        Column(_("Title"), lambda row: pick(row.titles, [html_lang()])),
        Column(_("State"), lambda row: row.state.label),
        Column(_("Document number"), lambda row: row.edition.document_number),
        Column(_("In force from"), lambda row: row.edition.valid_from),
        Column(_("In force until"), lambda row: row.edition.valid_until),
        Column(_("Languages"), lambda row: ", ".join(code for code, text in row.texts.items() if text.published_at)),
        Column(_("Owner"), lambda row: row.publication.owner),
    ]


def in_rows(found: QuerySet[Publication], size: int = 500) -> Any:
    """Yield rows for an export, a few hundred at a time."""
    for start in range(0, found.count(), size):
        yield from rows_of(list(found[start : start + size]))


def publication_page(publication: Publication, user: User) -> dict[str, Any]:
    today, kind = localdate(), KINDS[publication.kind]
    editions = queries.editions_of(publication)
    return {
        "publication": publication,
        "kind": kind,
        "titles": titles_of(editions[0].texts.all()),
        "editions": [edition_shown(edition, today=today) for edition in editions],
        "themes": labels.themes_of(publication),
        "may_write": may_write(user),
        "may_begin": editions[0].published_at is not None,
        "concern": bool(editions[0].details.get("concerns")) and not editions[0].superseded_by_id,
        "given": list(queries.given_answers(publication)[:50]),
        "happenings": [_told(entry) for entry in queries.publication_timeline(publication)],
        "tones": TONES,
        "text_tones": TEXT_TONES,
        **where_spread(publication),
    }


def edition_shown(edition: Edition, *, today: Any) -> dict[str, Any]:
    kind, texts = KINDS[edition.publication.kind], list(edition.texts.all())
    missing = [code for code in LANGUAGES if code not in {text.language for text in texts}]
    return {
        "edition": edition,
        "state": edition.state_on(today),
        "texts": texts,
        "missing": missing,
        "missing_names": [lang_name(code) for code in missing],
        "tellings": tellings_shown(edition) if edition.details.get("concerns") else [],
        "details": [(field, edition.details[field.name]) for field in kind.fields if edition.details.get(field.name)],
        "signed": edition.details.get("signed_on", ""),
        "cites": [
            (one, pick(titles_of(one.texts.all()), [html_lang()]), place) for one, place in queries.citations(edition)
        ],
        "cited_by": [(one, pick(titles_of(one.texts.all()), [html_lang()])) for one in queries.cited_by(edition)],
        "href": public_address(edition.publication, number=edition.number) if edition.published_at else "",
    }


def preview_of(words: Any) -> dict[str, Any]:
    return {"title": words.title, "summary": words.summary, "html": to_html(words.body)}


def _told(entry: TrailEntry) -> dict[str, str]:
    facts = dict(entry.facts)
    said = [lang_name(facts["language"])] if "language" in facts else []
    said += [_("Version %(number)s") % {"number": facts["edition"]}] if "edition" in facts else []
    said += [str(facts["on"])] if "on" in facts else []
    return {"title": verb_words(entry.verb), "when": formats.moment_words(entry.at), "text": " · ".join(said)}


def desk_address(publication: Publication) -> str:
    return reverse("desk:publication", args=[publication.reference])
