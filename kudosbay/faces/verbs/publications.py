"""Acts on what the centre publishes."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

VERBS: dict[str, Promise] = {
    "answer.cited": gettext_lazy("Cited"),
    "answer.given": gettext_lazy("Answer given"),
    "answer.recall_sent": gettext_lazy("Correction sent to everybody"),
    "answer.recalled": gettext_lazy("Answer recalled"),
    "edition.begun": gettext_lazy("New version begun"),
    "edition.changed": gettext_lazy("Facts and dates changed"),
    "edition.ended": gettext_lazy("End recorded"),
    "publication.begun": gettext_lazy("Publication begun"),
    "publication.changed": gettext_lazy("Owner or themes changed"),
    "publication.telling_drafted": gettext_lazy("Message to those whom it concerns drafted"),
    "publications.exported": gettext_lazy("Publications exported"),
    "reply.answered": gettext_lazy("Answered"),
    "reply.confirmation_asked": gettext_lazy("Writer asked to confirm"),
    "reply.confirmed": gettext_lazy("Confirmed by its writer"),
    "reply.hidden": gettext_lazy("Hidden"),
    "reply.let_through": gettext_lazy("Let through"),
    "reply.received": gettext_lazy("Reply received"),
    "reply.set_aside": gettext_lazy("Set aside"),
    "reply.shown": gettext_lazy("Shown below the article"),
    "research.signed_off": gettext_lazy("Signed off"),
    "themes.put": gettext_lazy("Themes put"),
    "text.brought_up": gettext_lazy("Brought up to the original"),
    "text.changed": gettext_lazy("Text changed"),
    "text.parked": gettext_lazy("Not published: parked"),
    "text.published": gettext_lazy("Published"),
    "text.reviewed": gettext_lazy("Translation reviewed"),
    "text.taken_down": gettext_lazy("Taken down"),
    "text.translated": gettext_lazy("Translated"),
}
