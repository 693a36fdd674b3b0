from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kudosbay.faces.desk.gathering_forms import ANY, theme_choices
from kudosbay.faces.jinja import OWN_NAMES
from kudosbay.gatherings.commands import Course
from kudosbay.gatherings.kinds.shapes import both, said
from kudosbay.gatherings.models import Gathering, Statement
from kudosbay.gatherings.policy import FOLLOWED
from kudosbay.promises.queries import promise_owners

AREA = forms.Textarea(attrs={"rows": 2})


def offices(gathering: Gathering) -> list[str]:
    """Return the offices of who takes part, so that a speaker is chosen instead of typed."""
    members = [member for name in ("delegation", "members", "hosts") for member in gathering.extras.get(name, ())]
    return [said(office) for member in members for office in member["offices"]]


class CourseForm(forms.Form):
    """Who takes in hand what an official asked, and whose matter it is."""

    addressee = forms.CharField(
        label=_("Whose matter it is, if not ours"), help_text=_("中文 / English"), max_length=300, required=False
    )
    owner = forms.ChoiceField(label=_("Owner"), required=False, help_text=_("Left empty: whoever is in charge."))
    themes = forms.MultipleChoiceField(label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.owners = {str(one.pk): one for one in promise_owners()}
        self.fields["owner"].choices = [ANY, *[(key, str(one)) for key, one in self.owners.items()]]  # type: ignore[attr-defined]
        self.fields["themes"].choices = theme_choices()  # type: ignore[attr-defined]

    @property
    def course(self) -> Course:
        given = self.cleaned_data
        addressee = both(given["addressee"]) if given["addressee"] else {}
        return Course(given["themes"], self.owners.get(given["owner"]), addressee)


class StatementForm(CourseForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=Statement.Kind.choices)
    speaker = forms.CharField(
        label=_("Who said it, by office"),
        help_text=_("中文 / English"),
        max_length=300,
        widget=forms.TextInput(attrs={"list": "offices", "autocomplete": "off"}),
    )
    text_zh = forms.CharField(label=_("What was said, in Chinese"), max_length=3000, required=False, widget=AREA)
    text_en = forms.CharField(label=_("What was said, in English"), max_length=3000, required=False, widget=AREA)

    field_order = ("kind", "speaker", "text_zh", "text_en", "addressee", "owner", "themes")

    @property
    def is_followed(self) -> bool:
        return self.cleaned_data["kind"] in FOLLOWED

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
