from decimal import Decimal
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kudosbay.cases.words import form_words
from kudosbay.enterprises.codes import checked_code
from kudosbay.enterprises.commands import Licence, Share, WhereFrom
from kudosbay.enterprises.models import Enterprise, Investor, Stage
from kudosbay.faces.context import places
from kudosbay.faces.desk.case_forms import AREA, DAY, VersionedForm
from kudosbay.faces.desk.enterprise_forms import FORMS
from kudosbay.faces.desk.licence_forms import CODE, CURRENCIES
from kudosbay.faces.jinja import html_lang
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.money import Money
from kudosbay.kernel.text import pick

WHOLE = Decimal(100)


class WhereFromForm(VersionedForm):
    place = forms.CharField(label=_("Registered before in"), help_text=_("City and district."), max_length=200)
    founded_on = forms.DateField(label=_("Exists since"), widget=DAY, required=False)
    evidence = forms.CharField(
        label=_("Evidence"), help_text=_("The former licence, the notice of the move."), max_length=300
    )

    @property
    def came(self) -> WhereFrom:
        given = self.cleaned_data
        return WhereFrom(given["place"], given["founded_on"], given["evidence"])


class MovedInForm(forms.Form):
    """The new licence of a firm that was in China already, and from where it came."""

    credit_code = forms.CharField(label=_("Unified social credit code"), help_text=_("18 signs"), widget=CODE)
    name_zh = forms.CharField(
        label=_("Chinese name"), max_length=200, widget=forms.TextInput(attrs={"lang": "zh-Hans"})
    )
    name_en = forms.CharField(label=_("English name"), max_length=300, required=False)
    form = forms.ChoiceField(label=_("Form"))
    licensed_on = forms.DateField(label=_("Day of the licence here"), widget=DAY)
    amount = forms.DecimalField(label=_("Registered capital"), min_value=0, max_digits=18, decimal_places=2)
    currency = forms.ChoiceField(label=_("Currency"), choices=[(code, code) for code in CURRENCIES])
    address = forms.CharField(label=_("Registered address"), max_length=300)
    scope = forms.CharField(label=_("Business scope"), widget=AREA, required=False)
    investor = forms.CharField(label=_("Largest investor"), max_length=400)
    kind = forms.ChoiceField(label=_("Kind"), choices=Investor.Kind, initial=Investor.Kind.ENTITY)
    country = forms.ChoiceField(label=_("Country or region"))
    share = forms.DecimalField(label=_("Share, per cent"), max_value=100, min_value=0, decimal_places=4, initial=100)
    second = forms.CharField(
        label=_("Second investor"), help_text=_("Who holds the rest, if anybody."), max_length=400, required=False
    )
    second_kind = forms.ChoiceField(label=_("Kind"), choices=Investor.Kind, initial=Investor.Kind.ENTITY)
    second_country = forms.ChoiceField(label=_("Country or region"), required=False)
    place = forms.CharField(label=_("Registered before in"), help_text=_("City and district."), max_length=200)
    founded_on = forms.DateField(label=_("Exists since"), widget=DAY, required=False)
    evidence = forms.CharField(
        label=_("Evidence"), help_text=_("The former licence, the notice of the move."), max_length=300
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        lang = html_lang()
        self.fields["form"].choices = [(form, pick(form_words(form), [lang]).text) for form in FORMS]  # type: ignore[attr-defined]
        for name in ("country", "second_country"):
            self.fields[name].choices = [("", ""), *places(lang)]  # type: ignore[attr-defined]

    def clean_credit_code(self) -> str:
        try:
            return checked_code(self.cleaned_data["credit_code"])
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        share = given.get("share")
        if share is not None and share != WHOLE and not (given.get("second") and given.get("second_country")):
            self.add_error("second", _("Name who holds the rest, and from where."))
        return given

    @property
    def came(self) -> WhereFrom:
        given = self.cleaned_data
        return WhereFrom(given["place"], given["founded_on"], given["evidence"])

    @property
    def licence(self) -> Licence:
        given = self.cleaned_data
        own = ("credit_code", "name_zh", "name_en", "form", "licensed_on", "address", "scope")
        return Licence(
            **{name: given[name] for name in own},
            origin=Enterprise.Origin.ATTRACTED,
            capital=Money(given["amount"], given["currency"]),
            investors=self._shares(given),
        )

    def _shares(self, given: dict[str, Any]) -> list[Share]:
        first = Share(given["investor"], given["kind"], given["country"], given["share"])
        rest = WHOLE - given["share"]
        second = Share(given["second"], given["second_kind"], given["second_country"], rest)
        return [first, second] if rest else [first]


class StageForm(forms.Form):
    stage = forms.ChoiceField(label=_("Stage"), choices=Stage.Name, widget=forms.RadioSelect)
    since = forms.DateField(label=_("From"), widget=DAY)
    evidence = forms.CharField(
        label=_("Evidence"), help_text=_("What shows it: audited sales, staff, a prize, a patent."), max_length=500
    )

    def clean_since(self) -> Any:
        day = self.cleaned_data["since"]
        if day > localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day


class StageBackForm(forms.Form):
    because = forms.CharField(label=_("Why it was wrong"), max_length=300)
