from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kudosbay.faces.desk.case_forms import AREA, DAY, VersionedForm
from kudosbay.faces.promise_showing import asker
from kudosbay.promises.models import Promise, ZoneQuota

EVIDENCE = _("The zone’s notice or decision.")


class QuotaForm(forms.Form):
    area = forms.ChoiceField(label=_("For"), choices=ZoneQuota.Area.choices)
    places = forms.IntegerField(label=_("Places"), min_value=0, max_value=10_000)
    valid_from = forms.DateField(label=_("From"), widget=DAY)
    valid_to = forms.DateField(label=_("Until"), widget=DAY)
    evidence = forms.CharField(label=_("Evidence"), help_text=EVIDENCE, widget=AREA)


class QuotaChangeForm(VersionedForm):
    places = forms.IntegerField(label=_("Places"), min_value=0, max_value=10_000)
    evidence = forms.CharField(label=_("Evidence"), help_text=EVIDENCE, widget=AREA)


class NominateForm(forms.Form):
    promise = forms.ChoiceField(label=_("Request"))
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=AREA)

    def __init__(self, data: Any = None, *, ready: list[Promise]) -> None:
        super().__init__(data)
        self.ready = {one.reference: one for one in ready}
        shown = [(one.reference, f"{asker(one)} · {one.title}") for one in ready]
        self.fields["promise"].choices = shown  # type: ignore[attr-defined]


class ZoneAnswerForm(forms.Form):
    answer = forms.CharField(label=_("The zone’s answer"), max_length=2000, widget=AREA)
    evidence = forms.CharField(label=_("Evidence"), max_length=2000, required=False, widget=AREA)


class UpwardForm(forms.Form):
    title = forms.CharField(label=_("In one line"), max_length=200)
    words = forms.CharField(label=_("What they have in common"), max_length=10_000, required=False, widget=AREA)
    to = forms.ChoiceField(
        label=_("Addressed to"),
        choices=[(Promise.Side.AUTHORITY, _("An authority")), (Promise.Side.ZONE, _("The zone"))],
    )
    addressee_zh = forms.CharField(label=_("Addressee, in Chinese"), max_length=200)
    addressee_en = forms.CharField(label=_("Addressee, in English"), max_length=200, required=False)

    @property
    def addressee(self) -> dict[str, str]:
        given = {"zh-Hans": self.cleaned_data["addressee_zh"], "en": self.cleaned_data["addressee_en"]}
        return {lang: text.strip() for lang, text in given.items() if text.strip()}
