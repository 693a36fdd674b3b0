"""Packs of rules, and what they propose for cases."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

VERBS: dict[str, Promise] = {
    "case.law_accepted": gettext_lazy("Planned by the new rules"),
    "case.law_declined": gettext_lazy("Left as it was under the new rules"),
    "case.law_renewed": gettext_lazy("The proposal was worked out again"),
    "law.approved": gettext_lazy("Approved"),
    "law.loaded": gettext_lazy("Loaded and found sound"),
    "law.proposed": gettext_lazy("Proposed for the cases that it changes"),
    "law.refused": gettext_lazy("Loaded and refused for its faults"),
    "law.told": gettext_lazy("A message to those whom it touches was drafted"),
    "law.withdrawn": gettext_lazy("Withdrawn"),
}
