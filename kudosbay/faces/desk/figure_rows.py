"""Columns of the rows behind a figure, and cells that no spreadsheet takes for a formula."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.enterprises.models import ENTERPRISE_STAFF
from kudosbay.faces.context import territories
from kudosbay.faces.jinja import html_lang

DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\x00", "＝", "＋", "－", "＠")
AGREEMENTS: Final = frozenset({"agreements"})
PEOPLE: Final = frozenset({"people_outside", "foreign_nationals"})


class Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    read: Callable[[Any], Any]

    def safe(self, row: Any) -> str:
        return safe_cell(self.read(row))


def safe_cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(DANGEROUS) else text


def may_see_rows(user: User) -> bool:
    """A government visitor sees figures, never rows of persons or firms."""
    return bool(user.role_set & ENTERPRISE_STAFF)


def columns(key: str) -> list[Column]:
    if key in PEOPLE:
        return [
            Column(_("Reference"), lambda row: row.reference),
            Column(_("Country or region"), lambda row: row.nationality),
            Column(_("In the database since"), lambda row: row.registered_on),
        ]
    if key == "countries":
        place = territories(html_lang())
        return [
            Column(_("Country or region"), lambda row: place(row.code)),
            Column(_("Active enterprises"), lambda row: row.enterprises),
        ]
    if key in AGREEMENTS:
        return [
            Column(_("Reference"), lambda row: row.reference),
            Column(_("Signed on"), lambda row: row.signed_on),
            Column(_("State"), lambda row: row.get_status_display()),
        ]
    return [
        Column(_("Reference"), lambda row: row.reference),
        Column(_("Chinese name"), lambda row: row.name_zh),
        Column(_("Credit code"), lambda row: row.credit_code),
        Column(_("Licensed on"), lambda row: row.licensed_on),
        Column(_("Left on"), lambda row: row.left_on),
        Column(_("Origin"), lambda row: row.get_origin_display()),
    ]
