"""What the pages of wisdom guests show."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kudosbay.centre.models import ConsentText
from kudosbay.centre.queries import consent_texts
from kudosbay.faces.context import territories
from kudosbay.faces.desk.table import Column
from kudosbay.faces.jinja import html_lang
from kudosbay.kernel.labels import themes_of_many
from kudosbay.kernel.text import Said, pick
from kudosbay.people.models import GuestProfile, GuestTag, Person
from kudosbay.people.queries import standing_consents
from kudosbay.statistics.figures import Asked
from kudosbay.statistics.talents import definition, talents_by_year

CIRCLES = {
    "investor": gettext_lazy("people who invest in an enterprise of the centre"),
    "officer": gettext_lazy("people who hold an office in one"),
    "guest": gettext_lazy("wisdom guests whose consent stands"),
}


def aspects(profile: GuestProfile) -> list[dict[str, Any]]:
    """Return each aspect that is told: its name, the text in the reader's language, its tags."""
    tags = list(profile.tags.all())
    told = [
        {"label": label, "said": _said(profile, aspect), "tags": [tag for tag in tags if tag.aspect == aspect]}
        for aspect, label in GuestTag.Aspect.choices
    ]
    return [one for one in told if str(one["said"]) or one["tags"]]


def told_aspects(profile: GuestProfile | None) -> list[dict[str, Any]]:
    return aspects(profile) if profile else []


def _said(profile: GuestProfile, aspect: str) -> Said:
    return pick(getattr(profile, aspect), [html_lang()])


def guest_rows(profiles: Sequence[GuestProfile]) -> list[dict[str, Any]]:
    themes = themes_of_many([profile.person for profile in profiles])
    return [
        {"profile": one, "person": one.person, "aspects": aspects(one), "themes": themes.get(one.person_id, [])}
        for one in profiles
    ]


def columns() -> list[Column]:
    place = territories(html_lang())
    told = [Column(str(label), partial(_said, aspect=aspect)) for aspect, label in GuestTag.Aspect.choices]
    return [
        Column(_("Reference"), lambda row: row.person.reference),
        Column(_("Full name, in own script"), lambda row: row.person.full_name),
        Column(_("Country or region"), lambda row: place(row.person.nationality)),
        *told,
        Column(_("Tags"), lambda row: ", ".join(tag.text for tag in row.tags.all())),
        Column(_("Source"), lambda row: row.person.get_source_display()),
        Column(_("Entered on"), lambda row: row.entered_on),
    ]


def consent_to_ask(person: Person) -> ConsentText | None:
    """Return the words of the consent, unless it stands already."""
    latest = {one.purpose: one for one in standing_consents(person)}.get(GuestProfile.PURPOSE)
    if latest and not latest.withdrawn_at:
        return None
    texts = {text.purpose: text for text in consent_texts(localdate(), language=html_lang())}
    return texts.get(GuestProfile.PURPOSE)


def talents_page(asked: Asked) -> dict[str, Any]:
    found = definition(asked)
    years = talents_by_year(asked)
    used = [source for source in Person.Source.values if any(row.by_source.get(source) for row in years)]
    return {
        "asked": asked,
        "definition": [CIRCLES.get(circle, circle) for circle in found.circles],
        "since": found.since,
        "evidence": found.evidence,
        "sources": [(source, Person.Source(source).label) for source in used],
        "years": years,
        "sums": {source: sum(row.by_source.get(source, 0) for row in years) for source in used},
        "total": sum(row.total for row in years),
    }
