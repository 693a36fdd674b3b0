"""What the business licence says, typed in from the paper; filled in beforehand with what the case knows."""

from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kudosbay.cases.models import Case
from kudosbay.cases.plans import registration_step
from kudosbay.enterprises.codes import checked_code
from kudosbay.enterprises.commands import Licence, Share
from kudosbay.enterprises.models import Enterprise, Investor
from kudosbay.faces.context import places
from kudosbay.faces.desk.case_forms import DAY, VersionedForm
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.money import Money

CURRENCIES: Final = ("CNY", "USD", "EUR", "GBP", "HKD", "JPY", "KRW", "SGD", "AUD", "CAD", "CHF")
MOST_INVESTORS: Final = 5
CODE = forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "spellcheck": "false", "maxlength": 30})


class LicenceForm(VersionedForm):
    credit_code = forms.CharField(label=_("Unified social credit code"), help_text=_("18 signs"), widget=CODE)
    name_zh = forms.CharField(
        label=_("Chinese name"), max_length=200, widget=forms.TextInput(attrs={"lang": "zh-Hans"})
    )
    name_en = forms.CharField(label=_("English name"), max_length=300, required=False)
    licensed_on = forms.DateField(label=_("Date of establishment"), widget=DAY)
    amount = forms.DecimalField(label=_("Registered capital"), min_value=0, max_digits=18, decimal_places=2)
    currency = forms.ChoiceField(label=_("Currency"), choices=[(code, code) for code in CURRENCIES])
    address = forms.CharField(label=_("Registered address"), max_length=300)
    scope = forms.CharField(label=_("Business scope"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    origin = forms.ChoiceField(
        label=_("How the enterprise came"),
        choices=[
            (Enterprise.Origin.CONVERTED, _("Converted: a natural person founded it with us")),
            (Enterprise.Origin.ATTRACTED, _("Attracted: a firm that was in China moved in")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, *, case: Case, lang: str) -> None:
        self.case = case
        super().__init__(data, initial=_known(case))
        for number, investor in enumerate(_rows(case), start=1):
            self._add_investor(number, investor, lang)

    def _add_investor(self, number: int, known: dict[str, Any], lang: str) -> None:
        first = number == 1
        name = forms.CharField(label=_("Investor"), max_length=400, required=first, initial=known.get("name"))
        kind = forms.ChoiceField(label=_("Kind"), choices=Investor.Kind.choices, initial=known.get("kind"))
        country = forms.ChoiceField(
            label=_("Country or region"),
            choices=[("", ""), *places(lang)],
            required=first,
            initial=known.get("country"),
        )
        share = forms.DecimalField(
            label=_("Share, per cent"), max_value=100, decimal_places=4, required=first, initial=known.get("share")
        )
        for field, made in (("name", name), ("kind", kind), ("country", country), ("share", share)):
            self.fields[f"{field}_{number}"] = made

    @property
    def investor_fields(self) -> list[list[Any]]:
        """Return the bound fields of each investor's row."""
        return [
            [self[f"{name}_{number}"] for name in ("name", "kind", "country", "share")] for number in self._numbers()
        ]

    def _numbers(self) -> range:
        return range(1, MOST_INVESTORS + 1)

    def clean_credit_code(self) -> str:
        try:
            return checked_code(self.cleaned_data["credit_code"])
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused

    def clean_licensed_on(self) -> Any:
        day = self.cleaned_data["licensed_on"]
        if day > localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        shares = [given.get(f"share_{number}") or Decimal() for number in self._numbers()]
        if not self.errors and sum(shares) != Decimal(100):
            self.add_error("share_1", _("The investors’ shares do not add up to 100 per cent."))
        return given

    @property
    def licence(self) -> Licence:
        given = self.cleaned_data
        return Licence(
            credit_code=given["credit_code"],
            name_zh=given["name_zh"],
            name_en=given["name_en"],
            form=str(self.case.facts["form"]),
            origin=given["origin"],
            licensed_on=given["licensed_on"],
            capital=Money(given["amount"], given["currency"]),
            investors=[self._share(number) for number in self._numbers() if given.get(f"name_{number}")],
            address=given["address"],
            scope=given["scope"],
            activities=self.case.facts.get("activities", []),
        )

    def _share(self, number: int) -> Share:
        given = self.cleaned_data
        founder = self.case.founder
        name, kind = given[f"name_{number}"], given[f"kind_{number}"]
        person = founder if kind == Investor.Kind.NATURAL and name == founder.full_name else None
        return Share(name, kind, given[f"country_{number}"], given[f"share_{number}"], person)


def _known(case: Case) -> dict[str, Any]:
    step = case.steps.filter(step=registration_step(case.facts)).first()
    capital = case.facts.get("capital") or {}
    return {
        "version": step.version if step else 0,
        "licensed_on": localdate(),
        "amount": capital.get("amount"),
        "currency": capital.get("currency", "CNY"),
        "name_en": case.company_name,
        "origin": Enterprise.Origin.CONVERTED,
    }


def _rows(case: Case) -> list[dict[str, Any]]:
    """Return the investors of the facts, then empty rows."""
    rows = [_row(case, one) for one in case.facts.get("investors", [])]
    return (rows + [{} for _number in range(MOST_INVESTORS)])[:MOST_INVESTORS]


def _row(case: Case, one: dict[str, Any]) -> dict[str, Any]:
    own = one.get("id") == "founder"
    name = case.founder.full_name if own else ""
    return {"name": name, "kind": one.get("kind"), "country": one.get("country"), "share": one.get("share")}
