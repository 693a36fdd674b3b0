"""What the rows behind figures of guests, talents and milestones show."""

from django.utils.translation import gettext as _

from kudosbay.faces.context import territories
from kudosbay.faces.desk.figure_columns.core import people
from kudosbay.faces.desk.table import Column, Columns
from kudosbay.faces.jinja import html_lang
from kudosbay.kernel.text import pick


def guests() -> list[Column]:
    place = territories(html_lang())
    return [
        Column(_("Reference"), lambda row: row.person.reference),
        Column(_("Country or region"), lambda row: place(row.person.nationality)),
        Column(_("Entered on"), lambda row: row.entered_on),
    ]


def talents() -> list[Column]:
    return [*people(), Column(_("Source"), lambda row: row.get_source_display())]


def milestones() -> list[Column]:
    return [
        Column(_("Title"), lambda row: pick(row.titles, [html_lang()])),
        Column(_("Kind"), lambda row: row.get_kind_display()),
        Column(_("Day"), lambda row: row.happened_on),
        Column(_("Enterprise"), lambda row: row.enterprise),
        Column(_("Evidence"), lambda row: pick(row.evidence, [html_lang()])),
    ]


COLUMNS: dict[str, Columns] = {
    "wisdom_guests": guests,
    "talents": talents,
    "talents_last_year": talents,
    "milestones": milestones,
    "accreditations": milestones,
}
