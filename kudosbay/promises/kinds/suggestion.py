"""What an official suggested: by office, never by name."""

from django.utils.translation import gettext_lazy as _

from kudosbay.kernel.permissions import Role
from kudosbay.promises.kinds.shape import Field, Kind, Standard

KIND = Kind(
    code="suggestion",
    name=_("Suggestion of an official"),
    about=_(
        "Said at a visit or in a letter; kept with the speaker’s office, the addressee, the reply and its evidence."
    ),
    standard=Standard("suggestion.answer_working_days", 10),
    from_side="office",
    role=Role.MANAGER,
    fields=(
        Field("said_on", _("Said on"), "day", required=True),
        Field("occasion", _("Occasion"), hint=_("A visit, a seminar, a letter.")),
    ),
)
