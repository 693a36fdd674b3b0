"""Acts on gatherings, seats, the door and what is said."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

VERBS: dict[str, Promise] = {
    "calendar.opened": gettext_lazy("Calendar address made"),
    "calendar.renewed": gettext_lazy("Calendar address made anew"),
    "gathering.approved": gettext_lazy("Sign-up approved"),
    "gathering.called_off": gettext_lazy("Called off, with the reason"),
    "gathering.cancelled": gettext_lazy("Event cancelled"),
    "gathering.came": gettext_lazy("Guest came"),
    "gathering.certified": gettext_lazy("Certificate made"),
    "gathering.changed": gettext_lazy("Event changed"),
    "gathering.check_in_undone": gettext_lazy("Check-in taken back"),
    "gathering.closed": gettext_lazy("Sign-up closed"),
    "gathering.declined": gettext_lazy("Sign-up declined"),
    "gathering.did_not_come": gettext_lazy("Guest did not come"),
    "gathering.figures_frozen": gettext_lazy("Figures of the day kept"),
    "gathering.held": gettext_lazy("Event held"),
    "gathering.left": gettext_lazy("Guest left"),
    "gathering.offer_accepted": gettext_lazy("Offered seat taken"),
    "gathering.offer_lapsed": gettext_lazy("Offered seat not taken in time"),
    "gathering.opened": gettext_lazy("Sign-up opened"),
    "gathering.paper_added": gettext_lazy("Paper added to the event"),
    "gathering.place_given_back": gettext_lazy("Place given back"),
    "gathering.planned": gettext_lazy("Event planned"),
    "gathering.rated": gettext_lazy("Feedback given"),
    "gathering.reminded": gettext_lazy("Guest reminded"),
    "gathering.seat_offered": gettext_lazy("Seat offered to the first in line"),
    "gathering.signed_up": gettext_lazy("Signed up for an event"),
    "gathering.statement_noted": gettext_lazy("Words written down"),
    "gathering.ticked_from_paper": gettext_lazy("Attendance taken from paper"),
    "gathering.walked_in": gettext_lazy("Let in without a booking"),
    "gatherings.exported": gettext_lazy("List of events or guests exported"),
    "person.introduced": gettext_lazy("Said who she or he is, at an event"),
    "series.begun": gettext_lazy("Series begun"),
}
