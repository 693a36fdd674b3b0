import signal
from typing import Any

from django.core.management import BaseCommand

from kudosbay.kernel.worker import Worker


class Command(BaseCommand):
    help = "Run background work until SIGTERM or Ctrl C: messages, sealing of the trail, tidying."
    requires_system_checks: list[str] = []  # they would load every page

    def handle(self, *_args: Any, **_options: Any) -> None:
        worker = Worker()
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, lambda *_: worker.stop())
        worker.work()
