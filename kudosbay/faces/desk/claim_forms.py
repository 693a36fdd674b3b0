from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from kudosbay.faces.desk.overview_forms import DAY
from kudosbay.faces.jinja import html_lang
from kudosbay.kernel.text import pick
from kudosbay.statistics.claims import story

ANY: Final = ("", _("Any"))
STATES: Final = (ANY, ("shown", _("Shown from rows")), ("open", _("No row yet")))


class ClaimFilter(forms.Form):
    """As of which day, which part, which state. Without a day: the day of which the story tells."""

    part = forms.ChoiceField(label=_("Part"), required=False)
    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)
    as_of = forms.DateField(label=_("As of"), widget=DAY, required=False)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__({"as_of": story().as_of.isoformat()} | {name: value for name, value in data.items() if value})
        parts = [(part.key, pick(part.heading, [html_lang()]).text) for part in story().parts]
        self.fields["part"].choices = [ANY, *parts]  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def day(self) -> date:
        return self.cleaned_data.get("as_of") or story().as_of

    @property
    def kept(self) -> dict[str, str]:
        return {name: str(value) for name, value in self.cleaned_data.items() if value}

    def fits(self, part: str, *, is_shown: bool) -> bool:
        given = self.cleaned_data.get
        return given("part") in {None, "", part} and given("state") in {None, "", "shown" if is_shown else "open"}
