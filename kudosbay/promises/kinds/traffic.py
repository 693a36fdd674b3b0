"""The shuttle, a parking place, the way to the building."""

from django.utils.translation import gettext_lazy as _

from kudosbay.promises.kinds.shape import Field, Kind, Standard

KIND = Kind(
    code="traffic",
    name=_("Travel"),
    about=_("The way to the building and around: shuttle, parking, routes."),
    standard=Standard("care.answer_working_days", 3),
    from_side="person",
    fields=(
        Field("starts_from", _("From where"), hint=_("A metro station or a street is enough.")),
        Field("needed_on", _("Needed from"), "day"),
        Field("plate", _("Number plate"), hint=_("For a parking place.")),
    ),
    asked_on_portal=True,
)
