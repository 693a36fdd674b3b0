"""Forms of batches and returns."""

from typing import Any, Final

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kudosbay.compliance.commands import Sums
from kudosbay.compliance.models import FilingBatch
from kudosbay.compliance.plans import Filing
from kudosbay.compliance.queries import WantedBatches
from kudosbay.compliance.words import duty_words
from kudosbay.faces.desk.case_forms import DAY, VersionedForm
from kudosbay.faces.jinja import html_lang
from kudosbay.kernel.text import pick

ANY = ("", _("Any"))
LTR = forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"})
TURNS: Final = {
    "partner": _("Tax partner"),
    "reviewer": _("Second person"),
    "firm": _("Enterprise"),
    "authority": _("Tax office"),
    "late": _("Late"),
}
ACTS: Final = {
    "review": _("Reviewed: figures are right"),
    "confirm": _("Confirm by standing authority"),
    "submit": _("Submit"),
    "archive": _("Archive with its receipt"),
}


def duty_name(duty: str) -> str:
    return pick(duty_words(duty), [html_lang()]).text


class BatchFilter(forms.Form):
    status = forms.ChoiceField(label=_("State"), choices=[ANY, *FilingBatch.Status.choices], required=False)
    turn = forms.ChoiceField(label=_("Whose turn"), choices=[ANY, *TURNS.items()], required=False)

    def __init__(self, data: Any = None, *, duties: list[str], years: list[int]) -> None:
        super().__init__(data)
        named = [ANY, *((duty, duty_name(duty)) for duty in duties)]
        self.fields["duty"] = forms.ChoiceField(label=_("Duty"), choices=named, required=False)
        told = [ANY, *((str(year), str(year)) for year in years)]
        self.fields["year"] = forms.ChoiceField(label=_("Year"), choices=told, required=False)
        self.is_valid()

    @property
    def kept(self) -> dict[str, str]:
        text = self.data.get("q", "").strip()
        given = {name: str(value) for name, value in self.cleaned_data.items() if value}
        return given | ({"q": text} if text else {})

    @property
    def wanted(self) -> WantedBatches:
        given = self.cleaned_data.get
        year = given("year")
        return WantedBatches(
            text=self.data.get("q", "")[:200],
            duty=given("duty") or "",
            year=int(year) if year else None,
            status=given("status") or "",
            turn=given("turn") or "",
            day=localdate(),
        )


class OpenForm(forms.Form):
    """What is opened: one of those that are offered today."""

    def __init__(self, data: Any = None, *, offered: list[Filing], initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.offered = {one.key: one for one in offered}
        choices = [(key, f"{duty_name(one.rule.id)} · {one.period.label}") for key, one in self.offered.items()]
        self.fields["what"] = forms.ChoiceField(label=_("Duty and period"), choices=choices)

    @property
    def chosen(self) -> Filing | None:
        given = self.data.get("what") or self.initial.get("what") or ""
        return self.offered.get(given)


class PrepareForm(VersionedForm):
    base = forms.DecimalField(label=_("Taxable amount, yuan"), min_value=0, max_digits=16, decimal_places=2)
    tax = forms.DecimalField(
        label=_("Tax to pay, yuan"), help_text=_("0 for a nil return."), min_value=0, max_digits=16, decimal_places=2
    )
    source = forms.CharField(
        label=_("Figures from"), help_text=_("The ledger, sales list or payroll, with its date."), max_length=300
    )
    file = forms.FileField(label=_("The paper itself"), required=False)

    @property
    def sums(self) -> Sums:
        given = self.cleaned_data
        return Sums(given["base"], given["tax"], given["source"])


class BecauseForm(VersionedForm):
    because = forms.CharField(label=_("Reason"), max_length=300)


class PaperForm(VersionedForm):
    name = forms.CharField(label=_("Who signed"), max_length=200)


class ReceiptForm(VersionedForm):
    receipt = forms.CharField(label=_("Receipt number"), max_length=60, widget=LTR)
    on = forms.DateField(label=_("Day of the receipt"), widget=DAY)


class PaymentForm(VersionedForm):
    on = forms.DateField(label=_("Paid on"), widget=DAY)
    voucher = forms.CharField(label=_("Payment voucher"), max_length=120, widget=LTR)


class ManyForm(forms.Form):
    act = forms.ChoiceField(choices=list(ACTS.items()), widget=forms.HiddenInput)
