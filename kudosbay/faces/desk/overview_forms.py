from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kudosbay.faces.fields import DayInput
from kudosbay.statistics.figures import Asked

DAY = DayInput()


class AsOfForm(forms.Form):
    """As of which day, as known on which day. What is not a date is passed over: the page then shows today."""

    as_of = forms.DateField(label=_("As of"), widget=DAY, required=False)
    known_on = forms.DateField(label=_("As known on"), widget=DAY, required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.is_valid()

    @property
    def asked(self) -> Asked:
        return Asked(self.cleaned_data.get("as_of") or localdate(), self.cleaned_data.get("known_on"))

    @property
    def query(self) -> dict[str, str]:
        """Return the address's parameters for the other pages of the same day."""
        given = {name: self.cleaned_data.get(name) for name in ("as_of", "known_on")}
        return {name: day.isoformat() for name, day in given.items() if day}
