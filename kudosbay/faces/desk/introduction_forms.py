"""Filters and forms of needs, offers and introductions at the desk."""

from datetime import datetime
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kudosbay.accounts.models import User
from kudosbay.accounts.queries import advisers
from kudosbay.centre.clock import HOME
from kudosbay.enterprises.models import Enterprise
from kudosbay.faces.context import places
from kudosbay.faces.desk.case_forms import AREA, DAY, VersionedForm
from kudosbay.faces.desk.licence_forms import CURRENCIES
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.notice_forms import WRITTEN, DetailsForm, common_of
from kudosbay.faces.notice_showing import kind_choices
from kudosbay.introductions.commands import Outcome, Party, Said
from kudosbay.introductions.kinds import NEED, OFFER, Kind
from kudosbay.introductions.models import FollowUp, Introduction, Notice
from kudosbay.introductions.queries import WantedIntroductions, WantedNotices
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.labels import themes
from kudosbay.kernel.text import pick
from kudosbay.people.models import Person

ANY: Final = ("", _("Any"))
VALUE: Final = pgettext_lazy("of money", "Value")
MONEY: Final = [("", ""), *((code, code) for code in CURRENCIES)]
SIDES: Final = [(NEED, Notice.Side.NEED.label), (OFFER, Notice.Side.OFFER.label)]


def theme_choices() -> list[tuple[str, str]]:
    return [(label.code, pick(label.names, [html_lang()]).text) for label in themes()]


class _Filter(forms.Form):
    """What both lists are narrowed by. What is not among the choices is passed over."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    status = forms.ChoiceField(label=_("State"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    country = forms.ChoiceField(label=_("Country or region"), required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for name, choices in {
            "kind": kind_choices(),
            "theme": theme_choices(),
            "country": places(html_lang()),
        }.items():
            self.fields[name].choices = [ANY, *choices]  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def kept(self) -> dict[str, str]:
        text = self.data.get("q", "").strip()
        given = {name: str(value) for name, value in self.cleaned_data.items() if value}
        return given | ({"q": text} if text else {})

    @property
    def text(self) -> str:
        return str(self.data.get("q", "")[:200])

    def given(self, name: str) -> str:
        return str(self.cleaned_data.get(name) or "")


class NoticeFilter(_Filter):
    status = forms.ChoiceField(label=_("State"), choices=[ANY, *Notice.Status.choices], required=False)
    side = forms.ChoiceField(label=_("Side"), choices=[ANY, *SIDES], required=False)
    adviser = forms.ChoiceField(label=_("Adviser"), required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["adviser"].choices = [ANY, *((str(user.pk), str(user)) for user in advisers())]  # type: ignore[attr-defined]
        self.full_clean()

    @property
    def wanted(self) -> WantedNotices:
        named = {name: self.given(name) for name in ("kind", "side", "status", "country", "theme")}
        return WantedNotices(text=self.text, adviser=int(self.given("adviser") or 0) or None, **named)


class IntroductionFilter(_Filter):
    status = forms.ChoiceField(label=_("State"), choices=[ANY, *Introduction.Status.choices], required=False)
    due = forms.BooleanField(label=_("Only with a follow-up that is due"), required=False)

    @property
    def wanted(self) -> WantedIntroductions:
        named: Any = {name: self.given(name) for name in ("kind", "status", "theme", "country")}
        due = bool(self.cleaned_data.get("due"))
        return WantedIntroductions(text=self.text, due=due, now=timezone.now(), **named)


class StaffNoticeForm(DetailsForm):
    """Entered on somebody's behalf, or for the centre itself: titles in the languages of the pages."""

    person = forms.CharField(label=_("Reference of the person"), max_length=30, required=False)
    enterprise = forms.CharField(label=_("Reference of the enterprise"), max_length=30, required=False)
    company = forms.CharField(
        label=_("Company or organisation"),
        help_text=_("For those that stand in no register. All three empty: the centre’s own."),
        max_length=200,
        required=False,
    )
    value = forms.DecimalField(label=VALUE, min_value=0, max_digits=18, decimal_places=2, required=False)
    currency = forms.ChoiceField(label=_("Currency"), choices=MONEY, required=False)
    answers_allowed = forms.IntegerField(label=_("Answers at most"), min_value=1, max_value=50, required=False)
    themes = forms.MultipleChoiceField(label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, kind: Kind, side: str, initial: Any = None) -> None:
        super().__init__(data, kind=kind, side=side, initial={"answers_allowed": kind.answers} | dict(initial or {}))
        for lang, name in WRITTEN:
            self.fields[f"title_{lang}"] = forms.CharField(
                label=f"{_('Title')} · {name}", max_length=160, required=False
            )
            words = forms.CharField(label=f"{_('Description')} · {name}", max_length=4000, required=False, widget=AREA)
            self.fields[f"words_{lang}"] = words
        self.fields["themes"].choices = theme_choices()  # type: ignore[attr-defined]
        if kind.theme and not self.initial.get("themes"):
            self.initial["themes"] = [kind.theme]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not any(given.get(f"title_{lang}") for lang, _name in WRITTEN):
            self.add_error("title_zh-Hans", _("Give it a title in at least one language."))
        return given

    def text_fields(self) -> list[Any]:
        return [self[f"{part}_{lang}"] for lang, _name in WRITTEN for part in ("title", "words")]

    @property
    def seen(self) -> int:
        return int(self.cleaned_data["version"] or 0)

    @property
    def said(self) -> Said:
        given = self.cleaned_data
        texts = {part: {lang: given[f"{part}_{lang}"] for lang, _name in WRITTEN} for part in ("title", "words")}
        names = ("country", "languages", "value", "currency", "answers_allowed", "themes", "expires_on")
        return Said(
            titles=texts["title"], words=texts["words"], data=self.data_given, **{name: given[name] for name in names}
        )

    def party(self, by: User) -> Party:
        """Return whose it is; a reference that leads nowhere is refused at its field."""
        given = self.cleaned_data
        return Party(
            person=_found(Person.objects.visible_to(by), given["person"], "person"),
            enterprise=_found(Enterprise.objects.visible_to(by), given["enterprise"], "enterprise"),
            company=given["company"],
        )


