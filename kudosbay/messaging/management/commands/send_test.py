import os
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from kudosbay.kernel.trail import MACHINE
from kudosbay.messaging import sending
from kudosbay.messaging.channels import Channel, Drawer, Mail, mail_is_kept, open_relay
from kudosbay.messaging.commands import claim_test
from kudosbay.messaging.models import Delivery


class Command(BaseCommand):
    help = "Send one message to an address and print what the mail server says to each line."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", required=True, metavar="ADDRESS")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            validate_email(options["to"])
        except ValidationError as error:
            message = f"{options['to']!r} is not an e-mail address."
            raise CommandError(message) from error
        owner = f"send-test#{os.getpid()}"
        row = claim_test(options["to"], by=MACHINE, now=timezone.now(), owner=owner)
        channel = self._channel()
        sending.send_one(row, channel, owner=owner)
        channel.close()
        self._say(Delivery.objects.get(pk=row.pk))

    def _channel(self) -> Channel:
        if mail_is_kept():
            self.stdout.write("No mail server is used (KUDOSBAY_SMTP_URL is empty, or this is the demonstration).")
            return Drawer()
        return Mail(open_relay(watch=self.stdout.write))

    def _say(self, row: Delivery) -> None:
        if row.status != Delivery.Status.ACCEPTED:
            message = f"Not accepted: {row.get_status_display()}. {row.reply_text}"
            raise CommandError(message)
        self.stdout.write(f"Accepted: {row.reply_text} {row.message_id}")
