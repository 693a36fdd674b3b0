from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kudosbay.faces.context import places
from kudosbay.faces.jinja import OWN_NAMES


class CounterForm(forms.Form):
    """A case at the counter: the plan's code, and who the founder is: somebody known, or new."""

    code = forms.CharField(
        label=_("Plan code"),
        help_text=_("From the founder’s phone, for example 7K2-QMD. No plan yet? Answer the questions together first."),
        max_length=20,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    person = forms.CharField(
        label=_("Reference of a person we know"),
        help_text=_("For example P-2026-00012-K. Leave it empty for somebody new."),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    full_name = forms.CharField(label=_("Full name, in own script"), max_length=400, required=False)
    latin_name = forms.CharField(label=_("Name in Latin letters"), max_length=400, required=False)
    nationality = forms.ChoiceField(label=_("Country or region"), required=False)
    address = forms.CharField(label=_("E-mail or phone"), max_length=254, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=list(OWN_NAMES.items()))
    company_name = forms.CharField(label=_("Company name, as wished"), max_length=200, required=False)
    agreed = forms.BooleanField(
        label=_("The founder has signed the consent to the service on paper"),
        error_messages={"required": _("Without this consent we cannot act for the founder.")},
    )

    def __init__(self, data: Any = None, *, lang: str, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["nationality"].choices = [("", ""), *places(lang)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("person"):
            if not given.get("full_name"):
                self.add_error("full_name", _("Enter the name of the founder."))
            if not given.get("nationality"):
                self.add_error("nationality", _("Choose the country or region of the passport."))
        return given
