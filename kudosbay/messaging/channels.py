"""Where a composed message goes: to a mail server, or, where none is set, into the drawer shown at /demo/mail."""

import logging
from collections.abc import Callable
from typing import Any, Protocol

from django.conf import settings
from django.utils import timezone

from kudosbay.messaging import envelope
from kudosbay.messaging.compose import Composed
from kudosbay.messaging.models import Delivery, KeptMail
from kudosbay.messaging.relay import Answer, Letter, Relay, Server
from kudosbay.messaging.texts import TEXTS

log = logging.getLogger(__name__)


class Channel(Protocol):
    def pack(self, row: Delivery, said: Composed) -> Any:
        """Make what `send` hands over. Raises for what can never be sent, which parks the row."""

    def send(self, row: Delivery, packed: Any, *, still_wanted: Callable[[], bool]) -> Answer:
        """Hand over. What it raises is the machine's trouble, not the message's."""

    def close(self) -> None: ...


class Mail:
    """Real mail."""

    def __init__(self, relay: Relay) -> None:
        self.relay = relay

    def pack(self, row: Delivery, said: Composed) -> Letter:
        content = envelope.to_bytes(row, said, now=timezone.now())
        return Letter(sender=envelope.sender(), recipient=envelope.recipient(row.address), content=content)

    def send(self, row: Delivery, packed: Letter, *, still_wanted: Callable[[], bool]) -> Answer:  # noqa: ARG002
        return self.relay.send(packed, still_wanted=still_wanted)

    def close(self) -> None:
        self.relay.close()


class Drawer:
    """Nothing leaves the machine: the message is kept beside its row, once."""

    def pack(self, row: Delivery, said: Composed) -> Composed:  # noqa: ARG002
        return said

    def send(self, row: Delivery, packed: Composed, *, still_wanted: Callable[[], bool]) -> Answer:
        if not still_wanted():
            return Answer(0, "", "withheld")
        by_mail = row.channel == Delivery.Channel.MAIL
        withheld = _must_not_stay(row)
        KeptMail.objects.update_or_create(
            delivery=row,
            defaults={
                "subject": packed.subject if by_mail else "",
                "text": "" if withheld else packed.text if by_mail else packed.short,
                "html": packed.html if by_mail and not withheld else "",
                "kept_at": timezone.now(),
            },
        )
        log.info("%s %s kept, not sent", row.channel, row.pk)
        return Answer(250, "kept on this machine", "data end")

    def close(self) -> None:
        """Nothing is open."""


def mail_is_kept() -> bool:
    """A demonstration never writes to anybody, whatever server is set."""
    return settings.DEMO or not settings.SMTP_URL


def _must_not_stay(row: Delivery) -> bool:
    """Where nobody may open the drawer, no way to sign in is left in it."""
    return not mail_is_kept() and bool(TEXTS[row.template].secrets)


def open_relay(watch: Callable[[str], object] | None = None) -> Relay:
    return Relay(Server.from_url(settings.SMTP_URL), own_name=envelope.own_domain(), watch=watch)


def open_channels() -> dict[str, Channel]:
    """Return a channel by its name. SMS has no provider yet: it is kept, like mail without a server."""
    drawer = Drawer()
    mail: Channel = drawer if mail_is_kept() else Mail(open_relay())
    return {
        str(Delivery.Channel.MAIL): mail,
        str(Delivery.Channel.SMS): drawer,
        str(Delivery.Channel.WECHAT): drawer,
    }
