"""What the rows behind figures of promises show: no names, since partners of the centre may look at figures too."""

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.faces.desk.table import Column, Columns
from kudosbay.faces.promise_showing import kind_name


def promises() -> list[Column]:
    return [
        Column(_("Reference"), lambda row: row.reference),
        Column(_("Kind"), lambda row: kind_name(row.kind)),
        Column(_("From"), lambda row: row.get_from_side_display()),
        Column(_("Asked on"), lambda row: localdate(row.made_at)),
        Column(_("Due"), lambda row: localdate(row.promised_for)),
        Column(_("Answered"), lambda row: localdate(row.replied_at) if row.replied_at else ""),
        Column(_("Closed"), lambda row: localdate(row.closed_at) if row.closed_at else ""),
        Column(_("Mark"), lambda row: row.rating or ""),
    ]


def places() -> list[Column]:
    return [
        Column(_("Reference"), lambda row: row.promise.reference),
        Column(_("For"), lambda row: row.quota.get_area_display()),
        Column(_("Place in line"), lambda row: row.place),
        Column(_("Answered"), lambda row: row.answered_on),
    ]


OF_PROMISES = (
    "promises_made",
    "promises_kept",
    "promises_open",
    "promises_overdue",
    "promises_care",
    "promises_questions",
    "suggestions_answered",
    "satisfied",
)
COLUMNS: dict[str, Columns] = {**dict.fromkeys(OF_PROMISES, promises), "zone_places": places}
