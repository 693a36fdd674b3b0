import re
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from kudosbay.accounts.models import User
from kudosbay.accounts.queries import advisers
from kudosbay.centre.models import ConsentText
from kudosbay.faces.context import places
from kudosbay.faces.desk.case_forms import AREA, VersionedForm
from kudosbay.faces.desk.theme_forms import ANY, theme_choices
from kudosbay.faces.jinja import html_lang
from kudosbay.people.commands import Agreed, Credit, Profile
from kudosbay.people.guests import WantedGuests
from kudosbay.people.models import Consent, GuestProfile, GuestTag, Person

LANGUAGES: Final = {"zh": "zh-Hans", "en": "en"}
HINTS: Final = {
    "ideals": _("What she or he wants to bring about."),
    "wisdom": _("What she or he knows: field, experience, studies."),
    "connections": _("Whom she or he can open doors to: markets, firms, institutions. No names without their consent."),
    "skills": _("What she or he can do for others."),
}
COUNTER: Final = [choice for choice in Consent.How.choices if choice[0] in {"counter", "paper"}]
SEPARATORS = re.compile(r"[,，;；、\n]")


class GuestFilter(forms.Form):
    """Which wisdom guests a list shows. What is not among the choices is passed over."""

    country = forms.ChoiceField(label=_("Country or region"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    source = forms.ChoiceField(label=_("Source"), choices=[ANY, *Person.Source.choices], required=False)
    adviser = forms.ChoiceField(label=_("Adviser"), required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["country"].choices = [ANY, *places(html_lang())]  # type: ignore[attr-defined]
        self.fields["theme"].choices = [ANY, *theme_choices()]  # type: ignore[attr-defined]
        self.fields["adviser"].choices = [ANY, *((str(user.pk), str(user)) for user in advisers())]  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def kept(self) -> dict[str, str]:
        told = {name: self.data.get(name, "").strip()[:200] for name in ("q", "tag")}
        given = {name: str(value) for name, value in self.cleaned_data.items() if value}
        return given | {name: text for name, text in told.items() if text}

    @property
    def wanted(self) -> WantedGuests:
        given = self.cleaned_data.get
        return WantedGuests(
            text=self.data.get("q", "")[:200],
            tag=self.data.get("tag", "")[:60],
            country=given("country") or "",
            source=given("source") or "",
            adviser=int(given("adviser") or 0) or None,
            theme=given("theme") or "",
        )


class GuestForm(VersionedForm):
    """What a wisdom guest brings, in Chinese and English or one of them, with tags; and the consent if none stands."""

    def __init__(self, data: Any = None, *, initial: Any = None, text: ConsentText | None) -> None:
        super().__init__(data, initial=initial)
        self.text = text
        for aspect, label in GuestTag.Aspect.choices:
            self._ask(aspect, label)
        if text:
            self.fields["how"] = forms.ChoiceField(
                label=_("How the consent was given"), help_text=text.text, choices=COUNTER, widget=forms.RadioSelect
            )

    def _ask(self, aspect: str, label: Any) -> None:
        for end, language in (("zh", _("in Chinese")), ("en", _("in English"))):
            self.fields[f"{aspect}_{end}"] = forms.CharField(
                label=_("%(aspect)s, %(language)s") % {"aspect": label, "language": language},
                help_text=HINTS[aspect] if end == "zh" else "",
                max_length=4000,
                required=False,
                widget=AREA,
            )
        self.fields[f"{aspect}_tags"] = forms.CharField(
            label=_("%(aspect)s: tags") % {"aspect": label},
            help_text=_("Separated by commas; in any language."),
            max_length=600,
            required=False,
        )

    @property
    def profile(self) -> Profile:
        given, aspects = self.cleaned_data, GuestTag.Aspect.values
        return Profile(
            texts={one: {lang: given[f"{one}_{end}"] for end, lang in LANGUAGES.items()} for one in aspects},
            tags={one: SEPARATORS.split(given[f"{one}_tags"]) for one in aspects},
        )

    @property
    def agreed(self) -> Agreed | None:
        if not self.text:
            return None
        return Agreed(self.text.version, self.text.language, self.cleaned_data["how"])


def guest_initial(profile: GuestProfile | None, *, version: int) -> dict[str, Any]:
    initial: dict[str, Any] = {"version": version}
    if profile:
        tags = list(profile.tags.all())
        for aspect in GuestTag.Aspect.values:
            texts = getattr(profile, aspect)
            initial |= {f"{aspect}_{end}": texts.get(lang, "") for end, lang in LANGUAGES.items()}
            initial[f"{aspect}_tags"] = ", ".join(tag.text for tag in tags if tag.aspect == aspect)
    return initial


class CreditForm(VersionedForm):
    """How a person came, and whose merit it is."""

    source = forms.ChoiceField(label=_("Source"), choices=Person.Source)
    colleague = forms.ChoiceField(label=_("Brought by a colleague"), required=False)
    brought_by_person = forms.CharField(
        label=_("Brought by a person"),
        help_text=_("Her or his reference, such as P-2019-00012."),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    because = forms.CharField(label=_("Why"), help_text=_("What the credit rests on."), max_length=300)

    def __init__(self, data: Any = None, *, initial: Any = None, user: User) -> None:
        super().__init__(data, initial=initial)
        self.user = user
        self.colleagues = {str(one.pk): one for one in advisers()}
        nobody = ("", _("nobody"))
        self.fields["colleague"].choices = [nobody, *((key, str(one)) for key, one in self.colleagues.items())]  # type: ignore[attr-defined]

    def clean_brought_by_person(self) -> Person | None:
        reference = self.cleaned_data["brought_by_person"].strip()
        if not reference:
            return None
        found = Person.objects.visible_to(self.user).filter(reference__iexact=reference).first()
        if found is None:
            raise forms.ValidationError(_("Nobody has this reference."))
        return found

    @property
    def credit(self) -> Credit:
        given = self.cleaned_data
        return Credit(given["source"], self.colleagues.get(given["colleague"]), given["brought_by_person"])


def credit_initial(person: Person) -> dict[str, Any]:
    friend = person.brought_by_person
    return {
        "version": person.version,
        "source": person.source,
        "colleague": str(person.brought_by_id or ""),
        "brought_by_person": friend.reference if friend else "",
    }
