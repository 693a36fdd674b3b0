from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kudosbay.faces.jinja import html_lang
from kudosbay.kernel.labels import themes
from kudosbay.kernel.models import Label
from kudosbay.kernel.text import pick

ANY = ("", _("Any"))


def theme_choices() -> list[tuple[str, str]]:
    return [(label.code, theme_name(label)) for label in themes()]


def theme_name(label: Label) -> str:
    return pick(label.names, [html_lang()]).text


class ThemesForm(forms.Form):
    """Which themes a thing belongs to; none is an answer too."""

    themes = forms.MultipleChoiceField(label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["themes"].choices = theme_choices()  # type: ignore[attr-defined]
