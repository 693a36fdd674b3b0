"""What is said about returns: to a firm whose word is needed, and to the staff when a last day comes near."""

from django.utils.translation import gettext_lazy as _

from kudosbay.messaging.shape import Text

RETURN_TO_CONFIRM = Text(
    subject=_("Please confirm: {title}"),
    lines=(
        _("The return of your company for {period} is ready. It is filed once you have confirmed the figures."),
        _("Something is not right? Do not confirm, and write to us."),
    ),
    button=_("Look at the figures"),
    short=_("Please confirm the figures of your return: {title}"),
    tokens=frozenset({"title", "period"}),
)
RETURNS_DUE = Text(
    subject=_("Last day {day}: {title}"),
    lines=(_("Returns that are not submitted yet: {count}."),),
    button=_("Open the batch"),
    short=_("Last day {day}: {title}. Not submitted yet: {count}."),
    tokens=frozenset({"title", "day", "count"}),
)

RETURN_TEXTS: dict[str, Text] = {"return_to_confirm": RETURN_TO_CONFIRM, "returns_due": RETURNS_DUE}
