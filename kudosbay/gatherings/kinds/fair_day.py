"""A day at a fair: the centre's stand, and who comes along."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from kudosbay.gatherings.kinds.shapes import TEXT, Extra, Kind

KIND: Final = Kind(
    "fair_day",
    _("Fair day"),
    is_public=True,
    extras=(
        Extra("fair", _("Name of the fair"), TEXT, _("中文 / English"), required=True),
        Extra("booth", _("Hall and booth"), TEXT, _("中文 / English")),
    ),
)
