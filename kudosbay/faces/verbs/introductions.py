"""Needs and offers that meet: zone projects, work packages, talents, members, leads."""

from django.utils.functional import Promise

VERBS: dict[str, Promise] = {}
