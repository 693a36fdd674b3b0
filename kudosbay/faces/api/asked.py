"""What a program asks about: a day, what was known by a day, and which list of countries."""

from typing import Any

from django import forms
from django.utils.timezone import localdate

from kudosbay.statistics.figures import Asked

LISTS = [("route_64", "route_64"), ("signatories", "signatories")]


class AskedForm(forms.Form):
    """Left out: today, as known now. A name that nobody knows is an error, so that no misspelt day passes for today."""

    as_of = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
    known_on = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
    belt_road = forms.ChoiceField(choices=LISTS, required=False)

    def clean(self) -> dict[str, Any]:
        for name in set(self.data) - set(self.fields):
            self.add_error(None, f"{name}: not known here; known are {', '.join(self.fields)}")
        return self.cleaned_data

    @property
    def asked(self) -> Asked:
        given = self.cleaned_data
        return Asked(given["as_of"] or localdate(), given["known_on"], given["belt_road"] or "route_64")
