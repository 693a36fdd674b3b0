from datetime import datetime
from typing import Any, Final

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kudosbay.accounts.models import User
from kudosbay.cases.queries import begins_with_team
from kudosbay.centre.clock import HOME, OPENS
from kudosbay.enterprises.models import Enterprise
from kudosbay.faces.desk.case_forms import AREA, DAY, VersionedForm
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.promise_fields import given_details, kind_fields
from kudosbay.kernel.labels import themes
from kudosbay.kernel.text import pick
from kudosbay.people.models import Person
from kudosbay.promises.catalogue import services
from kudosbay.promises.commands import Wish
from kudosbay.promises.kinds import KINDS
from kudosbay.promises.models import Promise
from kudosbay.promises.queries import Wanted, promise_owners

ANY = ("", _("Any"))
QUEUES: Final = ("new", "us", "them", "asker", "due", "late", "over")
SPOKEN: Final = (("zh-hans", "中文"), ("en", "English"), ("ar", "العربية"))
OFFICES: Final = frozenset({"suggestion", "visitor_interest", "zone_enquiry"})


def theme_choices() -> list[tuple[str, str]]:
    return [(one.code, pick(one.names, [html_lang()]).text) for one in themes()]


class PromiseFilter(forms.Form):
    """Which promises a list shows. What is not among the choices is passed over."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    owner = forms.ChoiceField(label=_("Owner"), required=False)

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data)
        self.user = user
        named: dict[str, list[tuple[Any, Any]]] = {
            "kind": [(code, kind.name) for code, kind in KINDS.items()],
            "theme": list(theme_choices()),
            "owner": [(str(one.pk), str(one)) for one in promise_owners()],
        }
        for name, choices in named.items():
            self.fields[name].choices = [ANY, *choices]  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def queue(self) -> str:
        return self.data.get("queue", "") if self.data.get("queue") in QUEUES else ""

    @property
    def team(self) -> bool:
        """Whether everybody's are shown; else one's own, as on *My day*."""
        wanted = self.data.get("team", "")
        chosen = wanted == "1" if wanted else begins_with_team(self.user)
        return chosen or bool(self.cleaned_data.get("owner"))

    @property
    def whose(self) -> int | None:
        chosen = self.cleaned_data.get("owner")
        return int(chosen) if chosen else None if self.team else self.user.pk

    @property
    def kept(self) -> dict[str, str]:
        given = {name: value for name, value in self.cleaned_data.items() if value}
        more = {"q": self.data.get("q", "").strip(), "queue": self.queue, "team": "1" if self.team else "0"}
        return given | {name: value for name, value in more.items() if value}

    @property
    def wanted(self) -> Wanted:
        given = self.cleaned_data.get
        text = self.data.get("q", "")[:200]
        return Wanted(text, given("kind") or "", self.queue, given("theme") or "", self.whose)


class NewForm(forms.Form):
    """A request on somebody's behalf: of a person, an enterprise or an office."""

    person = forms.CharField(label=_("Person, by reference"), max_length=30, required=False)
    company = forms.CharField(label=_("Enterprise, by reference"), max_length=30, required=False)
    title = forms.CharField(label=_("In one line"), max_length=200)
    words = forms.CharField(label=_("In the asker’s words"), max_length=10_000, required=False, widget=AREA)
    language = forms.ChoiceField(label=_("Language of the words"), choices=SPOKEN)
    made_on = forms.DateField(label=_("Asked on"), widget=DAY)
    themes = forms.MultipleChoiceField(label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple)
    owner = forms.ChoiceField(label=_("Owner"), required=False, help_text=_("Left empty: whoever is in charge."))

    def __init__(self, data: Any = None, *, kind: str, user: User, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.kind, self.user = kind, user
        self.owners = {str(one.pk): one for one in promise_owners()}
        self.fields["owner"].choices = [ANY, *[(key, str(one)) for key, one in self.owners.items()]]  # type: ignore[attr-defined]
        self.fields["themes"].choices = theme_choices()  # type: ignore[attr-defined]
        self._ask_for(kind)
        self.fields |= kind_fields(kind)

    def _ask_for(self, kind: str) -> None:
        offered = [(code, pick(one.names, [html_lang()]).text) for code, one in services().items() if one.kind == kind]
        if offered:
            self.fields["service"] = forms.ChoiceField(label=_("Service"), choices=[ANY, *offered], required=False)
        if kind in OFFICES:
            del self.fields["person"], self.fields["company"]
            self.fields |= _offices()
            self.order_fields(["office_zh", "office_en", "addressee_zh", "addressee_en"])

    def clean_made_on(self) -> Any:
        if self.cleaned_data["made_on"] > localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return self.cleaned_data["made_on"]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        given["asker"] = self._found("person", Person.objects.visible_to(self.user))
        given["firm"] = self._found("company", Enterprise.objects.visible_to(self.user))
        return given

    def _found(self, name: str, rows: Any) -> Any:
        wanted = (self.cleaned_data.get(name) or "").strip()
        found = rows.filter(reference__iexact=wanted).first() if wanted else None
        if wanted and found is None:
            self.add_error(name, _("There is nothing with this reference."))
        return found

    @property
    def wish(self) -> Wish:
        given = self.cleaned_data
        return Wish(
            self.kind,
            title=given["title"],
            language=given["language"],
            words=given["words"],
            service=given.get("service") or "",
            details=given_details(self.kind, given),
            person=given["asker"],
            enterprise=given["firm"],
            office=_said(given, "office"),
            addressee=_said(given, "addressee"),
            themes=given["themes"],
            owner=self.owners.get(given["owner"]),
        )

    @property
    def made_at(self) -> datetime | None:
        """Return nothing for today, which is now; else the opening of the day on which it was asked."""
        day = self.cleaned_data["made_on"]
        return None if day == localdate() else datetime.combine(day, OPENS, tzinfo=HOME)


def _offices() -> dict[str, forms.Field]:
    """An official speaks by office, in both languages of the house; never by name."""
    return {
        "office_zh": forms.CharField(label=_("Speaker’s office, in Chinese"), max_length=200),
        "office_en": forms.CharField(label=_("Speaker’s office, in English"), max_length=200, required=False),
        "addressee_zh": forms.CharField(label=_("Addressee, in Chinese"), max_length=200, required=False),
        "addressee_en": forms.CharField(label=_("Addressee, in English"), max_length=200, required=False),
    }


def _said(given: dict[str, Any], name: str) -> dict[str, str]:
    texts = {"zh-Hans": given.get(f"{name}_zh"), "en": given.get(f"{name}_en")}
    return {lang: text.strip() for lang, text in texts.items() if text and text.strip()}


class AcceptForm(VersionedForm):
    """Nothing to fill in but the version."""


class PassOnForm(VersionedForm):
    to = forms.ChoiceField(
        label=_("Addressed to"),
        choices=[(Promise.Side.ZONE, _("The zone")), (Promise.Side.AUTHORITY, _("An authority"))],
    )


class ReplyForm(VersionedForm):
    text = forms.CharField(label=_("Answer"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 5}))
    outcome = forms.ChoiceField(label=_("Outcome"), choices=Promise.Outcome.choices, widget=forms.RadioSelect)
    evidence = forms.CharField(
        label=_("Evidence"), help_text=_("What shows it: a contract, a letter, a record."), required=False, widget=AREA
    )
    file = forms.FileField(label=_("Paper"), required=False)


class HandOverForm(VersionedForm):
    owner = forms.ChoiceField(label=_("To whom"))

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.owners = {str(one.pk): one for one in promise_owners()}
        self.fields["owner"].choices = [(key, str(one)) for key, one in self.owners.items()]  # type: ignore[attr-defined]


class StepForm(forms.Form):
    text = forms.CharField(label=_("What is to be done"), max_length=200)
    due_on = forms.DateField(label=_("Until"), required=False, widget=DAY)


class WriteForm(forms.Form):
    text = forms.CharField(label=_("Message to whoever asked"), max_length=10_000, widget=AREA)


class TranslateForm(VersionedForm):
    language = forms.ChoiceField(
        label=_("Language"), choices=[("en", "English"), ("zh-Hans", "中文"), ("ar", "العربية")]
    )
    title = forms.CharField(label=_("In one line"), max_length=200, required=False)
    words = forms.CharField(label=_("In the asker’s words"), max_length=10_000, required=False, widget=AREA)
    reply = forms.CharField(label=_("Answer"), max_length=10_000, required=False, widget=AREA)


class ConfirmedForm(VersionedForm):
    how = forms.CharField(label=_("How we know"), help_text=_("A letter, a call, said at the counter."), max_length=300)
