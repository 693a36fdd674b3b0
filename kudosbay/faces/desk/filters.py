from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kudosbay.cases.models import Case

ANY = ("", _("Any"))


class CaseFilter(forms.Form):
    """Which cases a list shows. What is not among the choices is passed over."""

    status = forms.ChoiceField(label=_("State"), choices=[ANY, *Case.Status.choices], required=False)
    turn = forms.ChoiceField(label=_("Whose turn"), choices=[ANY, *Case.Turn.choices], required=False)
    form = forms.ChoiceField(
        label=_("Form"),
        choices=[ANY, ("wfoe_llc", _("Company, foreign-owned")), ("jv_llc", _("Company with a Chinese partner"))],
        required=False,
    )

    @property
    def chosen(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def kept(self) -> dict[str, Any]:
        """Return what the addresses of other pages of this list carry on."""
        return self.chosen | {"q": self.data.get("q", "")}
