import contextlib
import time
from typing import Any, Final

from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection
from django.utils import timezone

from kudosbay.demo.fill import FULL, SMALL, Filled, fill, is_empty
from kudosbay.kernel.errors import Refused

# All is one transaction of half a gigabyte: its pages would be read again and again with 4 MB, and a log written ahead
# would write each page twice. What the next process opens has such a log again.
ROOM: Final = "PRAGMA cache_size=-131072"
NO_LOG: Final = "PRAGMA journal_mode=DELETE"


class Command(BaseCommand):
    help = "Fill an empty database with the Songjiang centre and its history, always the same; refuse any other."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--small", action="store_true", help="all enterprises and their figures, 2,000 people")
        parser.add_argument(
            "--if-empty", action="store_true", help="say nothing and change nothing where there is data"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["if_empty"] and not is_empty():
            return
        self.begun = time.monotonic()
        if connection.vendor == "sqlite":
            _make_room()
        try:
            filled = fill(SMALL if options["small"] else FULL, now=timezone.now(), say=self._say)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self._say(_summary(filled))

    def _say(self, words: str) -> None:
        self.stdout.write(f"{time.monotonic() - self.begun:5.1f} s  {words}")
        self.stdout.flush()


def _make_room() -> None:
    with connection.cursor() as cursor:
        cursor.execute(ROOM)
        with contextlib.suppress(OperationalError):  # somebody else has the file open: the log stays
            cursor.execute(NO_LOG)


def _summary(filled: Filled) -> str:
    return (
        f"Done: {filled.people:,} people, {filled.enterprises:,} enterprises, {filled.agreements:,} agreements, "
        f"{filled.cases:,} cases. All of it is demonstration data."
    )
