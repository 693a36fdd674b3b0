from django import forms
from django.utils.translation import gettext_lazy as _


class SendForm(forms.Form):
    """Which file is meant: the one that the page showed."""

    file = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": _("Choose a file first.")})
