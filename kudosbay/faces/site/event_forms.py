from datetime import datetime
from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kudosbay.faces.jinja import OWN_NAMES, html_lang
from kudosbay.gatherings.kinds import KINDS
from kudosbay.gatherings.queries import WantedGatherings
from kudosbay.kernel.labels import themes
from kudosbay.kernel.text import pick

ANY: Final = ("", _("Any"))
SPOKEN: Final = [(code, OWN_NAMES[code]) for code, _name in settings.LANGUAGES]


class EventFilter(forms.Form):
    """Which events the public list shows. What is not among the choices is passed over."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[ANY, *((kind.key, kind.label) for kind in KINDS.values() if kind.is_public)],
        required=False,
    )
    language = forms.ChoiceField(label=_("Language of the event"), choices=[ANY, *SPOKEN], required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    online = forms.ChoiceField(
        label=_("Where"), choices=[ANY, ("onsite", _("At the centre")), ("online", _("Also online"))], required=False
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        named = [(one.code, pick(one.names, [html_lang()]).text) for one in themes()]
        self.fields["theme"].choices = [ANY, *named]  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def kept(self) -> dict[str, str]:
        past = {"when": "past"} if self.data.get("when") == "past" else {}
        return {name: str(value) for name, value in self.cleaned_data.items() if value} | past

    def wanted(self, now: datetime) -> WantedGatherings:
        when = "past" if self.data.get("when") == "past" else "coming"
        return WantedGatherings(**self.cleaned_data, when=when, now=now)
