"""What somebody says to an introduction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kudosbay.accounts.models import User
from kudosbay.faces.context import places
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.notice_forms import AREA
from kudosbay.introductions import commands
from kudosbay.introductions.kinds import NEED, OFFER
from kudosbay.introductions.models import FollowUp, Introduction, Notice
from kudosbay.kernel.text import pick


class WhoForm(forms.Form):
    """Asked once, of somebody who signed in without a case: for whom the notice is."""

    full_name = forms.CharField(label=_("Your full name"), max_length=400)
    nationality = forms.ChoiceField(label=_("Country or region of your passport"))

    def __init__(self, data: Any = None, *, name: str = "") -> None:
        super().__init__(data, initial={"full_name": name})
        self.fields["nationality"].choices = [("", ""), *places(html_lang())]  # type: ignore[attr-defined]

    @property
    def known(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("full_name", "nationality")} | {"language": html_lang()}


class WordForm(forms.Form):
    side = forms.ChoiceField(choices=[(NEED, NEED), (OFFER, OFFER)])
    word = forms.ChoiceField(choices=[(word, word) for word in ("yes", "no", "back")])

    def act(self, found: Introduction, *, by: User, now: datetime) -> Introduction:
        side = self.cleaned_data["side"]
        match self.cleaned_data["word"]:
            case "yes":
                return commands.agree(found, side, by=by, now=now)
            case "no":
                return commands.decline(found, side, because="", by=by, now=now)
            case _back:
                return commands.withdraw_agreement(found, side, by=by, now=now)


class FollowUpForm(forms.Form):
    follow_up = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label=_("How does it go?"), choices=FollowUp.Answer.choices[:3], widget=forms.RadioSelect
    )
    note = forms.CharField(label=_("Anything we can do?"), max_length=2000, required=False)


class AnswerForm(forms.Form):
    """With which of one's own published notices one answers."""

    own = forms.TypedChoiceField(label=_("Answer with"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("A word to your adviser"),
        help_text=_("Why you are the right one. The adviser reads it before anything is passed on."),
        max_length=2000,
        required=False,
        widget=AREA,
    )

    def __init__(self, data: Any = None, *, own: Sequence[Notice]) -> None:
        super().__init__(data)
        by_reference = {notice.reference: notice for notice in own}
        field: Any = self.fields["own"]
        field.choices = [(one.reference, pick(one.titles, [html_lang()]).text) for one in own]
        field.coerce = by_reference.__getitem__
