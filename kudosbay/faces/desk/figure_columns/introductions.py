"""What the rows behind figures of introductions show: titles, never names."""

from django.utils.translation import gettext as _

from kudosbay.faces.desk.table import Column, Columns
from kudosbay.faces.notice_showing import outcome_words, title_of


def notices() -> list[Column]:
    return [
        Column(_("Reference"), lambda row: row.reference),
        Column(_("Kind"), lambda row: row.the_kind.name),
        Column(_("Side"), lambda row: row.get_side_display()),
        Column(_("Title"), title_of),
        Column(_("Published on"), lambda row: row.published_on),
        Column(_("State"), lambda row: row.get_status_display()),
    ]


def introductions() -> list[Column]:
    return [
        Column(_("Reference"), lambda row: row.reference),
        Column(_("Kind"), lambda row: row.the_kind.name),
        Column(_("Need"), lambda row: title_of(row.need)),
        Column(_("Introduced on"), lambda row: row.introduced_on),
        Column(_("Outcome"), outcome_words),
        Column(_("On"), lambda row: row.outcome_on),
        Column(_("Value"), lambda row: row.value),
        Column(_("Saving"), lambda row: row.saving),
        Column(_("Currency"), lambda row: row.currency),
        Column(_("Receipt"), lambda row: row.receipt_number),
    ]


COLUMNS: dict[str, Columns] = {  # by the key of a figure
    **dict.fromkeys(("notices_published", "talents_published", "members", "leads", "leads_with_case"), notices),
    **dict.fromkeys(
        (
            "introductions_made",
            "introductions_with_value",
            "work_packages_done",
            "outsourcing_saving",
            "zone_projects",
            "openings_filled",
            "students_guided",
        ),
        introductions,
    ),
}
