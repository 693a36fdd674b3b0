"""Duties of enterprises and their filings."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, Promise] = {
    "batch.opened": _("Batch opened"),
    "batch.extended": _("Further firms taken into the batch"),
    "batch.closed": _("Batch closed"),
    "batch.reopened": _("Batch opened again"),
    "batch.due": _("Told that the last day is near"),
    "duty_feed.opened": _("Calendar of duties subscribed"),
    "duty_feed.renewed": _("Calendar of duties given a new address"),
    "engagement.made": _("Agreement with a tax partner recorded"),
    "engagement.ended": _("Agreement with a tax partner ended"),
    "filings.exported": _("Filings exported"),
    "mandate.given": _("Power of attorney recorded"),
    "mandate.revoked": _("Power of attorney revoked"),
    "real_name.checked": _("Identity at the tax office checked"),
    "real_name.ended": _("No longer acts for the firm at the tax office"),
    "return.prepared": _("Return prepared"),
    "return.reviewed": _("Return reviewed by a second person"),
    "return.sent_back": _("Return sent back to be prepared anew"),
    "return.confirmed": _("Figures confirmed by the firm"),
    "return.submitted": _("Return submitted"),
    "return.accepted": _("Return accepted by the tax office"),
    "return.rejected": _("Return rejected by the tax office"),
    "return.paid": _("Tax paid"),
    "return.archived": _("Return archived with its receipt"),
    "return.blocked": _("Return blocked"),
    "return.unblocked": _("Return goes on"),
    "return.not_theirs": _("Return set aside: not theirs"),
    "return.reason_accepted": _("Reason accepted"),
    "tax_profile.told": _("What the duties depend on recorded"),
}
