"""What the rows behind figures of enterprises, agreements and people show."""

from django.utils.translation import gettext as _

from kudosbay.faces.context import territories
from kudosbay.faces.desk.table import Column, Columns
from kudosbay.faces.jinja import html_lang


def people() -> list[Column]:
    return [
        Column(_("Reference"), lambda row: row.reference),
        Column(_("Country or region"), lambda row: row.nationality),
        Column(_("In the database since"), lambda row: row.registered_on),
    ]


def places() -> list[Column]:
    place = territories(html_lang())
    return [
        Column(_("Country or region"), lambda row: place(row.code)),
        Column(_("Active enterprises"), lambda row: row.enterprises),
    ]


def agreements() -> list[Column]:
    return [
        Column(_("Reference"), lambda row: row.reference),
        Column(_("Signed on"), lambda row: row.signed_on),
        Column(_("State"), lambda row: row.get_status_display()),
    ]


def enterprises() -> list[Column]:
    return [
        Column(_("Reference"), lambda row: row.reference),
        Column(_("Chinese name"), lambda row: row.name_zh),
        Column(_("Credit code"), lambda row: row.credit_code),
        Column(_("Licensed on"), lambda row: row.licensed_on),
        Column(_("Left on"), lambda row: row.left_on),
        Column(_("Origin"), lambda row: row.get_origin_display()),
    ]


COLUMNS: dict[str, Columns] = {
    "people_outside": people,
    "foreign_nationals": people,
    "countries": places,
    "agreements": agreements,
}
