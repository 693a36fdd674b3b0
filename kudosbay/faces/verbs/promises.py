"""Requests with an owner and a due time: questions, living, traffic, the zone’s priority, suggestions."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

VERBS: dict[str, Promise] = {
    "nomination.granted": gettext_lazy("Place granted by the zone"),
    "nomination.moved": gettext_lazy("Order of the named changed"),
    "nomination.named": gettext_lazy("Named to the zone"),
    "nomination.refused": gettext_lazy("Place not granted by the zone"),
    "promise.accepted": gettext_lazy("Taken in hand"),
    "promise.answer_drafted": gettext_lazy("Answer drafted as a publication"),
    "promise.answered_with": gettext_lazy("Answered with a publication"),
    "promise.asked": gettext_lazy("Asked on the portal"),
    "promise.confirmed": gettext_lazy("Confirmed by whoever asked"),
    "promise.gathered": gettext_lazy("Passed upward together"),
    "promise.handed_over": gettext_lazy("Handed over"),
    "promise.late": gettext_lazy("Late: told one stair up"),
    "promise.look_asked": gettext_lazy("To be looked into after a bad mark"),
    "promise.made": gettext_lazy("Written down on somebody’s behalf"),
    "promise.message_in": gettext_lazy("Message from whoever asked"),
    "promise.message_out": gettext_lazy("Message to whoever asked"),
    "promise.passed_on": gettext_lazy("Put before the zone or an authority"),
    "promise.rated": gettext_lazy("Mark given"),
    "promise.reopened": gettext_lazy("Opened again by whoever asked"),
    "promise.replied": gettext_lazy("Answered"),
    "promise.step_added": gettext_lazy("Step added"),
    "promise.step_done": gettext_lazy("Step done"),
    "promise.taken_back": gettext_lazy("Answered by the zone or the authority"),
    "promise.told_back": gettext_lazy("Told back to each who asked"),
    "promise.translated": gettext_lazy("Translated"),
    "promise.withdrawn": gettext_lazy("Taken back by whoever asked"),
    "promises.exported": gettext_lazy("Requests exported"),
    "quota.changed": gettext_lazy("Quota changed"),
    "quota.sent": gettext_lazy("Nominations sent to the zone"),
    "quota.set": gettext_lazy("Quota recorded"),
    "themes.put": gettext_lazy("Themes set"),
}
