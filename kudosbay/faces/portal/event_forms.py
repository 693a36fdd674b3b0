from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kudosbay.faces.context import places
from kudosbay.faces.jinja import html_lang
from kudosbay.kernel.text import pick


class BookForm(forms.Form):
    """The event's own questions; who is new here also says who she or he is. What does not apply may stay empty."""

    def __init__(self, data: Any = None, *, questions: Sequence[Mapping[str, Any]], new: bool, name: str = "") -> None:
        super().__init__(data, initial={"full_name": name})
        if new:
            self.fields["full_name"] = forms.CharField(
                label=_("Your full name"),
                max_length=400,
                help_text=_("As you write it yourself, in your own script. One word is enough if you have one name."),
                error_messages={"required": _("Enter your name.")},
            )
            self.fields["nationality"] = forms.ChoiceField(
                label=_("Country or region of your passport"),
                choices=[("", ""), *places(html_lang())],
                error_messages={"required": _("Choose the country or region that issued your passport.")},
            )
        for one in questions:
            self.fields[one["name"]] = _question(one)

    def answers(self, questions: Sequence[Mapping[str, Any]]) -> dict[str, str]:
        return {one["name"]: self.cleaned_data.get(one["name"], "") for one in questions}


def _question(one: Mapping[str, Any]) -> forms.Field:
    label = pick(one["labels"], [html_lang()]).text
    hint = _("Only if it applies after your answers above.") if one.get("when") else ""
    if not one["choices"]:
        return forms.CharField(label=label, required=False, max_length=500, help_text=hint)
    choices = [(choice["value"], pick(choice["labels"], [html_lang()]).text) for choice in one["choices"]]
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect, help_text=hint)


class FeedbackForm(forms.Form):
    GRADES = (
        (5, _("Very useful")),
        (4, _("Useful")),
        (3, _("Partly useful")),
        (2, _("Not very useful")),
        (1, _("Not useful")),
    )

    grade = forms.TypedChoiceField(label=_("How useful was it?"), choices=GRADES, coerce=int, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What should we do better?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
