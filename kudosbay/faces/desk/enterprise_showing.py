"""What the pages of enterprises show."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kudosbay.accounts.models import User
from kudosbay.cases.models import Agreement, Case
from kudosbay.cases.words import form_words, step_words
from kudosbay.enterprises.models import Enterprise
from kudosbay.enterprises.queries import enterprise_timeline, facts_of, milestones_of
from kudosbay.faces.desk.table import Column
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.verbs import verb_words
from kudosbay.kernel import formats
from kudosbay.kernel.labels import themes_of
from kudosbay.kernel.models import TrailEntry
from kudosbay.kernel.permissions import CASE_STAFF
from kudosbay.kernel.text import pick

OFFICES = {
    "legal_representative": gettext_lazy("Legal representative"),
    "founder": gettext_lazy("Founder"),
    "director": gettext_lazy("Director"),
    "supervisor": gettext_lazy("Supervisor"),
    "manager": gettext_lazy("Manager"),
}


def columns() -> list[Column]:
    return [
        Column(_("Reference"), lambda row: row.reference),
        Column(_("Chinese name"), lambda row: row.name_zh),
        Column(_("English name"), lambda row: row.name_en),
        Column(_("Credit code"), lambda row: row.credit_code),
        Column(_("Form"), lambda row: row.form),
        Column(_("Origin"), lambda row: row.get_origin_display()),
        Column(_("Licensed on"), lambda row: row.licensed_on),
        Column(_("Left on"), lambda row: row.left_on),
        Column(_("Adviser"), lambda row: row.adviser),
    ]


def enterprise_page(enterprise: Enterprise, user: User) -> dict[str, Any]:
    facts = facts_of(enterprise)
    cases = Case.objects.visible_to(user).filter(enterprise=enterprise).select_related("founder")
    return {
        "company": enterprise,
        "form_words": form_words(enterprise.form),
        "facts": facts,
        "officers": [(OFFICES.get(row.role, row.role), row) for row in facts.officers],
        "registrations": [(step_words(row.step), row) for row in facts.registrations],
        "themes": themes_of(enterprise),
        "milestones": milestones_of(enterprise),
        "cases": cases.order_by("-opened_at", "-id"),
        "agreements": agreements_of(enterprise, user),
        "happenings": [_told(entry) for entry in enterprise_timeline(enterprise)],
    }


def agreements_of(enterprise: Enterprise, user: User) -> list[Agreement]:
    if not user.role_set & CASE_STAFF:
        return []
    return list(enterprise.agreements.order_by("-signed_on", "-id"))


def _told(entry: TrailEntry) -> dict[str, str]:
    facts = dict(entry.facts)
    said = [pick(step_words(facts["step"]), [html_lang()]).text] if "step" in facts else []
    said += [str(facts[name]) for name in ("before", "on", "from", "role") if facts.get(name)]
    kept = getattr(entry, "value", None)
    said += [str(kept.values["because"])] if kept and kept.values.get("because") else []
    return {"title": verb_words(entry.verb), "when": formats.moment_words(entry.at), "text": " · ".join(said)}
