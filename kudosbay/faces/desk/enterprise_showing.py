"""What the pages of enterprises show."""

from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.accounts.queries import names_of
from kudosbay.cases.models import Agreement, Case
from kudosbay.cases.words import form_words, step_words
from kudosbay.compliance.models import firms_of
from kudosbay.enterprises.models import Enterprise
from kudosbay.enterprises.queries import enterprise_timeline, facts_of, milestones_of
from kudosbay.faces.desk.table import Column
from kudosbay.faces.duty_showing import duties_page
from kudosbay.faces.happenings import OFFICES, told
from kudosbay.kernel.labels import themes_of
from kudosbay.kernel.permissions import CASE_STAFF

DUTY_DAYS = 90


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
        "happenings": happenings(enterprise),
        **_duties(enterprise, user),
    }


def _duties(enterprise: Enterprise, user: User) -> dict[str, Any]:
    """Return the next days not to miss, for those who may see the firm's filings."""
    if enterprise.left_on or not firms_of(user).filter(pk=enterprise.pk).exists():
        return {}
    return duties_page(enterprise, today=localdate(), days=DUTY_DAYS)


def happenings(enterprise: Enterprise) -> list[dict[str, str]]:
    entries = list(enterprise_timeline(enterprise))
    names = names_of(entry.actor_id for entry in entries)
    return [told(entry, names=names) for entry in entries]


def agreements_of(enterprise: Enterprise, user: User) -> list[Agreement]:
    if not user.role_set & CASE_STAFF:
        return []
    return list(enterprise.agreements.order_by("-signed_on", "-id"))
