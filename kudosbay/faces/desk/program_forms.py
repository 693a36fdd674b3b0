from django import forms
from django.utils.translation import gettext_lazy as _

TERMS = [("30", _("30 days")), ("90", _("90 days")), ("365", _("One year"))]


class ProgramKeyForm(forms.Form):
    name = forms.CharField(
        label=_("Which program"), help_text=_("So that you know later which key to end."), max_length=80
    )
    days = forms.TypedChoiceField(label=_("Valid for"), choices=TERMS, coerce=int, initial="90")
