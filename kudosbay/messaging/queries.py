"""What a screen shows of messages, one function per screen."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet

from kudosbay.accounts.models import User
from kudosbay.messaging.compose import Composed, compose
from kudosbay.messaging.models import Delivery, KeptMail, Message, Thread
from kudosbay.people.models import Person


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


def counts() -> dict[str, int]:
    """Return the number of deliveries by status. Counted from rows: never kept beside them."""
    rows = Delivery.objects.values_list("status").annotate(number=Count("id", filter=~Q(channel="portal")))
    return {str(status): number for status, number in rows}
