"""Wisdom guests, milestones and accreditations."""

from django.utils.functional import Promise

VERBS: dict[str, Promise] = {}
