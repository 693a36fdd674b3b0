"""Columns behind figures of gatherings: events by title and day; attendance by reference, without names."""

from django.utils.translation import gettext as _

from kudosbay.faces.desk.table import Column, Columns
from kudosbay.faces.jinja import html_lang
from kudosbay.kernel import formats
from kudosbay.kernel.text import pick


def gatherings() -> list[Column]:
    lang = html_lang()
    return [
        Column(_("Reference"), lambda row: row.reference),
        Column(_("Kind"), lambda row: row.get_kind_display()),
        Column(_("Title"), lambda row: pick(row.titles, [lang]).text),
        Column(_("Begins"), lambda row: formats.moment_words(row.starts_at)),
    ]


def attendance() -> list[Column]:
    lang = html_lang()
    return [
        Column(_("Event"), lambda row: row.booking.gathering.reference),
        Column(_("Title"), lambda row: pick(row.booking.gathering.titles, [lang]).text),
        Column(_("Guest"), lambda row: row.booking.person.reference),
        Column(_("Came"), lambda row: formats.moment_words(row.came_at)),
        Column(_("Minutes"), lambda row: row.minutes),
    ]


COLUMNS: dict[str, Columns] = {
    "meetings_held": gatherings,
    "trainings_held": gatherings,
    "policy_meetings_held": gatherings,
    "meetings_spreading": gatherings,
    "visits_received": gatherings,
    "attendance": attendance,
    "attendance_hours": attendance,
}
