"""Housing, school, health, a bank card, a SIM card, a driving licence, the first week."""

from django.utils.translation import gettext_lazy as _

from kudosbay.promises.kinds.shape import Field, Kind, Standard

KIND = Kind(
    code="living",
    name=_("Living"),
    about=_("Help with daily life: housing, school, health, bank card, SIM card, driving licence, the first week."),
    standard=Standard("care.answer_working_days", 3),
    from_side="person",
    fields=(
        Field("people", _("For how many people"), "number"),
        Field("needed_on", _("Needed from"), "day"),
    ),
    asked_on_portal=True,
)
