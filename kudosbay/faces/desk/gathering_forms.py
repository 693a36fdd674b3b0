from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kudosbay.faces.desk.case_forms import DAY, VersionedForm
from kudosbay.faces.jinja import OWN_NAMES, html_lang
from kudosbay.gatherings import questions
from kudosbay.gatherings.kinds import KINDS, choices
from kudosbay.gatherings.kinds.shapes import Extra, both
from kudosbay.gatherings.models import Gathering
from kudosbay.gatherings.queries import WantedGatherings, open_series, visits_near
from kudosbay.kernel.errors import Refused
from kudosbay.kernel.formats import HOME_ZONE
from kudosbay.kernel.labels import themes
from kudosbay.kernel.text import pick

ANY: Final = ("", _("Any"))
SPOKEN: Final = [(code, OWN_NAMES[code]) for code, _name in settings.LANGUAGES]
LANGS: Final = {"zh": "zh-Hans", "en": "en", "ar": "ar"}
LINES: Final = forms.Textarea(attrs={"rows": 4})


def theme_choices() -> list[tuple[str, str]]:
    return [(one.code, pick(one.names, [html_lang()]).text) for one in themes()]


class GatheringFilter(forms.Form):
    """Which gatherings a list shows. What is not among the choices is passed over."""

    when = forms.ChoiceField(
        label=_("When"), choices=[ANY, ("coming", _("Coming")), ("past", _("Past"))], required=False
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[ANY, *choices()], required=False)
    status = forms.ChoiceField(label=_("State"), choices=[ANY, *Gathering.Status.choices], required=False)
    language = forms.ChoiceField(label=_("Language"), choices=[ANY, *SPOKEN], required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)

    def __init__(self, data: Any = None, *, years: Sequence[int]) -> None:
        super().__init__(data)
        self.fields["theme"].choices = [ANY, *theme_choices()]  # type: ignore[attr-defined]
        self.fields["year"].choices = [ANY, *((str(year), str(year)) for year in years)]  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def kept(self) -> dict[str, str]:
        text = self.data.get("q", "").strip()
        given = {name: str(value) for name, value in self.cleaned_data.items() if value}
        return given | ({"q": text} if text else {})

    def wanted(self, now: datetime) -> WantedGatherings:
        given = dict(self.cleaned_data)
        year = int(given.pop("year", "") or 0) or None
        return WantedGatherings(**given, year=year, text=self.data.get("q", "")[:200], now=now)


class SeriesForm(forms.Form):
    names = forms.CharField(label=_("Name of the series"), help_text=_("中文 / English"), max_length=200)

    @property
    def texts(self) -> dict[str, str]:
        return both(self.cleaned_data["names"])


