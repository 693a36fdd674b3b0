"""The bytes of a mail. Its Message-ID comes from the row and the installation's secret: a second copy is known as one."""

import hashlib
import hmac
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime, parseaddr

from django.conf import settings

from kudosbay.messaging.compose import HTML_CODES, Composed
from kudosbay.messaging.models import Delivery


class ExactSubject(EmailPolicy):
    """Python's own folding doubles a space before some signs beyond ASCII, and a name would arrive changed."""

    def fold_binary(self, name: str, value: str) -> bytes:
        if name.lower() != "subject" or str(value).isascii():
            return super().fold_binary(name, value)
        words = Header(str(value), "utf-8", header_name=name).encode(linesep=self.linesep)
        return f"{name}: {words}{self.linesep}".encode("ascii")


POLICY = ExactSubject(linesep=SMTP.linesep)


def sender() -> str:
    return parseaddr(settings.MAIL_FROM)[1]


def own_domain() -> str:
    return sender().rpartition("@")[2] or "localhost"


def message_id(delivery: Delivery) -> str:
    """The same for every try of one row, and not to be guessed from its number."""
    digest = hmac.new(settings.SECRET_KEY.encode(), f"delivery:{delivery.pk}".encode(), hashlib.sha256)
    return f"<{digest.hexdigest()[:40]}@{own_domain()}>"


def recipient(address: str) -> str:
    """The address in ASCII, its domain in IDNA. Raises ValueError for letters that few servers carry yet."""
    mailbox, _at, domain = address.rpartition("@")
    made = f"{mailbox}@{domain.encode('idna').decode()}"
    made.encode("ascii")
    return made


def to_bytes(delivery: Delivery, said: Composed, *, now: datetime) -> bytes:
    """Raise ValueError for a header that would break out of its line."""
    name, address = parseaddr(settings.MAIL_FROM)
    mail = EmailMessage(policy=POLICY)
    mail["From"] = Address(name, addr_spec=address)
    mail["To"] = Address(addr_spec=recipient(delivery.address))
    mail["Subject"] = said.subject
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = message_id(delivery)
    mail["Auto-Submitted"] = "auto-generated"
    mail["Content-Language"] = HTML_CODES.get(said.language, said.language)
    if said.leave:  # RFC 8058: mail programs show a button that posts to it
        mail["List-Unsubscribe"] = f"<{said.leave}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(said.text)
    mail.add_alternative(said.html, subtype="html")
    return mail.as_bytes()
