"""An official visit: purpose, delegation in the order of protocol, route through the house."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from kudosbay.gatherings.kinds.shapes import MEMBERS, STOPS, TEXT, Extra, Kind

KIND: Final = Kind(
    "visit",
    _("Official visit"),
    is_public=False,
    extras=(
        Extra("purpose", _("Purpose of the visit"), TEXT, _("中文 / English"), required=True),
        Extra(
            "delegation",
            _("Delegation, in the order of protocol"),
            MEMBERS,
            _("One person a line; several offices with a semicolon: 中文 / English; 中文 / English"),
            required=True,
        ),
        Extra("hosts", _("Who receives them"), MEMBERS, _("One person a line, as above")),
        Extra("route", _("Route through the house"), STOPS, _("One stop a line: 15 | 一楼 / Ground floor")),
    ),
)
