import json
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kudosbay.centre.models import Operator, Territory
from kudosbay.faces.desk.case_forms import AREA, DAY, VersionedForm
from kudosbay.faces.desk.licence_forms import CURRENCIES

TEXTS = ("names", "address")
OWN = ("email", "phone", "first_day")


class OperatorForm(VersionedForm):
    """What the centre says of itself on every page and paper."""

    names_zh = forms.CharField(label=_("Name, in Chinese"), max_length=200)
    names_en = forms.CharField(label=_("Name, in English"), max_length=200)
    address_zh = forms.CharField(label=_("Address, in Chinese"), max_length=300)
    address_en = forms.CharField(label=_("Address, in English"), max_length=300)
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    phone = forms.CharField(label=_("Phone"), max_length=20)
    first_day = forms.DateField(label=_("First day"), help_text=_("The days at work are counted from it."), widget=DAY)

    def __init__(self, data: Any = None, *, operator: Operator) -> None:
        self.operator = operator
        initial: dict[str, Any] = {name: getattr(operator, name) for name in ("version", *OWN)}
        for name in TEXTS:
            held = getattr(operator, name)
            initial |= {f"{name}_zh": held.get("zh-Hans", ""), f"{name}_en": held.get("en", "")}
        super().__init__(data, initial=initial)

    def clean_first_day(self) -> Any:
        day = self.cleaned_data["first_day"]
        if day > localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    @property
    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        texts = {
            name: getattr(self.operator, name) | {"zh-Hans": given[f"{name}_zh"], "en": given[f"{name}_en"]}
            for name in TEXTS
        }
        return texts | {name: given[name] for name in OWN}


class FeeForm(VersionedForm):
    price = forms.DecimalField(label=_("Price"), min_value=0, max_digits=12, decimal_places=2)
    since = forms.DateField(label=_("From"), widget=DAY)


class EvidenceForm(forms.Form):
    """Where a value comes from, in the languages in which somebody wrote it."""

    evidence_zh = forms.CharField(label=_("Evidence, in Chinese"), max_length=2000, required=False, widget=AREA)
    evidence_en = forms.CharField(label=_("Evidence, in English"), max_length=2000, required=False, widget=AREA)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("evidence_zh") and not given.get("evidence_en"):
            self.add_error("evidence_zh", _("Say where the value comes from: a notice, a contract, a decision."))
        return given

    @property
    def evidence(self) -> dict[str, str]:
        told = {"zh-Hans": self.cleaned_data["evidence_zh"], "en": self.cleaned_data["evidence_en"]}
        return {lang: text.strip() for lang, text in told.items() if text.strip()}


class ParameterForm(VersionedForm, EvidenceForm):
    value = forms.CharField(
        label=_("Value"), help_text=_("A number, or a text in quotation marks."), max_length=4000, widget=AREA
    )
    since = forms.DateField(label=_("From"), widget=DAY)
    field_order = ("value", "since", "evidence_zh", "evidence_en")

    def clean_value(self) -> Any:
        try:
            return json.loads(self.cleaned_data["value"])
        except ValueError as error:
            raise forms.ValidationError(_("Enter a number, or a text in quotation marks.")) from error


class RateForm(EvidenceForm):
    currency = forms.ChoiceField(label=_("Currency"), choices=[(code, code) for code in CURRENCIES if code != "USD"])
    usd = forms.DecimalField(label=_("One unit in US dollars"), max_digits=18, decimal_places=8)
    since = forms.DateField(label=_("From"), widget=DAY)
    field_order = ("currency", "usd", "since", "evidence_zh", "evidence_en")


class TerritoryForm(VersionedForm):
    name_zh = forms.CharField(label=_("Name, in Chinese"), max_length=100)
    name_en = forms.CharField(label=_("Name, in English"), max_length=100)
    name_ar = forms.CharField(label=_("Name, in Arabic"), max_length=100, required=False)
    hidden = forms.BooleanField(label=_("Hidden in lists"), required=False)

    def __init__(self, data: Any = None, *, place: Territory) -> None:
        names = place.names
        initial = {"name_zh": names.get("zh-Hans"), "name_en": names.get("en"), "name_ar": names.get("ar")}
        super().__init__(data, initial=initial | {"hidden": place.hidden, "version": place.version})

    @property
    def names(self) -> dict[str, str]:
        given = self.cleaned_data
        return {"zh-Hans": given["name_zh"], "en": given["name_en"], "ar": given["name_ar"]}
