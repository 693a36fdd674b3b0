from typing import Any, Final

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kudosbay.accounts.models import User
from kudosbay.cases.models import Case
from kudosbay.enterprises.models import Enterprise
from kudosbay.faces.desk.case_forms import DAY, VersionedForm
from kudosbay.premises.commands import For, Occupant
from kudosbay.premises.models import Occupancy, RegisteredAddress, Room
from kudosbay.premises.queries import WantedAddresses

ANY = ("", _("Any"))
LTR = forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"})
DUE: Final = [ANY, ("expiring", _("Reservations")), ("ending", _("Agreement ends within 60 days"))]


class DayForm(forms.Form):
    """As of which day. What is no date is passed over: the page then shows today."""

    as_of = forms.DateField(label=_("As of"), widget=DAY, required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.is_valid()

    @property
    def day(self) -> Any:
        return self.cleaned_data.get("as_of") or localdate()


class AddressFilter(forms.Form):
    status = forms.ChoiceField(label=_("State"), choices=[ANY, *RegisteredAddress.Status.choices], required=False)
    due = forms.ChoiceField(label=_("Due"), choices=DUE, required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.is_valid()

    @property
    def kept(self) -> dict[str, str]:
        text = self.data.get("q", "").strip()
        given = {name: str(value) for name, value in self.cleaned_data.items() if value}
        return given | ({"q": text} if text else {})

    @property
    def wanted(self) -> WantedAddresses:
        given = self.cleaned_data.get
        text = self.data.get("q", "")[:200]
        return WantedAddresses(text, given("status") or "", given("due") or "", localdate())


class OfUserForm(forms.Form):
    """A form that finds records by reference, among those that the user may see."""

    def __init__(self, data: Any = None, *, user: User, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.user = user

    def enterprise(self, reference: str) -> Enterprise | None:
        return Enterprise.objects.visible_to(self.user).filter(reference__iexact=reference.strip()).first()


class ReserveForm(OfUserForm):
    whom = forms.CharField(
        label=_("For"),
        help_text=_("Reference of an enterprise (E-…) or of a case (SJ-…)."),
        max_length=30,
        widget=LTR,
    )

    def clean_whom(self) -> For:
        reference = self.cleaned_data["whom"].strip()
        case = Case.objects.visible_to(self.user).filter(reference__iexact=reference).first()
        if case:
            return For(enterprise=case.enterprise, person=case.founder, case_reference=case.reference)
        enterprise = self.enterprise(reference)
        if enterprise is None:
            raise forms.ValidationError(_("No enterprise and no case has this reference."))
        return For(enterprise=enterprise)


class AllotForm(VersionedForm, OfUserForm):
    company = forms.CharField(label=_("Enterprise"), help_text=_("Its reference (E-…)."), max_length=30, widget=LTR)
    agreed_until = forms.DateField(label=_("Agreed until"), widget=DAY, required=False)
    evidence = forms.CharField(label=_("Evidence"), help_text=_("Number of the address agreement."), max_length=300)

    def clean_company(self) -> Enterprise:
        found = self.enterprise(self.cleaned_data["company"])
        if found is None:
            raise forms.ValidationError(_("No enterprise has this reference."))
        return found


class ReleaseForm(VersionedForm):
    because = forms.CharField(label=_("Reason"), max_length=300)


class RoomForm(forms.Form):
    floor = forms.IntegerField(label=_("Floor"), min_value=1, max_value=9)
    number = forms.CharField(label=_("Room"), max_length=12, widget=LTR)
    use = forms.ChoiceField(label=_("Use"), choices=Room.Use)
    area = forms.DecimalField(label=_("Area, m²"), min_value=0, max_digits=7, decimal_places=1)
    since = forms.DateField(label=_("From"), widget=DAY)


class LetForm(OfUserForm):
    holder = forms.ChoiceField(label=_("Occupant"), choices=Occupancy.Holder, widget=forms.RadioSelect)
    company = forms.CharField(
        label=_("Enterprise"), help_text=_("Its reference (E-…)."), max_length=30, required=False, widget=LTR
    )
    since = forms.DateField(label=_("From"), widget=DAY)
    agreed_until = forms.DateField(label=_("Agreed until"), widget=DAY, required=False)
    evidence = forms.CharField(label=_("Evidence"), help_text=_("The lease or the decision."), max_length=300)

    def clean_company(self) -> Enterprise | None:
        reference = self.cleaned_data["company"]
        found = self.enterprise(reference) if reference.strip() else None
        if reference.strip() and found is None:
            raise forms.ValidationError(_("No enterprise has this reference."))
        return found

    @property
    def occupant(self) -> Occupant:
        given = self.cleaned_data
        return Occupant(given["holder"], given["company"], given["evidence"], given["agreed_until"])


class EndForm(forms.Form):
    on = forms.DateField(label=_("Free from"), widget=DAY)
    because = forms.CharField(label=_("Reason"), max_length=300)
