"""The zone gives the centre's people priority in living and traffic, within its quota."""

from django.utils.translation import gettext_lazy as _

from kudosbay.kernel.permissions import Role
from kudosbay.promises.kinds.shape import Field, Kind, Standard

AREAS = (("living", _("Living")), ("traffic", _("Traffic")))

KIND = Kind(
    code="zone_priority",
    name=_("Priority from the zone"),
    about=_("A place from the zone’s quota: named by the centre in order, granted by the zone."),
    standard=Standard("zone_priority.answer_working_days", 10),
    from_side="person",
    to_side="zone",
    role=Role.MANAGER,
    fields=(
        Field("area", _("For"), "choice", required=True, choices=AREAS),
        Field("what", _("What exactly"), required=True, hint=_("A flat, a school place, a bus card.")),
    ),
)
