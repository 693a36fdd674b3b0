"""A training: somebody teaches, people learn, and get a certificate."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from kudosbay.gatherings.kinds.shapes import TEXT, Extra, Kind

KIND: Final = Kind(
    "training",
    _("Training"),
    is_public=True,
    is_meeting=True,
    certifies=True,
    extras=(Extra("teacher", _("Who teaches"), TEXT, _("Office or firm: 中文 / English")),),
)
