from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kudosbay.accounts.models import User
from kudosbay.accounts.policy import roles_of_side, side_of
from kudosbay.accounts.queries import WantedAccounts
from kudosbay.faces.desk.case_forms import VersionedForm
from kudosbay.faces.jinja import OWN_NAMES
from kudosbay.faces.language import DESK_LANGUAGES
from kudosbay.kernel.permissions import Role

ANY = ("", _("Any"))
STATES = [
    ANY,
    ("active", _("Active")),
    ("invited", _("Never signed in")),
    ("disabled", _("Disabled")),
]
# Founders open their accounts themselves.
INVITED = [(str(role), role.label) for role in Role if role != Role.FOUNDER]


class AccountFilter(forms.Form):
    """Which accounts a list shows. What is not among the choices is passed over."""

    role = forms.ChoiceField(label=_("Role"), choices=[ANY, *Role.choices], required=False)
    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.is_valid()

    @property
    def kept(self) -> dict[str, str]:
        text = self.data.get("q", "").strip()[:200]
        given = {name: str(value) for name, value in self.cleaned_data.items() if value}
        return given | ({"q": text} if text else {})

    @property
    def wanted(self) -> WantedAccounts:
        given = self.cleaned_data.get
        return WantedAccounts(self.kept.get("q", ""), role=given("role") or "", state=given("state") or "")


class InviteForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=300)
    address = forms.EmailField(
        label=_("E-mail"),
        help_text=_("The link goes there. It works once, within 24 hours."),
        max_length=254,
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=INVITED,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one role.")},
    )
    language = forms.ChoiceField(label=_("Language"), choices=[(code, OWN_NAMES[code]) for code in DESK_LANGUAGES])


class RolesForm(VersionedForm):
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        help_text=_("Every session of this person ends at once; she or he signs in again."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one role.")},
    )

    def __init__(self, data: Any = None, *, account: User) -> None:
        super().__init__(data, initial={"version": account.version, "roles": account.roles})
        offered = roles_of_side(side_of(account.roles))
        self.fields["roles"].choices = [(str(role), role.label) for role in offered]  # type: ignore[attr-defined]


class FactorsForm(forms.Form):
    reason = forms.CharField(
        label=_("Why, and how do you know that it is really this person who asks?"),
        help_text=_("For example: lost the phone, came to my desk with the staff card."),
        max_length=300,
    )
