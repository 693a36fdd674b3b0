"""A seminar: a closed circle speaks about one matter, and who said what is kept."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from kudosbay.gatherings.kinds.shapes import MEMBERS, TEXT, Extra, Kind

KIND: Final = Kind(
    "seminar",
    _("Seminar"),
    is_public=False,
    extras=(
        Extra("matter", _("What it is about"), TEXT, _("中文 / English"), required=True),
        Extra(
            "members",
            _("Who takes part, by office"),
            MEMBERS,
            _("One person a line; several offices with a semicolon: 中文 / English; 中文 / English"),
        ),
    ),
)
