"""What the pages of messages show."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kudosbay.accounts.queries import names_of
from kudosbay.faces.desk.delivery_forms import EVERYTHING, DeliveryFilter
from kudosbay.faces.desk.table import Column
from kudosbay.faces.happenings import told
from kudosbay.kernel import trail
from kudosbay.messaging import policy, queries
from kudosbay.messaging.models import Delivery

TONES = {"parked": "turn", "failed": "bad", "suppressed": "idle", "accepted": "plain"}


def columns() -> list[Column]:
    return [
        Column(_("Written"), lambda row: row.created_at.isoformat(timespec="seconds")),
        Column(_("Kind"), lambda row: row.get_kind_display()),
        Column(_("Message"), lambda row: row.template),
        Column(_("Channel"), lambda row: row.get_channel_display()),
        Column(_("Person"), lambda row: row.person.reference if row.person else ""),
        Column(_("Address"), lambda row: row.address),
        Column(_("State"), lambda row: row.get_status_display()),
        Column(_("Reply code"), lambda row: row.reply_code),
        Column(_("Reply"), lambda row: row.reply_text),
        Column(_("Attempts"), lambda row: row.attempts),
        Column(_("Sent at"), lambda row: row.sent_at.isoformat(timespec="seconds") if row.sent_at else ""),
    ]


def chips(form: DeliveryFilter) -> list[dict[str, Any]]:
    counts = queries.state_counts()
    labels = {
        "attention": _("Needs a person"),
        "parked": _("Parked"),
        "failed": _("Failed"),
        "blocked": _("Blocked"),
        "waiting": _("Waiting"),
        "sent": _("Gone out"),
        EVERYTHING: _("All"),
    }
    return [
        {
            "label": label,
            "href": reverse("desk:deliveries", query=form.kept | {"state": name}),
            "current": name == form.state,
            "count": counts.get(name),
            "tone": "turn" if name == "attention" else "",
        }
        for name, label in labels.items()
    ]


def listed(row: Delivery) -> dict[str, Any]:
    said = queries.what_was_said(row)
    return {"row": row, "subject": said.subject if said else _("A way to sign in"), "tone": tone(row)}


def tone(row: Delivery) -> str:
    return TONES.get(row.status, "we")


def delivery_page(row: Delivery) -> dict[str, Any]:
    entries = list(trail.of(row))
    names = names_of(entry.actor_id for entry in entries)
    return {
        "delivery": row,
        "said": queries.what_was_said(row),
        "is_door": policy.opens_a_door(row),
        "tone": tone(row),
        "blocked": queries.suppressed(row),
        "may_go_again": row.can_go_again and not policy.opens_a_door(row),
        "happenings": [told(entry, names=names) for entry in entries],
    }
