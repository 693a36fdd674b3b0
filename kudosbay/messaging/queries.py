"""What a screen shows of messages, one function per screen."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet

from kudosbay.accounts.models import User
from kudosbay.messaging import policy
from kudosbay.messaging.compose import CannotCompose, Composed, compose, why_of
from kudosbay.messaging.leaving import leave_link, purpose_of
from kudosbay.messaging.models import Campaign, Delivery, KeptMail, Message, Suppression, Thread
from kudosbay.people.models import Person
from kudosbay.people.queries import COUNT_UP_TO, find_people

Status = Delivery.Status
STATES: Final[dict[str, list[str]]] = {
    "attention": [Status.PARKED, Status.FAILED, Status.SUPPRESSED],
    "parked": [Status.PARKED],
    "failed": [Status.FAILED],
    "blocked": [Status.SUPPRESSED],
    "waiting": [*Delivery.WAITING, Status.CLAIMED],
    "sent": [Status.ACCEPTED],
}


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice in the portal, in the language in which it was given."""

    at: datetime
    said: Composed
    link: str


def notices(user: User, *, most: int = 50) -> list[Notice]:
    rows = Delivery.objects.of(user).filter(channel=Delivery.Channel.PORTAL).order_by("-id")[:most]
    return [Notice(row.created_at, compose(row), row.data.get("link", "")) for row in rows]


def conversation(thread: Thread, *, user: User) -> QuerySet[Message]:
    """Return the messages that this reader may see, oldest first."""
    messages = thread.messages.select_related("author").order_by("at", "id")
    return messages if user.is_staff else messages.exclude(direction=Message.Direction.NOTE)


def unread(user: User) -> int:
    """How many answers the person behind this account has not read."""
    return Message.objects.filter(thread__person__user=user, direction=Message.Direction.OUT, read_at=None).count()


def unread_in(thread: Thread) -> int:
    """How many of our answers in one conversation the person has not read."""
    return thread.messages.filter(direction=Message.Direction.OUT, read_at=None).count()


def unanswered() -> QuerySet[Thread]:
    """Return conversations in which a person waits for us, longest first."""
    return Thread.objects.exclude(waiting_since=None).select_related("person").order_by("waiting_since", "id")


def sent_to(person: Person) -> QuerySet[Delivery]:
    return person.deliveries.order_by("-id")


def kept(user: User | AnonymousUser, *, most: int = 200) -> QuerySet[KeptMail]:
    """Return mail that did not leave the machine, newest first."""
    return KeptMail.objects.open_to(user).select_related("delivery").order_by("-id")[:most]


@dataclass(frozen=True, slots=True)
class WantedDeliveries:
    """What a list of deliveries is narrowed to; `state` is a name of STATES, what else is empty narrows nothing."""

    text: str = ""
    state: str = ""
    kind: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryPage:
    """A page by keys, newest first. `after` leads on; 0 at the end."""

    rows: list[Delivery]
    after: int
    count: int
    more: bool  # there are more than `count`


def deliveries_page(user: User, wanted: WantedDeliveries, *, after: int = 0, size: int = 50) -> DeliveryPage:
    found = deliveries(user, wanted)
    onward = found.filter(pk__lt=after) if after else found
    rows = list(onward.select_related("person", "user").order_by("-pk")[: size + 1])
    counted = found.order_by()[: COUNT_UP_TO + 1].count()
    next_key = rows[size - 1].pk if len(rows) > size else 0
    return DeliveryPage(rows[:size], next_key, min(counted, COUNT_UP_TO), counted > COUNT_UP_TO)


def deliveries(user: User, wanted: WantedDeliveries) -> QuerySet[Delivery]:
    rows = Delivery.objects.visible_to(user)
    if wanted.text.strip():
        rows = rows.filter(_to_whom(user, wanted.text.strip()))
    if wanted.state in STATES:
        rows = rows.filter(status__in=STATES[wanted.state])
    chosen = {"kind": wanted.kind, "channel": wanted.channel}
    return rows.filter(**{name: value for name, value in chosen.items() if value})


def _to_whom(user: User, text: str) -> Q:
    """People found by name, reference, e-mail or phone, and the account of exactly this address."""
    people = Q(person__in=[one.pk for one in find_people(user, text, most=50)])
    account = User.objects.by_address(text)
    return people | Q(user=account) | Q(person__user=account) if account else people


def state_counts() -> dict[str, int]:
    """Return how many deliveries stand behind each state but `sent`, which grows without end. One query."""
    open_ones = Delivery.objects.exclude(status=Delivery.Status.ACCEPTED).values_list("status")
    counted = {str(status): number for status, number in open_ones.annotate(number=Count("id"))}
    return {
        name: sum(counted.get(status, 0) for status in statuses) for name, statuses in STATES.items() if name != "sent"
    }


def what_was_said(delivery: Delivery) -> Composed | None:
    """Return the message as its reader gets it; nothing where it opens a door or can no longer be made."""
    try:
        return None if policy.opens_a_door(delivery) else compose(delivery)
    except CannotCompose:
        return None


def suppressed(delivery: Delivery) -> Suppression | None:
    return Suppression.objects.filter(channel=delivery.channel, address=delivery.address.lower()).first()


def counts() -> dict[str, int]:
    """Return the number of deliveries by status. Counted from rows: never kept beside them."""
    rows = Delivery.objects.values_list("status").annotate(number=Count("id", filter=~Q(channel="portal")))
    return {str(status): number for status, number in rows}


@dataclass(frozen=True, slots=True)
class ToldOf:
    """A message to many as one person got it: what, when, why, and where such messages end."""

    at: datetime
    title: str
    language: str
    why: str
    link: str
    leave: str


def told_to(*people: Person, purpose: str = "", most: int = 30) -> list[ToldOf]:
    """Return what went out to somebody among many, the latest first."""
    gone = Delivery.objects.filter(
        person__in=[one.pk for one in people], campaign__isnull=False, status=Status.ACCEPTED
    )
    rows = gone.exclude(kind=Delivery.Kind.TEST).select_related("campaign").order_by("-id")
    kinds = [kind for kind in Delivery.Kind.values if purpose_of(kind) == purpose] if purpose else Delivery.Kind.values
    return [_told_of(row, row.campaign) for row in rows.filter(kind__in=kinds)[:most] if row.campaign]


def _told_of(row: Delivery, campaign: Campaign) -> ToldOf:
    said = compose(row)
    at = row.sent_at or row.created_at
    return ToldOf(at, said.subject, row.language, why_of(row, campaign), row.data.get("link", ""), leave_link(row))
