"""The worker, with one mistake put in: composing a message to an address that begins with `poison` ends the process."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kudosbay.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402

from kudosbay.messaging import sending  # noqa: E402
from kudosbay.messaging.compose import Composed, compose  # noqa: E402
from kudosbay.messaging.models import Delivery  # noqa: E402


def deadly(row: Delivery) -> Composed:
    if row.address.startswith("poison"):
        os.abort()
    return compose(row)


if __name__ == "__main__":
    sending.compose = deadly
    sys.exit(call_command("work"))
