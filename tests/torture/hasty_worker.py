"""The worker, that waits one second where it would wait a minute for a server to come back."""

import os
import sys
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kudosbay.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402

from kudosbay.messaging import sending  # noqa: E402

if __name__ == "__main__":
    sending.AWAY = timedelta(seconds=1)
    sys.exit(call_command("work"))