def _lined(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """Turn the refusal of what was typed into an error of its field."""

    def clean(text: str) -> Any:
        try:
            return read(text)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    return clean


class LinesField(forms.CharField):
    """Several lines in a form of ours, read into data."""

    def __init__(self, read: Callable[[str], Any], **options: Any) -> None:
        super().__init__(widget=LINES, max_length=8000, **options)
        self.read = _lined(read)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return self.read(text) if text else []


class GatheringForm(VersionedForm):
    title_zh = forms.CharField(
        label=_("Title in Chinese"), max_length=200, widget=forms.TextInput(attrs={"lang": "zh"})
    )
    title_en = forms.CharField(label=_("Title in English"), max_length=200)
    title_ar = forms.CharField(label=_("Title in Arabic"), max_length=200, required=False)
    day = forms.DateField(label=_("Date"), widget=DAY)
    begins = forms.TimeField(
        label=_("Begins, Shanghai time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(label=_("Ends"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    place = forms.CharField(label=_("Place"), help_text=_("中文 / English"), max_length=300, required=False)
    link = forms.URLField(label=_("Link for taking part online"), max_length=500, required=False, assume_scheme="https")
    language = forms.ChoiceField(label=_("Held in"), choices=SPOKEN)
    interpreting = forms.MultipleChoiceField(
        label=_("Interpreting into"), choices=SPOKEN, required=False, widget=forms.CheckboxSelectMultiple
    )
    about_zh = forms.CharField(label=_("What it is about, in Chinese"), max_length=4000, required=False, widget=LINES)
    about_en = forms.CharField(label=_("What it is about, in English"), max_length=4000, required=False, widget=LINES)
    about_ar = forms.CharField(label=_("What it is about, in Arabic"), max_length=4000, required=False, widget=LINES)
    themes = forms.MultipleChoiceField(label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any = None, *, kind: str, initial: Any = None) -> None:
        super().__init__(data, initial={"version": 1, "language": Gathering().language} | dict(initial or {}))
        self.kind = KINDS[kind]
        self.fields["themes"].choices = theme_choices()  # type: ignore[attr-defined]
        self.fields["series"] = forms.ModelChoiceField(label=_("Series"), queryset=open_series(), required=False)
        for extra in self.kind.extras:
            self.fields[extra.name] = _extra(extra)
        if self.kind.is_public:
            self.fields |= _seats()
        elif kind == "seminar":
            self.fields["part_of"] = forms.ModelChoiceField(
                label=_("Held at the visit"), queryset=visits_near(timezone.now()), required=False
            )

    @property
    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        seats = ("capacity", "needs_approval", "questions")
        names = ("link", "language", "interpreting", "series", "part_of", *seats)
        plain = {name: given[name] for name in names if name in given}
        return plain | {
            "titles": self._texts("title"),
            "about": self._texts("about"),
            "place": both(given["place"]) if given["place"] else {},
            "starts_at": _moment(given["day"], given["begins"]),
            "ends_at": _moment(given["day"], given["ends"]),
            "extras": {extra.name: given[extra.name] for extra in self.kind.extras},
        }

    def _texts(self, name: str) -> dict[str, str]:
        found = {lang: self.cleaned_data.get(f"{name}_{short}", "") for short, lang in LANGS.items()}
        return {lang: text for lang, text in found.items() if text}


def _extra(extra: Extra) -> LinesField:
    return LinesField(extra.shape.read, label=extra.label, help_text=extra.hint, required=extra.required)


def _seats() -> dict[str, forms.Field]:
    hint = _("One a line: name | 中文 / English | text, yes_no or answers with semicolons | required | other = yes")
    return {
        "capacity": forms.IntegerField(label=_("Seats"), min_value=1, max_value=5000),
        "needs_approval": forms.BooleanField(label=_("We decide about each who signs up"), required=False),
        "questions": LinesField(questions.read, label=_("Questions at sign-up"), help_text=hint, required=False),
    }


def _moment(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=HOME_ZONE)


def initial_of(gathering: Gathering, theme_codes: Sequence[str]) -> dict[str, Any]:
    """Return a gathering as its form shows it."""
    first, last = (moment.astimezone(HOME_ZONE) for moment in (gathering.starts_at, gathering.ends_at))
    names = ("version", "link", "language", "interpreting", "capacity", "needs_approval", "series", "part_of")
    texts = {
        f"{name}_{short}": kept.get(lang, "")
        for name, kept in (("title", gathering.titles), ("about", gathering.about))
        for short, lang in LANGS.items()
    }
    shapes = {extra.name: (extra.shape, gathering.extras.get(extra.name)) for extra in gathering.nature.extras}
    return {
        **{name: getattr(gathering, name) for name in names},
        **texts,
        **{name: shape.write(value) for name, (shape, value) in shapes.items() if value},
        "place": " / ".join(gathering.place[lang] for lang in ("zh-Hans", "en") if gathering.place.get(lang)),
        "day": first.date(),
        "begins": first.time(),
        "ends": last.time(),
        "questions": questions.write(gathering.questions),
        "themes": list(theme_codes),
    }


class SignUpForm(forms.Form):
    person = forms.CharField(
        label=_("Reference of the person"), help_text=_("As the list of people shows it."), max_length=30
    )


class BecauseForm(forms.Form):
    because = forms.CharField(label=_("Why it does not take place"), max_length=500)
