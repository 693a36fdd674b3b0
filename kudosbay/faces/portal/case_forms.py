from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kudosbay.faces.fields import DayInput
from kudosbay.kernel.formats import format_date


class SeenForm(forms.Form):
    """Which version of a record the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def seen(self) -> int:
        return int(self.cleaned_data["version"])


class PastDayForm(forms.Form):
    """Which day of a case: from the one on which it was opened until today."""

    as_of = forms.DateField(
        label=gettext_lazy("Date"),
        widget=DayInput,
        error_messages={
            "required": gettext_lazy("Choose a day."),
            "invalid": gettext_lazy("This is not a day of the calendar. Write it like 2026-11-23."),
        },
    )

    def __init__(self, data: Any = None, *, first: date, today: date) -> None:
        super().__init__(data)
        self.first, self.today = first, today
        field = self.fields["as_of"]
        field.help_text = _("From %(first)s, when your case was opened, until today.") % {"first": format_date(first)}
        field.widget.attrs |= {"min": first.isoformat(), "max": today.isoformat()}

    def clean_as_of(self) -> date:
        day: date = self.cleaned_data["as_of"]
        if day < self.first:
            told = {"first": format_date(self.first)}
            raise forms.ValidationError(_("Your case was opened on %(first)s. Choose that day or a later one.") % told)
        if day > self.today:
            raise forms.ValidationError(_("This day has not come yet. Choose today or an earlier day."))
        return day

    @property
    def day(self) -> date | None:
        """None where no day was given, or none that will do."""
        return self.cleaned_data["as_of"] if self.is_valid() else None
