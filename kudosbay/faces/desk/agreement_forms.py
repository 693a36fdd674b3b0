from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kudosbay.centre.models import Service
from kudosbay.faces.desk.case_forms import DAY, VersionedForm
from kudosbay.kernel.formats import money
from kudosbay.kernel.text import pick


class LinesForm(VersionedForm):
    """Which services of the operator's table the agreement holds."""

    services = forms.MultipleChoiceField(
        label=_("Services"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one service.")},
    )

    def __init__(self, data: Any = None, *, offered: list[Service], lang: str, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.offered = {str(service.pk): service for service in offered}
        named = [(key, _line(service, lang)) for key, service in self.offered.items()]
        self.fields["services"].choices = named  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[Service]:
        return [self.offered[key] for key in self.cleaned_data["services"]]


def _line(service: Service, lang: str) -> str:
    return f"{pick(service.names, [lang])} · {money(service.price, service.currency)} · {service.get_kind_display()}"


class OfferForm(forms.Form):
    deposit = forms.DecimalField(
        label=_("Deposit, CNY"), min_value=0, max_digits=12, decimal_places=2, initial=0, required=False
    )


class SignForm(forms.Form):
    signed_on = forms.DateField(label=_("Signed on"), widget=DAY)


class DepositForm(forms.Form):
    received_on = forms.DateField(label=_("Deposit received on"), widget=DAY)
