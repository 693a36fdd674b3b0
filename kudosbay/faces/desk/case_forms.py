from datetime import date
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kudosbay.documents.reasons import REASONS
from kudosbay.faces.fields import DayInput
from kudosbay.kernel.text import pick

AREA = forms.Textarea(attrs={"rows": 3})
DAY = DayInput()


class VersionedForm(forms.Form):
    """A form that knows which version of the record it showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def seen(self) -> int:
        return int(self.cleaned_data["version"])


class NoteForm(forms.Form):
    text = forms.CharField(label=_("Note for the team"), max_length=5000, widget=AREA)


class MessageForm(forms.Form):
    text = forms.CharField(label=_("Message to the founder"), max_length=10000, widget=AREA)


class CloseForm(forms.Form):
    because = forms.CharField(label=_("Why the case ends"), max_length=2000, widget=AREA)


class StepForm(VersionedForm):
    """Start or submit: nothing to fill in but the version."""


class DoneForm(VersionedForm):
    done_on = forms.DateField(label=_("Done on"), widget=DAY)
    number = forms.CharField(
        label=_("Number or reference that the authority gave"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )

    def clean_done_on(self) -> Any:
        day = self.cleaned_data["done_on"]
        if day > localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day


class ReasonedForm(VersionedForm):
    because = forms.CharField(label=_("Reason"), max_length=2000, widget=AREA)


class SendBackForm(forms.Form):
    """Why a paper goes back, and where on the page: the frame is drawn, or given in thousandths of the page."""

    reason = forms.ChoiceField(label=_("What is wrong"), widget=forms.RadioSelect)
    remark = forms.CharField(
        label=_("What to change, in words for the founder"), max_length=2000, required=False, widget=AREA
    )
    page = forms.IntegerField(label=_("Page"), min_value=1, required=False)
    x = forms.IntegerField(label=_("From the side, in thousandths"), min_value=0, max_value=1000, required=False)
    y = forms.IntegerField(label=_("From the top, in thousandths"), min_value=0, max_value=1000, required=False)
    width = forms.IntegerField(label=_("Width, in thousandths"), min_value=1, max_value=1000, required=False)
    height = forms.IntegerField(label=_("Height, in thousandths"), min_value=1, max_value=1000, required=False)

    def __init__(self, data: Any = None, *, lang: str) -> None:
        super().__init__(data)
        choices = [(code, pick(reason.names, [lang]).text) for code, reason in REASONS.items()]
        self.fields["reason"].choices = choices  # type: ignore[attr-defined]

    @property
    def mark(self) -> dict[str, int]:
        """Return the frame, or nothing if not all of it was given."""
        names = ("page", "x", "y", "width", "height")
        given = {name: self.cleaned_data.get(name) for name in names}
        return given if all(value is not None for value in given.values()) else {}  # type: ignore[return-value]


class PastForm(forms.Form):
    as_of = forms.DateField(label=_("Day"), required=False, widget=DayInput)

    @property
    def day(self) -> date | None:
        """The day that was asked for; None for none, and for what is no day."""
        return self.cleaned_data.get("as_of") if self.is_valid() else None
