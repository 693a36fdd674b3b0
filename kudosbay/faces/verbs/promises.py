"""Requests with an owner and a due time: questions, living, traffic, the zone’s priority, suggestions."""

from django.utils.functional import Promise

VERBS: dict[str, Promise] = {}
