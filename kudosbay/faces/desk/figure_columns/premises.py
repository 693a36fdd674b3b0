"""What the rows behind figures of premises show."""

from django.utils.translation import gettext as _

from kudosbay.faces.desk.table import Column, Columns


def addresses() -> list[Column]:
    return [
        Column(_("Reference"), lambda row: row.reference),
        Column(_("Address"), lambda row: row.text),
        Column(_("Enterprise"), lambda row: row.enterprise),
        Column(_("Allotted on"), lambda row: row.allotted_on),
        Column(_("Given back on"), lambda row: row.ended_on),
    ]


def rooms() -> list[Column]:
    return [
        Column(_("Room"), lambda row: row.room.number),
        Column(_("Area, m²"), lambda row: row.room.area),
        Column(_("Occupant"), lambda row: row.enterprise or row.get_holder_display()),
        Column(_("From"), lambda row: row.valid_from),
        Column(_("Until"), lambda row: row.valid_to),
    ]


COLUMNS: dict[str, Columns] = {"registered_here": addresses, "free_addresses": addresses, "occupied_area": rooms}
