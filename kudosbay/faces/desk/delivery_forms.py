from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kudosbay.messaging.models import Delivery
from kudosbay.messaging.queries import STATES, WantedDeliveries

ANY = ("", _("Any"))
EVERYTHING = "all"
FIRST = "attention"  # what a person has to look at


class DeliveryFilter(forms.Form):
    """Which deliveries a list shows. What is not among the choices is passed over."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[ANY, *Delivery.Kind.choices], required=False)
    channel = forms.ChoiceField(label=_("Channel"), choices=[ANY, *Delivery.Channel.choices], required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.is_valid()

    @property
    def state(self) -> str:
        asked = self.data.get("state", "")
        return asked if asked in {*STATES, EVERYTHING} else FIRST

    @property
    def kept(self) -> dict[str, str]:
        """Return what the addresses of other pages of this list carry on."""
        text = self.data.get("q", "").strip()[:200]
        given = {name: str(value) for name, value in self.cleaned_data.items() if value}
        return given | {"state": self.state} | ({"q": text} if text else {})

    @property
    def wanted(self) -> WantedDeliveries:
        given = self.cleaned_data.get
        return WantedDeliveries(
            text=self.data.get("q", "")[:200],
            state=self.state,
            kind=given("kind") or "",
            channel=given("channel") or "",
        )
