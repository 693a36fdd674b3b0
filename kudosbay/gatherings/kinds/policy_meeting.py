"""A meeting at which a policy is explained and questions are answered."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from kudosbay.gatherings.kinds.shapes import TEXT, Extra, Kind

KIND: Final = Kind(
    "policy_meeting",
    _("Policy meeting"),
    is_public=True,
    is_meeting=True,
    certifies=True,
    extras=(Extra("authority", _("Authority that explains"), TEXT, _("中文 / English")),),
)
