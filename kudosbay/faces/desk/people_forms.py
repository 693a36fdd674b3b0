from typing import Any

from babel import Locale
from django import forms
from django.utils.translation import gettext_lazy as _

from kudosbay.accounts.addresses import read_address
from kudosbay.accounts.models import User
from kudosbay.accounts.queries import advisers
from kudosbay.faces.context import places
from kudosbay.faces.desk.case_forms import DAY, VersionedForm
from kudosbay.faces.desk.theme_forms import theme_choices
from kudosbay.faces.fields import MemorableDateField
from kudosbay.faces.jinja import OWN_NAMES, html_lang
from kudosbay.kernel import formats
from kudosbay.kernel.errors import Refused
from kudosbay.people.models import Consent, Identifier, Person
from kudosbay.people.queries import Wanted, likely_same

ANY = ("", _("Any"))
LTR = {"dir": "ltr", "autocomplete": "off"}
NAME = forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"})
ORDERS = [("", _("By name")), ("newest", _("Newest first"))]


def language_name(code: str) -> str:
    """Return a language in the reader's words, with its own name where we have it."""
    own = OWN_NAMES.get(code.lower(), "")
    try:
        said = Locale.parse(code, sep="-").get_display_name(formats.locale()) or code
    except ValueError:
        said = code
    return said if own in {"", said} else f"{said} · {own}"


def language_choices() -> list[tuple[str, str]]:
    return [(html_lang(code), language_name(code)) for code in OWN_NAMES]


