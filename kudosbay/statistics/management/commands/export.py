from datetime import date
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandParser
from django.utils.timezone import localdate

from kudosbay.statistics.exporting import export_figures
from kudosbay.statistics.figures import Asked


class Command(BaseCommand):
    help = "Write the rows behind the centre’s figures as plain tables, with checksums, to be counted again."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["figures"])
        parser.add_argument("--as-of", type=date.fromisoformat, default=None, help="2019-02-18; left out: today")
        parser.add_argument("--known-on", type=date.fromisoformat, default=None, help="only what was known by then")
        parser.add_argument("--belt-road", choices=["route_64", "signatories"], default="route_64")
        parser.add_argument("--out", type=Path, required=True, help="folder for the tables")

    def handle(self, *_args: Any, **options: Any) -> None:
        asked = Asked(options["as_of"] or localdate(), options["known_on"], options["belt_road"])
        for path in export_figures(asked, options["out"]):
            self.stdout.write(str(path))
