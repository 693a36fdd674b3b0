"""Duties of enterprises and their filings."""

from django.utils.functional import Promise

VERBS: dict[str, Promise] = {}
