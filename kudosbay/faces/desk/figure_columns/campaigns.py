"""What the rows behind figures of messages show: when, of what kind, on which channel; never to which address."""

from django.utils.translation import gettext as _

from kudosbay.faces.desk.table import Column, Columns


def deliveries() -> list[Column]:
    return [
        Column(_("Number"), lambda row: row.pk),
        Column(_("Kind"), lambda row: row.get_kind_display()),
        Column(_("Channel"), lambda row: row.get_channel_display()),
        Column(_("Language"), lambda row: row.language),
        Column(_("Sent at"), lambda row: row.sent_at.isoformat(timespec="seconds")),
    ]


COLUMNS: dict[str, Columns] = {
    "messages": deliveries,
    "messages_policy": deliveries,
    "messages_answer": deliveries,
    "messages_exchange": deliveries,
}