class PeopleFilter(forms.Form):
    """Which people a list shows. What is not among the choices is passed over."""

    country = forms.ChoiceField(label=_("Country or region"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    source = forms.ChoiceField(label=_("Source"), choices=[ANY, *Person.Source.choices], required=False)
    adviser = forms.ChoiceField(label=_("Adviser"), required=False)
    since = forms.DateField(label=_("Registered from"), widget=DAY, required=False)
    until = forms.DateField(label=_("Registered until"), widget=DAY, required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    order = forms.ChoiceField(label=_("Order"), choices=ORDERS, required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["country"].choices = [ANY, *places(html_lang())]  # type: ignore[attr-defined]
        self.fields["theme"].choices = [ANY, *theme_choices()]  # type: ignore[attr-defined]
        self.fields["language"].choices = [ANY, *language_choices()]  # type: ignore[attr-defined]
        self.fields["adviser"].choices = [ANY, *((str(user.pk), str(user)) for user in advisers())]  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def kept(self) -> dict[str, str]:
        """Return what the addresses of other pages of this list carry on."""
        text = self.data.get("q", "").strip()
        given = {name: str(value) for name, value in self.cleaned_data.items() if value}
        return given | ({"q": text} if text else {})

    @property
    def wanted(self) -> Wanted:
        given = self.cleaned_data.get
        return Wanted(
            text=self.data.get("q", "")[:200],
            country=given("country") or "",
            language=given("language") or "",
            source=given("source") or "",
            adviser=int(given("adviser") or 0) or None,
            since=given("since"),
            until=given("until"),
            newest=given("order") == "newest",
            theme=given("theme") or "",
        )


class NamesForm(forms.Form):
    """A natural person, as she or he writes the name: any script, one word or one letter is enough."""

    full_name = forms.CharField(label=_("Full name, in own script"), max_length=400, widget=NAME)
    latin_name = forms.CharField(
        label=_("Name in Latin letters"),
        help_text=_("Only if the name above is in another script."),
        max_length=400,
        required=False,
        widget=NAME,
    )
    passport_family = forms.CharField(
        label=_("Family name, as in passport"), max_length=200, required=False, widget=NAME
    )
    passport_given = forms.CharField(
        label=_("Given names, as in passport"), max_length=200, required=False, widget=NAME
    )
    chinese_name = forms.CharField(label=_("Chinese name"), max_length=60, required=False, widget=NAME)
    call_me = forms.CharField(label=_("What should we call you?"), max_length=120, required=False, widget=NAME)
    nationality = forms.ChoiceField(label=_("Country or region"), help_text=_("Of the passport."))
    birth_date = MemorableDateField(label=_("Date of birth"), required=False)
    language = forms.ChoiceField(label=_("Language"), help_text=_("In which we write."))
    other_languages = forms.MultipleChoiceField(
        label=_("Further languages"), required=False, widget=forms.CheckboxSelectMultiple
    )
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False, widget=forms.EmailInput(attrs=LTR))
    phone = forms.CharField(
        label=_("Phone"), max_length=40, required=False, widget=forms.TextInput(attrs=LTR | {"type": "tel"})
    )
    adviser = forms.ChoiceField(label=_("Adviser"), required=False)

    def __init__(self, data: Any = None, *, initial: Any = None, user: User) -> None:
        super().__init__(data, initial=initial)
        self.user = user
        self.advisers = {str(one.pk): one for one in advisers()}
        chosen = (initial or {}).get("language") or ""
        languages = language_choices()
        languages += [] if chosen in {"", *dict(languages)} else [(chosen, language_name(chosen))]
        for name, choices in {
            "nationality": [("", ""), *places(html_lang())],
            "language": languages,
            "other_languages": languages,
            "adviser": [("", _("nobody yet")), *((key, str(one)) for key, one in self.advisers.items())],
        }.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        text = self.cleaned_data["phone"].strip()
        try:
            return read_address(text) if text else ""
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    @property
    def values(self) -> dict[str, Any]:
        """Return fields of Person by name."""
        given = dict(self.cleaned_data)
        first = given.pop("language")
        given["languages"] = [first, *(code for code in given.pop("other_languages") if code != first)]
        given["adviser"] = self.advisers.get(given["adviser"])
        return {name: value for name, value in given.items() if name in OF_PERSON}


OF_PERSON = {field.name for field in Person._meta.concrete_fields} - {"version"}


class RegisterForm(NamesForm):
    source = forms.ChoiceField(label=_("Source"), choices=Person.Source, initial=Person.Source.COUNTER)
    is_another = forms.BooleanField(label=_("This is somebody else: register anyway"), required=False)

    alike: list[Person]

    def __init__(self, data: Any = None, *, initial: Any = None, user: User) -> None:
        super().__init__(data, initial=initial, user=user)
        self.alike = []

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("full_name"):
            self.alike = look_alikes(given, self.user)
        return given

    def must_be_another(self) -> None:
        """Refuse who looks like somebody known, until staff say that it is somebody else."""
        if self.alike and not self.cleaned_data["is_another"]:
            raise Refused(_("Somebody like this is in the database. Compare, then confirm."), field="is_another")


def look_alikes(given: Any, user: User, *, but: int = 0) -> list[Person]:
    name, email, phone = (str(given.get(field) or "").strip() for field in ("full_name", "email", "phone"))
    if len(name) < 2 and not email and not phone:
        return []
    return list(likely_same(user, full_name=name, email=email, phone=phone, but=but))


class ChangeForm(NamesForm, VersionedForm):
    sort_key = forms.CharField(
        label=_("Sorted under"),
        help_text=_("Empty: by the family name of the passport."),
        max_length=200,
        required=False,
    )
    pronounce_as = forms.CharField(label=_("Pronounced"), max_length=200, required=False)


class IdentifierForm(forms.Form):
    kind = forms.ChoiceField(label=_("Document"), choices=Identifier.Kind)
    number = forms.CharField(label=_("Number"), max_length=60, widget=forms.TextInput(attrs=LTR))
    issued_by = forms.ChoiceField(label=_("Issuing country or region"))
    issued_on = MemorableDateField(label=_("Issued on"), required=False)
    expires_on = MemorableDateField(label=_("Expires on"), required=False)

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["issued_by"].choices = [("", ""), *places(html_lang())]  # type: ignore[attr-defined]


class RevealForm(forms.Form):
    reason = forms.CharField(
        label=_("What do you need the number for?"),
        help_text=_("The reason stands in the person’s history, and the person can read it."),
        max_length=300,
    )


class ConsentForm(forms.Form):
    """A consent given at the counter or on paper; the words are those in force, in a language the person reads."""

    purpose = forms.ChoiceField(label=_("Purpose"))
    how = forms.ChoiceField(
        label=_("How"), choices=[choice for choice in Consent.How.choices if choice[0] in {"counter", "paper"}]
    )

    def __init__(self, data: Any = None, *, texts: dict[str, Any]) -> None:
        super().__init__(data)
        self.texts = texts
        self.fields["purpose"].choices = [(name, text.title) for name, text in texts.items()]  # type: ignore[attr-defined]
