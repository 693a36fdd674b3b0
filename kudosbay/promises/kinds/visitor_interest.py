"""A visitor was interested in something: we promised to come back to it."""

from django.utils.translation import gettext_lazy as _

from kudosbay.kernel.permissions import Role
from kudosbay.promises.kinds.shape import Field, Kind, Standard

KIND = Kind(
    code="visitor_interest",
    name=_("Interest of a visitor"),
    about=_("What a visitor wanted to hear more about; followed up and answered."),
    standard=Standard("suggestion.answer_working_days", 10),
    from_side="office",
    role=Role.TRADE_TALENT,
    fields=(
        Field("said_on", _("Said on"), "day", required=True),
        Field("subject", _("In what"), required=True),
    ),
)
