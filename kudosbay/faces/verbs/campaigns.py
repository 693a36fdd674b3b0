"""Messages to many."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

VERBS: dict[str, Promise] = {
    "campaign.approved": gettext_lazy("Approved"),
    "campaign.changed": gettext_lazy("Words changed"),
    "campaign.done": gettext_lazy("All of it has gone out"),
    "campaign.drafted": gettext_lazy("Drafted"),
    "campaign.paused": gettext_lazy("Paused"),
    "campaign.queued": gettext_lazy("A wave was queued"),
    "campaign.resumed": gettext_lazy("Going on"),
    "campaign.stopped": gettext_lazy("Stopped"),
    "campaign.tested": gettext_lazy("Tried on oneself"),
}
