"""The zone asks the centre, and the clock of the answer runs."""

from django.utils.translation import gettext_lazy as _

from kudosbay.kernel.permissions import Role
from kudosbay.promises.kinds.shape import Field, Kind, Standard

KIND = Kind(
    code="zone_enquiry",
    name=_("Enquiry of the zone"),
    about=_("The zone or the district asks the centre; the answer has a clock."),
    standard=Standard("zone_enquiry.answer_working_days", 5),
    from_side="office",
    role=Role.TRADE_TALENT,
    fields=(Field("number", _("Number of their letter")),),
)
