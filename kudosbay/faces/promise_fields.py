"""The fields that a kind of promise adds to a form."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kudosbay.faces.fields import DayInput
from kudosbay.promises.kinds import KINDS, Field

NOTHING = ("", _("Not said"))


def kind_fields(kind: str) -> dict[str, forms.Field]:
    return {one.name: _field(one) for one in KINDS[kind].fields}


def given_details(kind: str, cleaned: Mapping[str, Any]) -> dict[str, Any]:
    return {one.name: cleaned[one.name] for one in KINDS[kind].fields if cleaned.get(one.name) not in (None, "")}


def _field(one: Field) -> forms.Field:
    about: dict[str, Any] = {"label": one.label, "help_text": one.hint, "required": one.required}
    if one.what == "number":
        return forms.IntegerField(min_value=1, max_value=999_999, **about)
    if one.what == "day":
        return forms.DateField(widget=DayInput(), **about)
    if one.what == "choice":
        choices = list(one.choices) if one.required else [NOTHING, *one.choices]
        return forms.ChoiceField(choices=choices, **about)
    return forms.CharField(max_length=500, **about)
