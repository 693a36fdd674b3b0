"""What the operator's parameters are called, and in which unit each is counted."""

from typing import Any, Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kudosbay.kernel.formats import number


class Named(NamedTuple):
    name: Promise
    unit: Promise | str = ""


WORKING_DAYS: Final = gettext_lazy("working days")
WORKING_HOURS: Final = gettext_lazy("working hours")
DAYS: Final = gettext_lazy("days")
HOURS: Final = gettext_lazy("hours")
MONTHS: Final = gettext_lazy("months")
PEOPLE: Final = gettext_lazy("people")
NAMES: Final[dict[str, Named]] = {
    "address.form": Named(gettext_lazy("Form of a registered address")),
    "address.official_mail_working_days": Named(gettext_lazy("Official mail is passed on within"), WORKING_DAYS),
    "address.quota": Named(gettext_lazy("Registered addresses in all"), gettext_lazy("addresses")),
    "address.reservation_working_days": Named(gettext_lazy("A reserved address is held for"), WORKING_DAYS),
    "adviser.open_cases": Named(gettext_lazy("Open cases of one adviser at most"), gettext_lazy("cases")),
    "appointment.minutes": Named(gettext_lazy("Length of an appointment"), gettext_lazy("minutes")),
    "care.answer_working_days": Named(gettext_lazy("Living and travel are answered within"), WORKING_DAYS),
    "city.foreign_projects.2018": Named(
        gettext_lazy("Foreign projects of the whole city in 2018"), gettext_lazy("projects")
    ),
    "document.review_working_days": Named(gettext_lazy("A paper is looked at within"), WORKING_DAYS),
    "grievance.answer_working_days": Named(gettext_lazy("A grievance is answered within"), WORKING_DAYS),
    "message.brake.bounce_per_cent": Named(gettext_lazy("Messages to many pause when so many come back"), "%"),
    "message.second_approver_above": Named(gettext_lazy("A second person approves messages above"), PEOPLE),
    "message.wecom.per_person_per_month": Named(
        gettext_lazy("WeChat messages to one person a month at most"), gettext_lazy("messages")
    ),
    "message.window": Named(gettext_lazy("Hours in which messages to many go out")),
    "promise.manager_after_working_days": Named(
        gettext_lazy("A manager is told of a late request after"), WORKING_DAYS
    ),
    "promise.reopen_within_days": Named(gettext_lazy("Whoever asked can open a request again for"), DAYS),
    "rating.answer_working_days": Named(gettext_lazy("A bad mark is looked into within"), WORKING_DAYS),
    "reply.working_hours": Named(gettext_lazy("Questions and messages are answered within"), WORKING_HOURS),
    "retention.inactive_person_months": Named(gettext_lazy("Records of people who are gone are kept for"), MONTHS),
    "retention.passport_copy_months": Named(gettext_lazy("Copies of passports are kept for"), MONTHS),
    "space_need.answer_working_days": Named(gettext_lazy("A need of space is answered within"), WORKING_DAYS),
    "statistics.belt_road_list": Named(gettext_lazy("List of Belt and Road countries that figures use")),
    "suggestion.answer_working_days": Named(gettext_lazy("An official’s suggestion is answered within"), WORKING_DAYS),
    "talents.definition": Named(gettext_lazy("Who counts as a talent gathered")),
    "waiting_list.offer_hours": Named(gettext_lazy("A place offered from a waiting list is held for"), HOURS),
    "working_hours": Named(gettext_lazy("Office hours")),
    "zone_enquiry.answer_working_days": Named(gettext_lazy("An enquiry of the zone is answered within"), WORKING_DAYS),
    "zone_priority.answer_working_days": Named(gettext_lazy("A request for priority is answered within"), WORKING_DAYS),
}


def named(key: str) -> str:
    """Return what a parameter is called; one that was added since by its key."""
    return str(NAMES[key].name) if key in NAMES else key


def value_words(key: str, value: Any) -> str:
    """Return the value as people say it: with its unit, a window of hours, words one after the other."""
    if isinstance(value, dict) and {"from", "to"} <= value.keys():
        return _("%(first)s to %(last)s") % {"first": value["from"], "last": value["to"]}
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    unit = str(NAMES[key].unit) if key in NAMES else ""
    return f"{number(value)} {unit}".strip()
