"""The trail's verbs in words, for timelines. Each part of the centre keeps its words in a file of its own."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kudosbay.faces.verbs import (
    campaigns,
    compliance,
    core,
    gatherings,
    guests,
    introductions,
    law,
    premises,
    promises,
    publications,
)

PARTS = (core, publications, promises, gatherings, introductions, premises, compliance, campaigns, guests, law)
VERBS: dict[str, Promise] = {verb: words for part in PARTS for verb, words in part.VERBS.items()}


def verb_words(verb: str) -> str:
    """Return a verb of the trail in the reader's language; one without words stays as it is."""
    return str(VERBS.get(verb, verb)) or _("Something")
