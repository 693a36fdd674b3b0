"""One timeline of a person: acts, messages and deliveries, as far as the reader may see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from kudosbay.accounts.models import User
from kudosbay.kernel.models import TrailEntry
from kudosbay.kernel.permissions import CASE_STAFF
from kudosbay.messaging.models import Delivery, Message
from kudosbay.people.models import Person
from kudosbay.people.queries import person_entries

# Acts by chip, each by the beginnings of its verbs.
CHIPS: Final = {
    "cases": ("case.", "agreement."),
    "papers": ("document.", "paper."),
    "enterprises": ("enterprise.",),
    "consents": ("consent.",),
    "record": ("person.", "identifier."),
}
OF_CASES: Final = ("cases", "papers")
MESSAGES: Final = "messages"
# A message stands in the timeline itself, so that the acts around it say nothing new.
SAID_BY_MESSAGES: Final = (
    "message.",
    "thread.",
    "note.",
    "file.",
    "case.message_",
    "case.noted",
    "case.paper_sent",
    "case.paper_accepted",
)


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened to or with a person: exactly one of the three is there."""

    at: datetime
    act: TrailEntry | None = None
    message: Message | None = None
    delivery: Delivery | None = None


def history_of(person: Person, user: User, *, chip: str = "", most: int = 60) -> list[Happening]:
    """Return the latest happenings, newest first, of one chip or all; what belongs to cases for case staff only."""
    found = [*_acts(person, user, chip, most=most)]
    if chip in {"", MESSAGES}:
        found += _deliveries(person, most)
        found += _messages(person, most) if user.role_set & CASE_STAFF else []
    return sorted(found, key=lambda one: one.at, reverse=True)[:most]


def open_chips(user: User) -> list[str]:
    """Return the chips that have something for this reader."""
    return [name for name in (*CHIPS, MESSAGES) if name not in OF_CASES or user.role_set & CASE_STAFF]


def _acts(person: Person, user: User, chip: str, *, most: int) -> Iterable[Happening]:
    if chip == MESSAGES:
        return []
    wanted = [name for name in open_chips(user) if name in CHIPS and chip in {"", name}]
    heads = [head for name in wanted for head in CHIPS[name]]
    entries = person_entries(person).filter(_begins_with(heads))
    return [Happening(entry.at, act=entry) for entry in entries.exclude(_begins_with(SAID_BY_MESSAGES))[:most]]


def _begins_with(heads: Iterable[str]) -> Q:
    condition = Q(pk__in=[])
    for head in heads:
        condition |= Q(verb__startswith=head)
    return condition


def _deliveries(person: Person, most: int) -> list[Happening]:
    sent = person.deliveries.exclude(channel=Delivery.Channel.PORTAL).order_by("-id")[:most]
    return [Happening(row.created_at, delivery=row) for row in sent]


def _messages(person: Person, most: int) -> list[Happening]:
    said = Message.objects.filter(thread__person=person).select_related("author").order_by("-id")[:most]
    return [Happening(row.at, message=row) for row in said]
