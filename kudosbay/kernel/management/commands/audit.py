import json
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kudosbay.kernel import trail


class Command(BaseCommand):
    help = "Check the trail (verify), or print the end of its chain (head) to be kept outside the database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=["verify", "head", "seal"])
        parser.add_argument("--head", type=Path, help="a head kept earlier: shows whether the tail was cut")

    def handle(self, *_args: Any, **options: Any) -> None:
        getattr(self, options["act"])(options)

    def verify(self, options: dict[str, Any]) -> None:
        kept = options["head"]
        known = trail.Head(**json.loads(kept.read_text())) if kept else None
        verdict = trail.verify(known=known)
        if verdict.reason:
            where = f"entry {verdict.broken_at}" if verdict.broken_at else "the end of the chain"
            message = f"The trail does not hold: {where} is {verdict.reason} (position {verdict.checked})."
            raise CommandError(message)
        self.stdout.write(f"The trail holds: {verdict.checked} entries, {verdict.unsealed} not sealed yet.")

    def head(self, _options: dict[str, Any]) -> None:
        end = trail.head()
        self.stdout.write(json.dumps({"position": end.position, "digest": end.digest}))

    def seal(self, _options: dict[str, Any]) -> None:
        total = 0
        while sealed := trail.seal_late(now=timezone.now()):
            total += sealed
        self.stdout.write(f"{total} entries sealed.")
