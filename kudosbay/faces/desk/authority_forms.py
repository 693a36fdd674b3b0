"""Forms of who may file: agreement, power of attorney, identity, and what the duties depend on."""

from typing import Any, Final

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kudosbay.compliance.commands import Engaged, Granted, Told
from kudosbay.compliance.models import Mandate, RealName, TaxProfile
from kudosbay.compliance.plans import periodic_duties
from kudosbay.compliance.queries import WantedHeld
from kudosbay.faces.desk.case_forms import DAY, VersionedForm
from kudosbay.faces.desk.compliance_forms import ANY, LTR, duty_name

UNKNOWN = ("", _("Not known"))
STATES: Final = [
    ANY,
    ("live", _("In force")),
    ("ending", _("Ends within 60 days")),
    ("over", _("No longer in force")),
]
FIRST_YEAR, LAST_YEAR = 2018, 2041
TICKS = forms.CheckboxSelectMultiple


class HeldFilter(forms.Form):
    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.is_valid()

    @property
    def kept(self) -> dict[str, str]:
        text, state = self.data.get("q", "").strip(), self.cleaned_data.get("state")
        return {name: value for name, value in (("q", text), ("state", state)) if value}

    @property
    def wanted(self) -> WantedHeld:
        return WantedHeld(self.data.get("q", "")[:200], self.cleaned_data.get("state") or "", localdate())


class YearForm(forms.Form):
    """Which year of the tax calendar. What is no year is passed over: the page then shows this one."""

    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__({"year": localdate().year} | {name: data[name] for name in data or ()})
        self.is_valid()

    @property
    def chosen(self) -> int:
        return self.cleaned_data.get("year") or localdate().year


class EngagementForm(forms.Form):
    partner = forms.CharField(label=_("Tax partner"), max_length=200)
    number = forms.CharField(
        label=_("Agreement number"), help_text=_("As registered with the tax office."), max_length=60, widget=LTR
    )
    starts_on = forms.DateField(label=_("From"), widget=DAY)
    ends_on = forms.DateField(label=_("Last day"), widget=DAY, required=False)
    evidence = forms.CharField(
        label=_("Signed paper"), help_text=_("Where the signed agreement is kept."), max_length=300
    )

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        named = [(duty, duty_name(duty)) for duty in periodic_duties()]
        self.fields["duties"] = forms.MultipleChoiceField(label=_("Duties"), choices=named, widget=TICKS)

    @property
    def given(self) -> Engaged:
        return Engaged(**self.cleaned_data)


class MandateForm(forms.Form):
    grantor = forms.CharField(label=_("Granted by"), help_text=_("Who signed for the enterprise."), max_length=200)
    holder = forms.CharField(label=_("Holder"), max_length=200)
    powers = forms.MultipleChoiceField(label=_("Powers"), choices=Mandate.Power, widget=TICKS)
    valid_from = forms.DateField(label=_("From"), widget=DAY)
    valid_to = forms.DateField(label=_("Last day"), widget=DAY)
    evidence = forms.CharField(
        label=_("Signed and sealed paper"), help_text=_("Where the paper with the seal is kept."), max_length=300
    )

    @property
    def given(self) -> Granted:
        return Granted(**self.cleaned_data)


class RealNameForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=RealName.Role)
    name = forms.CharField(label=_("Name"), max_length=200)
    checked_on = forms.DateField(label=_("Identity checked on"), widget=DAY)
    passport_until = forms.DateField(
        label=_("Passport expires on"), help_text=_("Empty for a mainland identity card."), widget=DAY, required=False
    )


class ProfileForm(forms.Form):
    vat = forms.ChoiceField(label=_("VAT"), choices=[UNKNOWN, *TaxProfile.Vat.choices], required=False)
    vat_period = forms.ChoiceField(
        label=_("VAT is filed every"), choices=[UNKNOWN, *TaxProfile.Every.choices], required=False
    )
    employees = forms.IntegerField(label=_("Employees"), min_value=0, required=False)
    foreign_employees = forms.IntegerField(label=_("Foreign employees"), min_value=0, required=False)
    customs_registered = forms.TypedChoiceField(
        label=_("Registered with customs"),
        choices=[UNKNOWN, ("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
    )
    since = forms.DateField(label=_("From"), widget=DAY)
    evidence = forms.CharField(label=_("Evidence"), help_text=_("Who said so, or which paper."), max_length=300)

    @property
    def told(self) -> Told:
        return Told(**{name: value for name, value in self.cleaned_data.items() if name != "since"})


class EndOnForm(VersionedForm):
    on = forms.DateField(label=_("On"), widget=DAY)


class EndBecauseForm(EndOnForm):
    because = forms.CharField(label=_("Reason"), max_length=300)
