from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kudosbay.accounts.models import User
from kudosbay.faces.portal.case_forms import SeenForm
from kudosbay.faces.promise_fields import given_details, kind_fields
from kudosbay.faces.promise_showing import MARKS
from kudosbay.people.models import Person
from kudosbay.promises.catalogue import LivingService
from kudosbay.promises.commands import Wish
from kudosbay.promises.queries import people_asked_for

AREA = forms.Textarea(attrs={"rows": 4})


class AskForm(forms.Form):
    """What the asker may add to a request, and for whom it is where that is not plain."""

    title = forms.CharField(label=_("In one line"), max_length=200)
    words = forms.CharField(label=_("Anything we should know"), max_length=10_000, required=False, widget=AREA)

    def __init__(self, data: Any = None, *, kind: str, user: User, service: LivingService | None = None) -> None:
        super().__init__(data)
        self.kind, self.user, self.service = kind, user, service
        self.people = {one.reference: one for one in people_asked_for(user)}
        self.fields["words"].help_text = _("In any language.")
        self.fields |= kind_fields(kind)
        if service:
            del self.fields["title"]
        if len(self.people) > 1:
            choices = [(key, person.full_name) for key, person in self.people.items()]
            self.fields["person"] = forms.ChoiceField(label=_("For whom"), choices=choices)

    @property
    def person(self) -> Person | None:
        chosen = self.cleaned_data.get("person")
        return self.people.get(chosen) if chosen else next(iter(self.people.values()), None)

    @property
    def wish(self) -> Wish:
        """Return the wish; a request from the catalogue is called what the service is called in the reader's language."""
        given = self.cleaned_data
        return Wish(
            self.kind,
            title=self.service.names["en"] if self.service else given["title"],
            language=self.user.language,
            words=given["words"],
            service=self.service.code if self.service else "",
            details=given_details(self.kind, given),
            person=self.person,
        )


class ReopenForm(SeenForm):
    because = forms.CharField(
        label=_("What is still missing"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class RateForm(forms.Form):
    mark = forms.TypedChoiceField(
        label=_("How satisfied are you?"), choices=list(MARKS.items()), coerce=int, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("In your own words"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class WriteForm(forms.Form):
    text = forms.CharField(
        label=_("Your message"),
        help_text=_("In any language."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
