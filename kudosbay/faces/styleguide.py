"""Every component on one page, in each direction and theme: the way the look is kept, and photographed by tests."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from kudosbay.faces.fields import MemorableDateField
from kudosbay.faces.styleguide_words import NAMES, WORDS

DAY = date(2026, 11, 18)
LOOKS = ("portal", "desk", "site", "present", "print")
STATES = ("done", "done", "now", "todo", "todo")
TURNS = ("centre", "centre", "founder", "centre", "authority")
LENGTHS = (2, 3, 7, 2, 5)


BAD = {"bad-full_name": "", "bad-birth_date_day": "31", "bad-birth_date_month": "2", "bad-birth_date_year": "1990"}


class SpecimenForm(forms.Form):
    full_name = forms.CharField(widget=forms.TextInput({"autocomplete": "name", "spellcheck": "false"}))
    about = forms.CharField(widget=forms.Textarea({"rows": 3}), required=False)
    territory = forms.ChoiceField()
    birth_date = MemorableDateField(birthday=True)
    owners = forms.ChoiceField(widget=forms.RadioSelect)
    consent = forms.BooleanField(required=False)
    scan = forms.FileField(required=False)

    def __init__(self, words: dict[str, Any], data: dict[str, str] | None = None) -> None:
        super().__init__(data, prefix="bad" if data else None)
        named = ("full_name", "about", "territory", "birth_date")
        for name, label in zip(named, words["labels"], strict=True):
            self.fields[name].label = label
        self.fields["full_name"].help_text = words["hint"]
        self.fields["full_name"].error_messages["required"] = words["required"]
        self.fields["owners"].label, self.fields["scan"].label = words["choice_label"], words["task"]
        self.fields["consent"].label, self.fields["consent"].help_text = words["consent"], words["consent_hint"]
        self._offer("owners", words["choices"])
        self._offer("territory", words["territories"])
        for name in ("owners", "territory") if data else ():
            del self.fields[name]

    def _offer(self, name: str, labels: tuple[str, ...]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(index), label) for index, label in enumerate(labels)]


def steps(words: dict[str, Any]) -> list[dict[str, Any]]:
    """Five steps one after another from DAY; the last may take two days longer."""
    made, start = [], DAY
    for (label, note), state, turn, days in zip(words["steps"], STATES, TURNS, LENGTHS, strict=True):
        end = start + timedelta(days=days - 1)
        latest = end + timedelta(days=2) if turn == "authority" else None
        made.append({"label": label, "note": note, "state": state, "turn": turn, "start": start, "end": end})
        made[-1]["latest"] = latest
        start = end + timedelta(days=1)
    return made


def specimens(words: dict[str, Any]) -> dict[str, Any]:
    return {
        "words": words,
        "words_en": WORDS["en"],
        "names": NAMES,
        "steps": steps(words),
        "day": DAY,
        "moment": datetime(2026, 12, 3, 6, tzinfo=UTC),
        "page_of_many": Paginator(range(60_214), 50).page(3),
        "specimen": SpecimenForm(words),
        "bad_specimen": SpecimenForm(words, BAD),
        "desk_nav": _desk_nav(words),
        "portal_tabs": _links(words["tabs"], counts=(0, 0, 1, 2, 0)),
        "site_nav": _links(words["tabs"], counts=(0, 0, 0, 0, 0)),
    }


def _links(labels: tuple[str, ...], *, counts: tuple[int, ...], current: bool = True) -> list[dict[str, Any]]:
    rows = enumerate(zip(labels, counts, strict=True))
    return [
        {"label": label, "href": "#", "count": count, "current": current and not index}
        for index, (label, count) in rows
    ]


def _desk_nav(words: dict[str, Any]) -> list[dict[str, Any]]:
    counts = ((12, 7, 86), (60_214, 309), (0, 0))
    pairs = zip(words["nav"], counts, strict=True)
    return [
        {"label": group, "items": _links(labels, counts=counted, current=not group)}
        for (group, labels), counted in pairs
    ]


def styleguide(request: HttpRequest) -> HttpResponse:
    """`?lang=`, `?theme=` and `?look=` choose the specimen; nothing is remembered."""
    asked = request.GET.get("lang", "").lower()
    code = asked if asked in WORDS else translation.get_language() or "en"
    look = request.GET.get("look", "")
    name = look if look in LOOKS else "portal"
    context = specimens(WORDS.get(code, WORDS["en"])) | {"shown_theme": request.GET.get("theme", "auto")}
    with translation.override(code):
        return render(request, f"styleguide/{name}.html", context)
