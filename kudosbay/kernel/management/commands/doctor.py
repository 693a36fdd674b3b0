import json
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from kudosbay.kernel.doctor import ask_all


class Command(BaseCommand):
    help = "Say whether database, disk, worker, trail and mail are well. Ends with 1 where something is not."
    requires_system_checks: list[str] = []  # it has its own

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs that watch")

    def handle(self, *_args: Any, **options: Any) -> None:
        autodiscover_modules("jobs")
        findings = ask_all(now=timezone.now())
        if options["json"]:
            said = {name: {"well": found.well, "words": found.words} for name, found in findings.items()}
            self.stdout.write(json.dumps(said, indent=2))
        else:
            for name, found in findings.items():
                self.stdout.write(f"{'well' if found.well else 'NOT WELL':9}{name:10}{found.words}")
        ill = [name for name, found in findings.items() if not found.well]
        if ill:
            message = f"Not well: {', '.join(ill)}."
            raise CommandError(message)
