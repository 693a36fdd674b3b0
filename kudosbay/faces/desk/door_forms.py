import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from kudosbay.centre.models import ConsentText
from kudosbay.faces.context import places
from kudosbay.faces.jinja import OWN_NAMES, html_lang
from kudosbay.gatherings.commands import Newcomer

MOST: Final = 200
LONGEST: Final = 200_000


class DoorForm(forms.Form):
    """A ticket typed or scanned: the code on it, or what its picture says."""

    ticket = forms.CharField(
        label=_("Code of the ticket"),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "dir": "ltr"}),
    )
    act = forms.ChoiceField(choices=[("in", _("Comes in")), ("out", _("Leaves"))], widget=forms.HiddenInput)


class WalkInForm(forms.Form):
    """Somebody without a booking: known by a reference, or new with name, place and consent."""

    person = forms.CharField(label=_("Reference, if the person is known"), max_length=30, required=False)
    full_name = forms.CharField(label=_("Full name, in own script"), max_length=400, required=False)
    nationality = forms.ChoiceField(label=_("Country or region"), required=False)
    language = forms.ChoiceField(
        label=_("Language"), choices=[(code, OWN_NAMES[code]) for code, _name in settings.LANGUAGES]
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    consent = forms.BooleanField(required=False)

    def __init__(self, data: Any = None, *, text: ConsentText | None) -> None:
        super().__init__(data)
        self.text = text
        self.fields["nationality"].choices = [("", ""), *places(html_lang())]  # type: ignore[attr-defined]
        self.fields["consent"].label = text.title if text else _("Consent")
        self.fields["consent"].help_text = text.text if text else ""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not given.get("person"):
            for name in ("full_name", "nationality"):
                if not given.get(name):
                    self.add_error(name, _("Fill this in, or give the reference of somebody we know."))
        return given

    @property
    def newcomer(self) -> Newcomer:
        given, text = self.cleaned_data, self.text if self.cleaned_data["consent"] else None
        return Newcomer(
            full_name=given["full_name"],
            nationality=given["nationality"],
            language=given["language"],
            email=given["email"],
            consent_version=text.version if text else "",
            consent_language=text.language if text else "",
        )


@dataclass(frozen=True, slots=True)
class Told:
    """What a phone noted while it had no network: `key` is its own, so that it knows which of its notes arrived."""

    key: str
    ticket: str
    act: str
    at: datetime


def told(body: bytes) -> list[Told]:
    """Read the phone's notes, oldest first; what is none is passed over. Raises ValueError for what is no list."""
    if len(body) > LONGEST:
        message = "too long"
        raise ValueError(message)
    notes = json.loads(body or b"[]")
    if not isinstance(notes, list):
        message = "no list"
        raise ValueError(message)  # noqa: TRY004 - the caller knows one fault
    found = [note for note in map(_note, notes[:MOST]) if note]
    return sorted(found, key=lambda note: note.at)


def _note(given: Any) -> Told | None:
    if not isinstance(given, dict):
        return None
    at = _moment(str(given.get("at", "")))
    if at is None or given.get("act") not in {"in", "out"}:
        return None
    return Told(str(given.get("key", ""))[:64], str(given.get("ticket", ""))[:300], given["act"], at)


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found and found.tzinfo else None
