"""Columns behind the figures of the centre's story: seminars, remarks, what was asked for, rooms, the operator."""

from django.utils.translation import gettext as _

from kudosbay.faces.desk.figure_columns import core, gatherings, promises
from kudosbay.faces.desk.table import Column, Columns
from kudosbay.faces.jinja import html_lang
from kudosbay.kernel import formats
from kudosbay.kernel.text import pick


def remarks() -> list[Column]:
    lang = html_lang()
    return [
        Column(_("Event"), lambda row: row.gathering.reference),
        Column(_("Who said it"), lambda row: pick(row.speaker, [lang]).text),
        Column(_("What was said"), lambda row: pick(row.text, [lang]).text),
        Column(_("When"), lambda row: formats.moment_words(row.said_at)),
        Column(_("Written down by"), lambda row: row.noted_by),
    ]


def packs() -> list[Column]:
    lang = html_lang()
    return [
        Column(_("Event"), lambda row: row.gathering.reference),
        Column(_("Title"), lambda row: pick(row.gathering.titles, [lang]).text),
        Column(_("When"), lambda row: formats.moment_words(row.asked_at)),
        Column(_("Asked for by"), lambda row: row.asked_by),
        Column(_("State"), lambda row: row.get_status_display()),
    ]


def rooms() -> list[Column]:
    return [
        Column(_("Floor"), lambda row: row.floor),
        Column(_("Room"), lambda row: row.number),
        Column(_("Use"), lambda row: row.get_use_display()),
        Column(_("Area, m²"), lambda row: row.area),
        Column(_("From"), lambda row: row.valid_from),
    ]


def operator() -> list[Column]:
    lang = html_lang()
    return [
        Column(_("Company"), lambda row: pick(row.company, [lang]).text),
        Column(_("Zone"), lambda row: pick(row.zone, [lang]).text),
        Column(_("First day"), lambda row: row.first_day),
    ]


COLUMNS: dict[str, Columns] = {
    "days_at_work": operator,
    "g60_delta": core.enterprises,
    "seminars_held": gatherings.gatherings,
    "remarks_kept": remarks,
    "visit_packs": packs,
    "suggestions_received": promises.promises,
    "interests_received": promises.promises,
    "space_needs": promises.promises,
    "rooms": rooms,
}
