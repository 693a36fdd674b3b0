from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kudosbay.accounts.models import User
from kudosbay.faces.desk.case_forms import DAY

ACTS = {"remind": _("Remind the founders"), "reassign": _("Hand over"), "postpone": _("Move the due day")}


class BulkForm(forms.Form):
    """One act for many cases: looked at first, then done."""

    act = forms.ChoiceField(choices=list(ACTS.items()), widget=forms.HiddenInput)
    key = forms.CharField(max_length=64, widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, advisers: list[User], initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        act = (data or initial or {}).get("act")
        self.advisers = {str(user.pk): user for user in advisers}
        if act == "reassign":
            named = [("", "")] + [(key, str(user)) for key, user in self.advisers.items()]
            self.fields["adviser"] = forms.ChoiceField(label=_("To whom"), choices=named)
        if act == "postpone":
            self.fields["due_on"] = forms.DateField(label=_("New due day"), widget=DAY)
