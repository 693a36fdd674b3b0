"""The form of a need or offer, made from what its kind declares: the same for clients and for staff."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kudosbay.faces.context import places
from kudosbay.faces.fields import DayInput
from kudosbay.faces.jinja import OWN_NAMES, html_lang
from kudosbay.introductions.commands import Said
from kudosbay.introductions.kinds import Field, Kind
from kudosbay.introductions.models import Notice

AREA: Final = forms.Textarea(attrs={"rows": 4})
NOTHING: Final = ("", "")
WRITTEN: Final = (("en", "English"), ("zh-Hans", "简体中文"), ("ar", "العربية"))


def _made(one: Field) -> forms.Field:
    common: dict[str, Any] = {"label": one.label, "required": one.required, "help_text": one.hint}
    match one.sort:
        case "word":
            return forms.ChoiceField(choices=[NOTHING, *one.choices], **common)
        case "list":
            return forms.MultipleChoiceField(choices=one.choices, widget=forms.CheckboxSelectMultiple, **common)
        case "number":
            return forms.DecimalField(min_value=0, max_digits=18, decimal_places=2, **common)
        case "day":
            return forms.DateField(widget=DayInput(), **common)
        case "yes":
            return forms.BooleanField(**common | {"required": False})
        case _:
            return forms.CharField(max_length=2000, **common)


def spoken() -> list[tuple[str, str]]:
    return [(html_lang(code), name) for code, name in OWN_NAMES.items()]


class DetailsForm(forms.Form):
    """What every kind has, then the details of this kind."""

    country = forms.ChoiceField(label=_("Country or region"), required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages in which you can talk"), required=False, widget=forms.CheckboxSelectMultiple
    )
    expires_on = forms.DateField(label=_("Valid until"), widget=DayInput())

    def __init__(self, data: Any = None, *, kind: Kind, side: str, initial: Any = None) -> None:
        last = localdate() + timedelta(days=kind.days)
        super().__init__(data, initial={"expires_on": last, "languages": [html_lang()]} | dict(initial or {}))
        self.kind, self.side = kind, side
        self.details = kind.fields_of(side)
        for one in self.details:
            self.fields[one.name] = _made(one)
        self.fields["country"].choices = [NOTHING, *places(html_lang())]  # type: ignore[attr-defined]
        self.fields["languages"].choices = spoken()  # type: ignore[attr-defined]

    @property
    def data_given(self) -> dict[str, Any]:
        return {one.name: self.cleaned_data.get(one.name) for one in self.details}

    def detail_fields(self) -> Iterator[Any]:
        return (self[one.name] for one in self.details)


class OwnNoticeForm(DetailsForm):
    """A client writes in one language; the centre adds the others."""

    title = forms.CharField(label=_("In one line"), max_length=160)
    words = forms.CharField(
        label=_("What others should know"),
        help_text=_("Without names and addresses: nobody learns who you are before you agree."),
        max_length=4000,
        required=False,
        widget=AREA,
    )
    company = forms.CharField(
        label=_("Company, if you post for one"),
        help_text=_("Shown to nobody but the centre, and to the other side once both agree."),
        max_length=200,
        required=False,
    )

    def said(self, before: Notice | None = None, *, themes: Sequence[str] = ()) -> Said:
        """Return what is said now; other languages of `before` are kept only where the text did not change."""
        given, lang = self.cleaned_data, html_lang()
        return Said(
            titles=_with(before.titles if before else {}, lang, given["title"]),
            words=_with(before.words if before else {}, lang, given["words"]),
            data=self.data_given,
            country=given["country"],
            languages=given["languages"],
            expires_on=given["expires_on"],
            answers_allowed=before.answers_allowed if before else None,
            themes=themes,
            value=before.value if before else None,
            currency=before.currency if before else "",
            is_listed=before.is_listed if before else True,
        )


def _with(before: Any, lang: str, text: str) -> dict[str, str]:
    """A new text stands alone until it is translated: an old translation would say something else."""
    return dict(before) if before.get(lang, "") == text else {lang: text}


def written_by_owner(notice: Notice) -> dict[str, Any]:
    """Return what the owner's form shows of a notice."""
    lang = html_lang()
    return {
        "title": notice.titles.get(lang) or next(iter(notice.titles.values()), ""),
        "words": notice.words.get(lang) or next(iter(notice.words.values()), ""),
        "company": notice.company,
        **common_of(notice),
    }


def common_of(notice: Notice) -> dict[str, Any]:
    numbers = {one.name for one in notice.the_kind.fields if one.sort == "number"}
    details = {name: Decimal(value) if name in numbers else value for name, value in notice.data.items()}
    return details | {
        "country": notice.country,
        "languages": notice.languages,
        "expires_on": notice.expires_on,
        "version": notice.version,
    }
