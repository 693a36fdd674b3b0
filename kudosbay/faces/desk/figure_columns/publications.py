"""What the rows behind figures of publications show."""

from django.utils.translation import gettext as _

from kudosbay.faces.desk.table import Column, Columns


def publications() -> list[Column]:
    return [
        Column(_("Reference"), lambda row: row.reference),
        Column(_("Kind"), lambda row: row.get_kind_display()),
        Column(_("Address of the page"), lambda row: row.slug),
    ]


def editions() -> list[Column]:
    return [
        Column(_("Reference"), lambda row: row.publication.reference),
        Column(_("Document number"), lambda row: row.document_number),
        Column(_("In force from"), lambda row: row.valid_from),
        Column(_("In force until"), lambda row: row.valid_until),
    ]


def answers() -> list[Column]:
    return [
        Column(_("Answer"), lambda row: row.edition.publication.reference),
        Column(_("Given on"), lambda row: row.at.date()),
    ]


def replies() -> list[Column]:
    return [
        Column(_("Article"), lambda row: row.publication.reference),
        Column(_("Answered"), lambda row: row.answered_at.date()),
    ]


COLUMNS: dict[str, Columns] = {  # by the key of a figure
    "publications": publications,
    "policies_in_force": editions,
    "research_dossiers": publications,
    "answers_given": answers,
    "replies_answered": replies,
}
