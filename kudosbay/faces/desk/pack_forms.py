from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kudosbay.faces.desk.gathering_forms import theme_choices

LANGUAGES = (("zh-Hans", "中文"), ("en", "English"))


class PackForm(forms.Form):
    """What the pack is about, and in which languages; the first stands on top."""

    focus = forms.ChoiceField(label=_("Focus"), required=False, help_text=_("Its figures stand first."))
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=LANGUAGES, widget=forms.CheckboxSelectMultiple, initial=["zh-Hans", "en"]
    )

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["focus"].choices = [("", _("The centre as a whole")), *theme_choices()]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> dict[str, Any]:
        return {"focus": self.cleaned_data["focus"], "languages": self.cleaned_data["languages"]}
