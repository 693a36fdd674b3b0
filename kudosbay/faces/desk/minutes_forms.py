from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kudosbay.faces.jinja import OWN_NAMES
from kudosbay.gatherings.kinds.shapes import both, said
from kudosbay.gatherings.models import Gathering, Statement

AREA = forms.Textarea(attrs={"rows": 2})


def offices(gathering: Gathering) -> list[str]:
    """Return the offices of who takes part, so that a speaker is chosen instead of typed."""
    members = [member for name in ("delegation", "members", "hosts") for member in gathering.extras.get(name, ())]
    return [said(office) for member in members for office in member["offices"]]


class StatementForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=Statement.Kind.choices)
    speaker = forms.CharField(
        label=_("Who said it, by office"),
        help_text=_("中文 / English"),
        max_length=300,
        widget=forms.TextInput(attrs={"list": "offices", "autocomplete": "off"}),
    )
    text_zh = forms.CharField(label=_("What was said, in Chinese"), max_length=3000, required=False, widget=AREA)
    text_en = forms.CharField(label=_("What was said, in English"), max_length=3000, required=False, widget=AREA)

    @property
    def values(self) -> dict[str, Any]:
        texts = {"zh-Hans": self.cleaned_data["text_zh"], "en": self.cleaned_data["text_en"]}
        return {
            "kind": self.cleaned_data["kind"],
            "speaker": both(self.cleaned_data["speaker"]),
            "text": {lang: text for lang, text in texts.items() if text},
        }


class MaterialForm(forms.Form):
    titles = forms.CharField(label=_("Title"), help_text=_("中文 / English"), max_length=200)
    language = forms.ChoiceField(
        label=_("Language"), choices=[(code, OWN_NAMES[code]) for code, _name in settings.LANGUAGES]
    )
    file = forms.FileField(label=_("File"))
    for_all = forms.BooleanField(label=_("Anybody may read it"), required=False)

    @property
    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"titles": both(given["titles"]), "language": given["language"], "for_all": given["for_all"]}


class FreezeForm(forms.Form):
    """As of which day; the page shows what will be kept."""

    as_of = forms.DateField(widget=forms.HiddenInput)
