"""What the rows behind figures of compliance show."""

from django.utils.translation import gettext as _

from kudosbay.faces.desk.compliance_forms import duty_name
from kudosbay.faces.desk.table import Column, Columns


def returns() -> list[Column]:
    return [
        Column(_("Batch"), lambda row: row.batch.reference),
        Column(_("Duty"), lambda row: duty_name(row.batch.duty)),
        Column(_("Period"), lambda row: row.batch.period),
        Column(_("Enterprise"), lambda row: row.enterprise),
        Column(_("Last day"), lambda row: row.batch.due_on),
        Column(_("Submitted on"), lambda row: row.submitted_on),
        Column(_("Receipt of"), lambda row: row.receipt_on),
        Column(_("State"), lambda row: row.get_status_display()),
    ]


COLUMNS: dict[str, Columns] = {
    "returns_filed": returns,
    "returns_this_month": returns,
    "returns_on_time": returns,
}
