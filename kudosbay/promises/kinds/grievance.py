"""Something that is wrong: grouped with others, passed upward, answered, told back to each who asked."""

from django.utils.translation import gettext_lazy as _

from kudosbay.promises.kinds.shape import Field, Kind, Standard

KIND = Kind(
    code="grievance",
    name=_("Grievance"),
    about=_("Something that hinders you. We pass it upward together with others and tell you the answer."),
    standard=Standard("grievance.answer_working_days", 10),
    from_side="person",
    fields=(Field("authority", _("Whom it is about"), hint=_("An office, a bank, a rule.")),),
    asked_on_portal=True,
)
