import json
from datetime import date
from typing import Any

from django.core.management import BaseCommand, CommandParser
from django.utils.timezone import localdate

from kudosbay.statistics.catalogue import count_all
from kudosbay.statistics.figures import Asked, Counted
from kudosbay.statistics.wording import told


class Command(BaseCommand):
    help = "Print the centre’s figures, computed from rows as of a day."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--as-of", type=date.fromisoformat, default=None, help="2019-02-18; left out: today")
        parser.add_argument("--known-on", type=date.fromisoformat, default=None, help="only what was known by then")
        parser.add_argument("--belt-road", choices=["route_64", "signatories"], default="route_64")
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        asked = Asked(options["as_of"] or localdate(), options["known_on"], options["belt_road"])
        figures = count_all(asked)
        self.stdout.write(_as_json(asked, figures) if options["json"] else _as_text(asked, figures))


def _as_json(asked: Asked, figures: list[Counted]) -> str:
    return json.dumps(told(asked, figures), ensure_ascii=False, indent=2)


def _as_text(asked: Asked, figures: list[Counted]) -> str:
    head = f"As of {asked.as_of}" + (f", as known on {asked.known_on}" if asked.known_on else "")
    lines = [f"{_shown(one):>16}  {one.figure.names['en']}" for one in figures]
    return "\n".join([head, *lines])


def _shown(one: Counted) -> str:
    return "not known" if one.value is None else f"{one.value:,}"
