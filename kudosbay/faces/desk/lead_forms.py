"""Meeting somebody at a fair: on a telephone, standing, sometimes without a network."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kudosbay.centre.models import ConsentText
from kudosbay.faces.context import places
from kudosbay.faces.fields import DayInput
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.notice_forms import NOTHING, spoken
from kudosbay.introductions.commands import Lead
from kudosbay.introductions.kinds.fair_lead import KIND

NAMES = (
    "full_name",
    "nationality",
    "language",
    "address",
    "company",
    "fair",
    "booth",
    "trade",
    "wishes",
    "met_on",
    "note",
)
NAME = forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"})
LTR = forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"})


class ConsentsForm(forms.Form):
    """What a person is asked to agree to, in one language."""

    def __init__(self, data: Any = None, *, texts: Sequence[ConsentText], initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.texts = list(texts)
        for text in self.texts:
            self.fields[f"consent_{text.purpose}"] = forms.BooleanField(
                label=text.title, help_text=text.text, required=text.required
            )

    @property
    def consents(self) -> list[Any]:
        return [self[f"consent_{text.purpose}"] for text in self.texts]


class LeadForm(ConsentsForm):
    fair = forms.CharField(label=_("Fair"), max_length=200)
    booth = forms.CharField(label=_("Booth"), max_length=40, required=False, widget=LTR)
    full_name = forms.CharField(label=_("Full name, in own script"), max_length=400, widget=NAME)
    company = forms.CharField(label=_("Company"), max_length=200, required=False)
    nationality = forms.ChoiceField(label=_("Country or region"))
    language = forms.ChoiceField(label=_("Language"), help_text=_("In which we write."))
    address = forms.CharField(label=_("E-mail or phone"), max_length=254, widget=LTR)
    wishes = forms.MultipleChoiceField(label=_("What they want"), widget=forms.CheckboxSelectMultiple)
    trade = forms.ChoiceField(label=_("Field of trade"), required=False)
    note = forms.CharField(label=_("Note"), max_length=2000, required=False)
    met_on = forms.DateField(label=_("Met on"), widget=DayInput())

    def __init__(self, data: Any = None, *, texts: Sequence[ConsentText], initial: Any = None) -> None:
        today = {"met_on": localdate(), "language": html_lang()}
        super().__init__(data, texts=texts, initial=today | dict(initial or {}))
        declared = {one.name: one.choices for one in KIND.fields}
        choices: dict[str, Any] = {
            "nationality": [NOTHING, *places(html_lang())],
            "language": spoken(),
            "wishes": declared["wishes"],
            "trade": [NOTHING, *declared["trade"]],
        }
        for name, some in choices.items():
            self.fields[name].choices = some  # type: ignore[attr-defined]

    @property
    def needed(self) -> str:
        """Name what must be filled in before a telephone keeps it."""
        return " ".join(name for name, one in self.fields.items() if one.required)

    @property
    def lead(self) -> Lead:
        given = self.cleaned_data
        agreed = [text for text in self.texts if given[f"consent_{text.purpose}"]]
        return Lead(agreed=agreed, **{name: given[name] for name in NAMES})
