from typing import Any, Final

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kudosbay.accounts.queries import advisers
from kudosbay.cases.words import form_words
from kudosbay.enterprises.models import Enterprise
from kudosbay.enterprises.queries import WantedEnterprises
from kudosbay.faces.context import places
from kudosbay.faces.desk.case_forms import DAY, VersionedForm
from kudosbay.faces.desk.licence_forms import CURRENCIES
from kudosbay.faces.desk.theme_forms import theme_choices
from kudosbay.faces.jinja import html_lang
from kudosbay.kernel.money import Money
from kudosbay.kernel.text import pick
from kudosbay.statistics.figures import Asked
from kudosbay.statistics.rows import belt_road_codes

ANY = ("", _("Any"))
BELT_ROAD: Final = "belt_road"
FORMS: Final = ("wfoe_llc", "jv_llc", "fi_partnership")
STATES: Final = [ANY, ("active", _("In business")), ("left", _("Has left"))]


class EnterpriseFilter(forms.Form):
    """Which enterprises a list shows. What is not among the choices is passed over."""

    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)
    origin = forms.ChoiceField(label=_("Origin"), choices=[ANY, *Enterprise.Origin.choices], required=False)
    country = forms.ChoiceField(label=_("Investor from"), required=False)
    form = forms.ChoiceField(label=_("Form"), required=False)
    year = forms.ChoiceField(label=_("Licensed in"), required=False)
    adviser = forms.ChoiceField(label=_("Adviser"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)

    def __init__(self, data: Any = None, *, years: list[int]) -> None:
        super().__init__(data)
        lang = html_lang()
        named: dict[str, list[tuple[Any, Any]]] = {
            "country": [(BELT_ROAD, _("Countries along the Belt and Road")), *places(lang)],
            "form": [(form, pick(form_words(form), [lang]).text) for form in FORMS],
            "year": [(str(year), str(year)) for year in years],
            "adviser": [(str(user.pk), str(user)) for user in advisers()],
            "theme": theme_choices(),
        }
        for name, choices in named.items():
            self.fields[name].choices = [ANY, *choices]  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def kept(self) -> dict[str, str]:
        text = self.data.get("q", "").strip()
        given = {name: str(value) for name, value in self.cleaned_data.items() if value}
        return given | ({"q": text} if text else {})

    @property
    def wanted(self) -> WantedEnterprises:
        given, day = self.cleaned_data.get, localdate()
        return WantedEnterprises(
            text=self.data.get("q", "")[:200],
            origin=given("origin") or "",
            form=given("form") or "",
            year=int(given("year") or 0) or None,
            countries=_codes(given("country") or ""),
            adviser=int(given("adviser") or 0) or None,
            state=given("state") or "",
            day=day,
            theme=given("theme") or "",
        )


def _codes(chosen: str) -> tuple[str, ...]:
    if chosen == BELT_ROAD:
        return tuple(sorted(belt_road_codes(Asked(localdate()))))
    return (chosen,) if chosen else ()


class DepartureForm(VersionedForm):
    left_on = forms.DateField(label=_("Left on"), widget=DAY)
    because = forms.CharField(label=_("Left because"), help_text=_("Closed, moved out, merged."), max_length=200)

    def clean_left_on(self) -> Any:
        day = self.cleaned_data["left_on"]
        if day > localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day


class CapitalForm(VersionedForm):
    amount = forms.DecimalField(label=_("Registered capital"), min_value=0, max_digits=18, decimal_places=2)
    currency = forms.ChoiceField(label=_("Currency"), choices=[(code, code) for code in CURRENCIES])
    since = forms.DateField(label=_("From"), help_text=_("The day of the new licence."), widget=DAY)

    @property
    def money(self) -> Money:
        return Money(self.cleaned_data["amount"], self.cleaned_data["currency"])


class LicenceDayForm(VersionedForm):
    licensed_on = forms.DateField(label=_("Licensed on"), widget=DAY)
    because = forms.CharField(label=_("Why it was wrong"), max_length=300)


class InvestorForm(VersionedForm):
    name = forms.CharField(label=_("Name"), max_length=400)
    country = forms.ChoiceField(label=_("Country or region"))
    because = forms.CharField(label=_("Why it was wrong"), max_length=300)

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["country"].choices = places(html_lang())  # type: ignore[attr-defined]
