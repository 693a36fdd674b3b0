"""An enterprise needs room."""

from django.utils.translation import gettext_lazy as _

from kudosbay.kernel.permissions import Role
from kudosbay.promises.kinds.shape import Field, Kind, Standard

PLACES = (
    ("building", _("In the building")),
    ("zone", _("In the zone")),
    ("g60", _("Along the G60 corridor")),
)

KIND = Kind(
    code="space_need",
    name=_("Need of space"),
    about=_("Room for an enterprise: how much, where, from when."),
    standard=Standard("space_need.answer_working_days", 5),
    from_side="enterprise",
    role=Role.BUILDING,
    fields=(
        Field("area", _("Area, m²"), "number", required=True),
        Field("from_when", _("From when"), "day", required=True),
        Field("where", _("Where"), "choice", choices=PLACES),
        Field("people", _("For how many people"), "number"),
    ),
    asked_on_portal=True,
)
