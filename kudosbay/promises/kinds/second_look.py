"""A bad mark: the manager looks into it."""

from django.utils.translation import gettext_lazy as _

from kudosbay.kernel.permissions import Role
from kudosbay.promises.kinds.shape import Field, Kind, Standard

KIND = Kind(
    code="second_look",
    name=_("Bad mark to look into"),
    about=_("Somebody was not satisfied; the manager finds out why."),
    standard=Standard("rating.answer_working_days", 2),
    from_side="centre",
    role=Role.MANAGER,
    fields=(Field("mark", _("Mark"), "number", required=True),),
    inside=True,
)
