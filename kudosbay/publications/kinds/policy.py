"""What an authority decided: dated, sourced, and with a condition that says whom it concerns."""

from django.utils.translation import gettext_lazy as _

from kudosbay.publications.kinds.shape import RULES, Field, Kind

KIND = Kind(
    code="policy",
    name=_("Policy"),
    about=_("What an authority decided, in our words, with its source and whom it concerns."),
    path="policies",
    shelf=_("Policies"),
    lead=_("What the authorities decided, in plain words, with the source of each."),
    fields=(
        Field(
            "concerns",
            _("Whom it concerns"),
            "condition",
            hint=_("A condition over people, their enterprises and cases, such as: belt_road.includes(nationality)"),
        ),
        RULES,
    ),
    dated=("issuer", "source", "valid_from"),
)
