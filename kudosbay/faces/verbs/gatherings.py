"""Trainings, meetings, seminars, visits, fair days."""

from django.utils.functional import Promise

VERBS: dict[str, Promise] = {}
