from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from kudosbay.accounts.models import User
from kudosbay.accounts.queries import publishers
from kudosbay.faces.desk.case_forms import DAY, VersionedForm
from kudosbay.faces.jinja import html_lang, lang_name
from kudosbay.kernel.labels import themes
from kudosbay.kernel.text import pick
from kudosbay.publications.commands import LANGUAGES, Words
from kudosbay.publications.kinds import KINDS, Field, as_lines, choices
from kudosbay.publications.models import Edition
from kudosbay.publications.queries import WantedPublications

ANY: Final = ("", _("Any"))
STATES: Final = [
    ANY,
    ("draft", _("Not published")),
    ("coming", _("Published, not yet in force")),
    ("in_force", _("In force")),
    ("over", _("Superseded or ended")),
]
LTR: Final = {"dir": "ltr"}


def language_choices() -> list[tuple[str, str]]:
    return [(code, lang_name(code)) for code in LANGUAGES]


def theme_choices() -> list[tuple[str, str]]:
    return [(theme.code, pick(theme.names, [html_lang()]).text) for theme in themes()]


class PublicationFilter(forms.Form):
    """Which publications a list shows. What is not among the choices is passed over."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[ANY, *choices()], required=False)
    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)
    gap = forms.ChoiceField(label=_("Lacks a reliable text in"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    owner = forms.ChoiceField(label=_("Owner"), required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        owners = [(str(user.pk), str(user)) for user in publishers()]
        named = {"gap": language_choices(), "theme": theme_choices(), "owner": owners}
        for name, offered in named.items():
            self.fields[name].choices = [ANY, *offered]  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def kept(self) -> dict[str, str]:
        text = self.data.get("q", "").strip()[:200]
        given = {name: str(value) for name, value in self.cleaned_data.items() if value}
        return given | ({"q": text} if text else {})

    @property
    def wanted(self) -> WantedPublications:
        given = dict.fromkeys(self.fields, "") | self.cleaned_data
        owner = int(given.pop("owner") or 0) or None
        return WantedPublications(text=self.data.get("q", "")[:200].replace("\x00", ""), owner=owner, **given)


class ThemesForm(forms.Form):
    themes = forms.MultipleChoiceField(label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["themes"].choices = theme_choices()  # type: ignore[attr-defined]


class WordsForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=300)
    summary = forms.CharField(
        label=_("In short"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    body = forms.CharField(
        label=_("Text"),
        help_text=_(
            "Markdown: ## for a heading, - for a list, [words](https://…) for a link. Nothing else gets through."
        ),
        max_length=100_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 16}),
    )

    @property
    def words(self) -> Words:
        return Words(**{name: self.cleaned_data[name] for name in ("title", "summary", "body")})

    def named_for(self, kind: str) -> None:
        """Let the parts of the text be called as the kind calls them: question and finding, question and answer."""
        self.fields["summary"].label = str(KINDS[kind].summary)
        self.fields["body"].label = str(KINDS[kind].body)


class PublicationForm(ThemesForm, WordsForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=choices())
    language = forms.ChoiceField(label=_("Language of the original"))
    slug = forms.SlugField(
        label=_("Address of the page"),
        help_text=_("Small letters and dashes; made from the title if you leave it out."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs=LTR),
    )
    field_order = ("kind", "language", "title", "summary", "body", "slug", "themes")

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["language"].choices = language_choices()  # type: ignore[attr-defined]


class OwnerForm(ThemesForm, VersionedForm):
    owner = forms.ChoiceField(label=_("Owner"))

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.people: dict[str, User] = {str(user.pk): user for user in publishers()}
        self.fields["owner"].choices = [(key, str(user)) for key, user in self.people.items()]  # type: ignore[attr-defined]

    def clean_owner(self) -> User:
        return self.people[self.cleaned_data["owner"]]


class TextForm(WordsForm, VersionedForm):
    """One language of an edition."""


class TranslationForm(WordsForm):
    language = forms.ChoiceField(label=_("Language"))
    status = forms.ChoiceField(
        label=_("Translated by"),
        choices=[("draft", _("A person")), ("machine", _("A machine"))],
        widget=forms.RadioSelect,
    )
    field_order = ("language", "status", "title", "summary", "body")

    def __init__(self, data: Any = None, *, initial: Any = None, missing: list[str]) -> None:
        super().__init__(data, initial=initial)
        self.fields["language"].choices = [(code, lang_name(code)) for code in missing]  # type: ignore[attr-defined]


def _field(field: Field) -> forms.CharField:
    area = field.what in {"lines", "condition"}
    widget = forms.Textarea(attrs={"rows": 5 if field.what == "lines" else 2} | LTR) if area else None
    return forms.CharField(
        label=str(field.label), help_text=str(field.hint), max_length=20_000, required=False, widget=widget
    )


class EditionForm(VersionedForm):
    """The facts of an edition, and the fields that its kind declares."""

    issuer = forms.CharField(label=_("Issued by"), max_length=300, required=False)
    document_number = forms.CharField(label=_("Document number"), max_length=120, required=False)
    source = forms.URLField(
        label=_("Source, as a link"),
        max_length=500,
        required=False,
        widget=forms.URLInput(attrs=LTR),
        assume_scheme="https",
    )
    issued_on = forms.DateField(label=_("Issued on"), required=False, widget=DAY)
    valid_from = forms.DateField(label=_("In force from"), required=False, widget=DAY)
    valid_until = forms.DateField(label=_("In force until"), required=False, widget=DAY)
    checked_on = forms.DateField(label=_("Last compared with the source"), required=False, widget=DAY)
    note = forms.CharField(label=_("Note, for us only"), max_length=500, required=False)

    def __init__(self, data: Any = None, *, edition: Edition) -> None:
        self.own = KINDS[edition.publication.kind].fields
        facts = {name: getattr(edition, name) for name in self.base_fields if hasattr(edition, name)}
        super().__init__(data, initial=facts | {"version": edition.version} | _typed(self.own, edition.details))
        for field in self.own:
            self.fields[field.name] = _field(field)

    @property
    def facts(self) -> dict[str, Any]:
        own = {field.name for field in self.own} | {"version"}
        return {name: value for name, value in self.cleaned_data.items() if name not in own}

    @property
    def details(self) -> dict[str, Any]:
        return {field.name: self.cleaned_data[field.name] for field in self.own}


def _typed(fields: tuple[Field, ...], details: dict[str, Any]) -> dict[str, str]:
    return {
        field.name: as_lines(field, details.get(field.name)) if field.what == "lines" else details.get(field.name, "")
        for field in fields
    }


class EndForm(forms.Form):
    last_day = forms.DateField(label=_("In force for the last time on"), widget=DAY)


class CiteForm(forms.Form):
    cited = forms.CharField(label=_("Reference of what it rests on"), max_length=30, widget=forms.TextInput(attrs=LTR))
    place = forms.CharField(label=_("Where in it"), help_text=_("Article 7, page 2."), max_length=120, required=False)


class GiveForm(forms.Form):
    person = forms.CharField(label=_("Reference of the person"), max_length=30, widget=forms.TextInput(attrs=LTR))
