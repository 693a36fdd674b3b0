"""Messages to many."""

from django.utils.functional import Promise

VERBS: dict[str, Promise] = {}
