"""What is said to people. Each row is written with the act that it tells of; the worker sends it afterwards."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from kudosbay.accounts.models import User
from kudosbay.kernel.trail import Actor
from kudosbay.messaging.models import Delivery, Message, Thread
from kudosbay.people.models import Person


@transaction.atomic
def notify(
    *,
    template: str,
    key: str,
    by: Actor,
    now: datetime,
    data: Mapping[str, str],
    person: Person | None = None,
    user: User | None = None,
    kind: str = Delivery.Kind.NOTICE,
) -> list[Delivery]:
    """Queue one message to a person or an account; return its rows, one per channel.

    `key` names the act: the same key twice returns the first rows. `data` holds the template's tokens as strings;
    `link` is a path of this site.
    """
    raise NotImplementedError


@transaction.atomic
def open_thread(person: Person, *, subject: str, by: Actor, now: datetime, key: str = "") -> Thread:
    """Return the thread of that key, opened if there is none; without a key, the person's general one."""
    raise NotImplementedError


@transaction.atomic
def post_message(thread: Thread, *, by: User, text: str, language: str, now: datetime, key: str = "") -> Message:
    """Add a message: from the person it starts waiting, from staff it answers and tells the person."""
    raise NotImplementedError


@transaction.atomic
def note(thread: Thread, *, by: User, text: str, now: datetime) -> Message:
    """Add a note that only staff see."""
    raise NotImplementedError


@transaction.atomic
def read_thread(thread: Thread, *, by: User, now: datetime) -> int:
    """Mark what the other side wrote as read; return how many messages that were."""
    raise NotImplementedError
