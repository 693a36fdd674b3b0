"""Wisdom guests, milestones and accreditations."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

VERBS: dict[str, Promise] = {
    "enterprise.moved_in": gettext_lazy("Moved in from elsewhere"),
    "enterprise.stage_reached": gettext_lazy("Stage of growth recorded"),
    "enterprise.stage_taken_back": gettext_lazy("Stage of growth taken back"),
    "enterprise.where_from": gettext_lazy("Told from where it moved in"),
    "guest.kept": gettext_lazy("Guest profile kept"),
    "guests.exported": gettext_lazy("Wisdom guests exported"),
    "milestone.added": gettext_lazy("Milestone added"),
    "milestone.amended": gettext_lazy("Milestone put right"),
    "milestone.assessed": gettext_lazy("Assessment noted"),
    "milestone.term_added": gettext_lazy("Term added"),
    "milestones.exported": gettext_lazy("Milestones exported"),
    "person.credited": gettext_lazy("Source and credit changed"),
    "themes.put": gettext_lazy("Themes put"),
}
