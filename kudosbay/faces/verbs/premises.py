"""The building and its registered addresses."""

from django.utils.functional import Promise

VERBS: dict[str, Promise] = {}
