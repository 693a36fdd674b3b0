from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kudosbay.introductions.kinds import KINDS, NEED, OFFER
from kudosbay.introductions.models import Notice

ANY = ("", _("Any"))


class TradeFilter(forms.Form):
    """Which needs and offers the public page shows. What is not among the choices is passed over."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    side = forms.ChoiceField(
        label=_("Side"),
        choices=[ANY, (NEED, Notice.Side.NEED.label), (OFFER, Notice.Side.OFFER.label)],
        required=False,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        shown = [(kind.code, kind.name) for kind in KINDS.values() if kind.is_public and kind.code != "member"]
        self.fields["kind"].choices = [ANY, *shown]  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def kept(self) -> dict[str, str]:
        return {name: str(value) for name, value in self.cleaned_data.items() if value}

    @property
    def wanted(self) -> dict[str, str]:
        return {name: self.kept.get(name, "") for name in ("kind", "side")}
