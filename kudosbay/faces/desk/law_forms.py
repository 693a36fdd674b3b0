"""Forms of packs of rules and of what they propose."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kudosbay.cases.models import Proposal
from kudosbay.faces.desk.campaign_forms import WordsForm
from kudosbay.rulebook.archive import MOST_BYTES


class LoadForm(forms.Form):
    file = forms.FileField(
        label=_("Pack"), help_text=_("A zip or tar archive with pack.yaml and the files that change, at most 4 MB.")
    )

    @property
    def content(self) -> bytes:
        """No more than tells that it is too much."""
        held: bytes = self.cleaned_data["file"].read(MOST_BYTES + 1)
        return held


class VersionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class BecauseForm(VersionForm):
    because = forms.CharField(label=_("Why"), max_length=300)


class ValuesFilter(forms.Form):
    kind = forms.ChoiceField(
        label=_("Show"),
        choices=[("", _("All of them")), ("unverified", _("Unverified")), ("overdue", _("Check overdue"))],
        required=False,
    )
    q = forms.CharField(label=_("Name or source"), max_length=100, required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.is_valid()

    @property
    def kept(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if value}


class ProposalFilter(forms.Form):
    status = forms.ChoiceField(label=_("State"), choices=[("", _("Any")), *Proposal.Status.choices], required=False)
    pack = forms.CharField(max_length=30, required=False, widget=forms.HiddenInput)
    mine = forms.BooleanField(label=_("Only my cases"), required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.is_valid()

    @property
    def kept(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if value}


class MessageForm(WordsForm):
    """The words of a message to those whom a pack touches; it begins with the pack's own notes."""