def _found(rows: Any, reference: str, field: str) -> Any:
    if not reference.strip():
        return None
    row = rows.filter(reference__iexact=reference.strip()).first()
    if row is None:
        raise Refused(_("There is nothing under this reference."), field=field)
    return row


def written(notice: Notice) -> dict[str, Any]:
    """Return what the staff's form shows of a notice."""
    texts = {f"title_{lang}": notice.titles.get(lang, "") for lang, _name in WRITTEN}
    texts |= {f"words_{lang}": notice.words.get(lang, "") for lang, _name in WRITTEN}
    names = ("value", "currency", "answers_allowed", "company")
    return texts | common_of(notice) | {name: getattr(notice, name) for name in names}


class SideForm(forms.Form):
    """For which side something is said."""

    side = forms.ChoiceField(choices=[(NEED, NEED), (OFFER, OFFER)])
    because = forms.CharField(max_length=1000, required=False)


class BackForm(forms.Form):
    because = forms.CharField(label=_("What to change"), max_length=2000, widget=AREA)


class MeetingForm(VersionedForm):
    day = forms.DateField(label=_("Day of the meeting"), widget=DAY)
    time = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}))
    place = forms.CharField(label=_("Place"), max_length=200)

    @property
    def at(self) -> datetime:
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"], tzinfo=HOME)


class FollowUpForm(forms.Form):
    follow_up = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(label=_("How it went"), choices=FollowUp.Answer)
    note = forms.CharField(label=_("Note"), max_length=2000, required=False)


class ReceiptForm(VersionedForm):
    number = forms.CharField(
        label=_("Number of the receipt"), max_length=60, widget=forms.TextInput(attrs={"dir": "ltr"})
    )
    receipt_from = forms.CharField(label=_("Receipt from"), max_length=200, required=False)
    received_on = forms.DateField(label=_("Received on"), widget=DAY)


class OutcomeForm(VersionedForm):
    outcome = forms.ChoiceField(label=_("Outcome"))
    on = forms.DateField(label=_("On"), widget=DAY)
    value = forms.DecimalField(label=VALUE, min_value=0, max_digits=18, decimal_places=2, required=False)
    saving = forms.DecimalField(
        label=_("Saving"),
        help_text=_("Against what the work cost before."),
        min_value=0,
        max_digits=18,
        decimal_places=2,
        required=False,
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=MONEY, required=False)
    note = forms.CharField(label=_("What came of it"), max_length=4000, required=False, widget=AREA)

    def __init__(self, data: Any = None, *, kind: Kind, initial: Any = None) -> None:
        super().__init__(data, initial={"on": localdate()} | dict(initial or {}))
        self.fields["outcome"].choices = kind.outcomes  # type: ignore[attr-defined]
        if not kind.has_saving:
            del self.fields["saving"]

    @property
    def told(self) -> Outcome:
        given = self.cleaned_data
        names = ("outcome", "on", "note", "value", "currency")
        return Outcome(saving=given.get("saving"), **{name: given[name] for name in names})
