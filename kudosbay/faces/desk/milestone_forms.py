from typing import Any, Final

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kudosbay.accounts.models import User
from kudosbay.enterprises.commands import Honour
from kudosbay.enterprises.models import Assessment, Enterprise, Milestone
from kudosbay.enterprises.queries import WantedMilestones
from kudosbay.faces.desk.case_forms import AREA, DAY, VersionedForm
from kudosbay.faces.desk.theme_forms import ANY, theme_choices

TEXTS: Final = {"title": "titles", "authority": "authority", "evidence": "evidence"}
WHOSE: Final = [ANY, ("centre", _("The centre’s own")), ("enterprises", _("Of enterprises"))]


class MilestoneFilter(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=[ANY, *Milestone.Kind.choices], required=False)
    whose = forms.ChoiceField(label=_("Whose"), choices=WHOSE, required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)

    def __init__(self, data: Any = None, *, years: list[int]) -> None:
        super().__init__(data)
        self.fields["year"].choices = [ANY, *((str(year), str(year)) for year in years)]  # type: ignore[attr-defined]
        self.fields["theme"].choices = [ANY, *theme_choices()]  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def kept(self) -> dict[str, str]:
        text = self.data.get("q", "").strip()
        given = {name: str(value) for name, value in self.cleaned_data.items() if value}
        return given | ({"q": text} if text else {})

    @property
    def wanted(self) -> WantedMilestones:
        given = self.cleaned_data.get
        return WantedMilestones(
            text=self.data.get("q", "")[:200],
            kind=given("kind") or "",
            whose=given("whose") or "",
            year=int(given("year") or 0) or None,
            theme=given("theme") or "",
        )


class MilestoneForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=Milestone.Kind, widget=forms.RadioSelect)
    title_zh = forms.CharField(label=_("Title, in Chinese"), max_length=200)
    title_en = forms.CharField(label=_("Title, in English"), max_length=200)
    title_ar = forms.CharField(label=_("Title, in Arabic"), max_length=200, required=False)
    happened_on = forms.DateField(label=_("Day"), widget=DAY)
    company = forms.CharField(
        label=_("Enterprise"),
        help_text=_("Its reference, such as E-2018-00134. Empty: the centre’s own."),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    authority_zh = forms.CharField(label=_("Authority, in Chinese"), max_length=200, required=False)
    authority_en = forms.CharField(label=_("Authority, in English"), max_length=200, required=False)
    evidence_zh = forms.CharField(label=_("Evidence, in Chinese"), max_length=500, widget=AREA)
    evidence_en = forms.CharField(label=_("Evidence, in English"), max_length=500, required=False, widget=AREA)
    is_public = forms.BooleanField(label=_("Show it to the public"), required=False, initial=True)

    def __init__(self, data: Any = None, *, user: User, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.user = user

    def clean_company(self) -> Enterprise | None:
        reference = self.cleaned_data["company"].strip()
        if not reference:
            return None
        found = Enterprise.objects.visible_to(self.user).filter(reference__iexact=reference).first()
        if found is None:
            raise forms.ValidationError(_("No enterprise has this reference."))
        return found

    @property
    def honour(self) -> Honour:
        given = self.cleaned_data
        texts: dict[str, Any] = {field: _texts(given, name) for name, field in TEXTS.items()}
        own = {name: given[name] for name in ("kind", "happened_on", "is_public")}
        return Honour(**own, **texts, enterprise=given["company"])


class AmendForm(MilestoneForm, VersionedForm):
    because = forms.CharField(label=_("Why it was wrong"), max_length=300)


def _texts(given: dict[str, Any], name: str) -> dict[str, str]:
    by_language = {"zh-Hans": "zh", "en": "en", "ar": "ar"}
    return {lang: given[f"{name}_{end}"] for lang, end in by_language.items() if given.get(f"{name}_{end}")}


def amend_initial(milestone: Milestone) -> dict[str, Any]:
    own = {name: getattr(milestone, name) for name in ("kind", "happened_on", "is_public", "version")}
    for name, field in TEXTS.items():
        held = getattr(milestone, field)
        own |= {f"{name}_{end}": held.get(lang, "") for lang, end in (("zh-Hans", "zh"), ("en", "en"), ("ar", "ar"))}
    return own | {"company": milestone.enterprise.reference if milestone.enterprise else ""}


class TermForm(forms.Form):
    valid_from = forms.DateField(label=_("From"), widget=DAY)
    valid_to = forms.DateField(label=_("Until"), widget=DAY)


class AssessmentForm(forms.Form):
    held_on = forms.DateField(label=_("Day"), widget=DAY)
    outcome = forms.ChoiceField(label=_("Outcome"), choices=Assessment.Outcome)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        is_held = given.get("outcome") != Assessment.Outcome.PLANNED
        if is_held and given.get("held_on") and given["held_on"] > localdate():
            self.add_error("held_on", _("This day has not come yet."))
        return given
