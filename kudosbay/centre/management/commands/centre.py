from typing import Any

from django.core.management import BaseCommand, CommandParser

from kudosbay.centre.commands import seed_centre
from kudosbay.centre.queries import operator
from kudosbay.kernel.trail import MACHINE


class Command(BaseCommand):
    help = "Lay the centre’s first settings: operator, places, services, parameters, rates, consent texts."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="change nothing where the centre has an operator")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["if_empty"] and operator():
            return
        made = seed_centre(by=MACHINE)
        self.stdout.write("New: " + ", ".join(f"{count} {name}" for name, count in made.items()))
