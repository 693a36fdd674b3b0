"""What the rows behind figures of the rules show."""

from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.faces.desk.table import Column, Columns


def packs() -> list[Column]:
    return [
        Column(_("Reference"), lambda row: row.reference),
        Column(_("Pack"), lambda row: row),
        Column(_("Takes effect on"), lambda row: row.takes_effect_on),
        Column(_("Loaded by"), lambda row: row.loaded_by),
        Column(_("Approved by"), lambda row: row.approved_by),
        Column(_("State"), lambda row: row.get_status_display()),
    ]


def proposals() -> list[Column]:
    return [
        Column(_("Case"), lambda row: row.case.reference),
        Column(_("Pack"), lambda row: row.pack),
        Column(_("Proposed on"), lambda row: _day(row.made_at)),
        Column(_("State"), lambda row: row.get_status_display()),
        Column(_("Decided on"), lambda row: _day(row.decided_at)),
        Column(_("Decided by"), lambda row: row.decided_by),
    ]


def _day(moment: datetime | None) -> date | None:
    return localdate(moment) if moment else None


def values() -> list[Column]:
    return [
        Column(_("Value"), lambda row: row.what),
        Column(_("File"), lambda row: row.file),
        Column(_("Source"), lambda row: ", ".join(row.value.source)),
        Column(_("Last checked"), lambda row: row.value.checked),
        Column(_("Check due"), lambda row: row.value.due),
    ]


COLUMNS: dict[str, Columns] = {
    "law_packs_in_force": packs,
    "law_proposals_made": proposals,
    "law_proposals_accepted": proposals,
    "law_proposals_open": proposals,
    "rule_checks_overdue": values,
}
