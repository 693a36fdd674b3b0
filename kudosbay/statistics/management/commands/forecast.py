import json
from dataclasses import asdict
from typing import Any

from django.core.management import BaseCommand, CommandParser

from kudosbay.cases.forecasts import finished
from kudosbay.rulebook.forecast import LEVELS, MINIMUM, Score, Tested, alike_to, back_test, quantile


class Command(BaseCommand):
    help = "Say what finished cases took; with --backtest, how well they would have foretold one another."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--backtest", action="store_true", help="foretell each case from those done before it")
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        history = finished()
        if options["backtest"]:
            tested = back_test(history)
            said = json.dumps(asdict(tested), default=str, indent=2) if options["json"] else _tested(tested)
            self.stdout.write(said)
            return
        kinds = sorted({one.kind for one in history}, key=str)
        told = [(kind, *alike_to(history, kind)) for kind in kinds]
        rows = [
            {
                "form": kind.form,
                "route": kind.route,
                "season": kind.season,
                "by": ", ".join(level) or "the rules alone",
                "cases": len(alike),
                "days": [round(quantile(sorted(one.days for one in alike), p)) for p in (0.1, 0.25, 0.5, 0.75, 0.9)]
                if alike
                else [],
            }
            for kind, level, alike in told
        ]
        said = json.dumps(rows, indent=2) if options["json"] else "\n".join(map(_line, rows))
        self.stdout.write(said or "No case is finished yet.")


def _line(row: dict[str, Any]) -> str:
    days = " ".join(f"{day:>4}" for day in row["days"]) or "-"
    return f"{row['form']:<24}{row['route']:<12}Q{row['season']}  {row['cases']:>5} by {row['by']:<24} {days}"


def _tested(tested: Tested) -> str:
    if not tested.own.count:
        return f"Too few finished cases: {tested.without}, and at least {MINIMUM} alike are needed ({LEVELS[-1][0]})."
    return "\n".join(
        [
            f"{tested.own.count} finished cases begun from {tested.first} to {tested.last}, each foretold from the cases",
            f"done before it began; {tested.without} more had fewer than {MINIMUM} alike. Half of what the rules said:",
            f"{tested.typical[0]:g} to {tested.typical[1]:g} working days; half of the cases took {tested.took:g} or less.",
            "",
            f"{'':<22}{'in the 50 % range':>18}{'in the 80 % range':>20}{'off by, on average':>22}",
            _scored("from finished cases", tested.own),
            _scored("from the rules alone", tested.rules),
        ]
    )


def _scored(name: str, score: Score) -> str:
    return f"{name:<22}{score.half:>17.0%} {score.wide:>19.0%} {score.error:>15.1f} days"
