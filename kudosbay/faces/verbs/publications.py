"""Policies, research, answers, news, guides, and replies to them."""

from django.utils.functional import Promise

VERBS: dict[str, Promise] = {}
