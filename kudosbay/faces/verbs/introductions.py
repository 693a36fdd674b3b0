"""Needs and offers that meet: zone projects, work packages, talents, members, leads."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

VERBS: dict[str, Promise] = {
    "directory.joined": gettext_lazy("Joined the members’ directory"),
    "directory.left": gettext_lazy("Left the members’ directory"),
    "introduction.agreed": gettext_lazy("A side agreed"),
    "introduction.answered": gettext_lazy("Answered"),
    "introduction.asked": gettext_lazy("Both were asked how it goes"),
    "introduction.declined": gettext_lazy("Declined"),
    "introduction.ended_in": gettext_lazy("Outcome recorded"),
    "introduction.followed_up": gettext_lazy("Follow-up answered"),
    "introduction.made": gettext_lazy("Introduced"),
    "introduction.meeting_set": gettext_lazy("Meeting arranged"),
    "introduction.parked": gettext_lazy("Parked"),
    "introduction.proposed": gettext_lazy("Both sides were asked"),
    "introduction.received": gettext_lazy("Receipt recorded"),
    "introduction.resumed": gettext_lazy("Taken up again"),
    "introduction.withdrawn": gettext_lazy("A side took its consent back"),
    "lead.offer_made": gettext_lazy("The centre’s offer to leads written"),
    "lead.planned": gettext_lazy("Plan prepared"),
    "lead.taken": gettext_lazy("Met at a fair"),
    "member.asked": gettext_lazy("Asked a member"),
    "notice.changed": gettext_lazy("Notice changed"),
    "notice.closed": gettext_lazy("Notice closed"),
    "notice.expired": gettext_lazy("Notice expired"),
    "notice.posted": gettext_lazy("Notice handed in"),
    "notice.published": gettext_lazy("Notice published"),
    "notice.sent_back": gettext_lazy("Notice sent back"),
    "person.named_oneself": gettext_lazy("Said who it is"),
    "notices.exported": gettext_lazy("Needs, offers or introductions exported"),
}
