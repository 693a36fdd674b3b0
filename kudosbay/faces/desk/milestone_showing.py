"""What the pages of milestones show."""

from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.enterprises import queries
from kudosbay.enterprises.models import Milestone
from kudosbay.faces.desk.table import Column
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.verbs import verb_words
from kudosbay.kernel import formats
from kudosbay.kernel.labels import themes_of
from kudosbay.kernel.models import TrailEntry
from kudosbay.kernel.text import pick


def columns() -> list[Column]:
    def said(texts: dict[str, str]) -> str:
        return pick(texts, [html_lang()]).text

    return [
        Column(_("Kind"), lambda row: row.get_kind_display()),
        Column(_("Title"), lambda row: said(row.titles)),
        Column(_("Day"), lambda row: row.happened_on),
        Column(_("Authority"), lambda row: said(row.authority)),
        Column(_("Enterprise"), lambda row: row.enterprise),
        Column(_("Evidence"), lambda row: said(row.evidence)),
    ]


def milestone_page(milestone: Milestone) -> dict[str, Any]:
    terms, today = queries.terms_of(milestone), localdate()
    return {
        "milestone": milestone,
        "terms": [(term, term.valid_from <= today <= term.valid_to) for term in terms],
        "assessments": queries.assessments_of(milestone),
        "themes": themes_of(milestone),
        "happenings": [_told(entry) for entry in queries.milestone_timeline(milestone)],
    }


def _told(entry: TrailEntry) -> dict[str, str]:
    kept = getattr(entry, "value", None)
    said = [str(entry.facts[name]) for name in ("on", "from", "until") if entry.facts.get(name)]
    said += [str(kept.values["because"])] if kept and kept.values.get("because") else []
    return {"title": verb_words(entry.verb), "when": formats.moment_words(entry.at), "text": " · ".join(said)}
