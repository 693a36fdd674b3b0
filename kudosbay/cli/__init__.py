"""The `kudosbay` command. What needs no database (plans and rules) starts without Django."""

import importlib
import os
import sys
from collections.abc import Callable, Sequence

PURE = {
    "plan": ("kudosbay.rulebook.shell", "plan_command"),
    "rules": ("kudosbay.cli.rules", "rules"),
    "explain": ("kudosbay.rulebook.explain_shell", "explain_command"),
    "duties": ("kudosbay.rulebook.duties_shell", "duties_command"),
    "deadlines": ("kudosbay.rulebook.duties_shell", "deadlines_command"),
}
SERVING = {
    "up": ("kudosbay.cli.serve", "up"),
    "serve": ("kudosbay.cli.serve", "serve"),
    "worker": ("kudosbay.cli.serve", "worker"),
}
DATABASE = (
    "audit",
    "centre",
    "demo",
    "doctor",
    "export",
    "forecast",
    "send_test",
    "statistics",
    "upgrade",
    "user",
    "vault",
)
HELP = """kudosbay COMMAND …

  plan FACTS.yaml [--as-of DATE] [--json]      what a founder must do, by the law of the day
  explain FACTS.yaml [ID] [--language L]       why something is in the plan or not, since when, who says so
  duties FACTS.yaml --from DATE --to DATE [--json]   what a firm must file and pay, and by when
  deadlines --year YEAR [--json]               last days of the monthly tax filing periods
  rules check | interview | diff A B           are all rules dated and sourced; how much is asked; what changed
  up                                           make ready, load the demonstration if empty, and serve
  serve [--web-only] | worker                  web and worker; a worker alone on a further host
  demo [--small]                               fill an empty database with the Songjiang centre
  statistics --as-of DATE [--known-on DATE] [--json]
  forecast [--backtest] [--json]               what finished cases took, and how well they foretell
  upgrade | doctor | audit | vault | user | export | send-test

Each has --help.
"""


def main(argv: Sequence[str] | None = None) -> int:
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in {"-h", "--help", "help"}:
        print(HELP)  # noqa: T201 - the command line's own page
        return 0
    name, rest = words[0], words[1:]
    if name in PURE | SERVING:
        return _function(name)(rest)
    return _django(name.replace("-", "_"), rest)


def _function(name: str) -> Callable[[list[str]], int]:
    module, function = (PURE | SERVING)[name]
    # Loaded by name so that `plan` never pays for Django, nor Django for the rules' shell.
    found: Callable[[list[str]], int] = getattr(importlib.import_module(module), function)
    return found


def _django(name: str, rest: list[str]) -> int:
    if name not in DATABASE:
        print(f"kudosbay: there is no command {name!r}\n\n{HELP}", file=sys.stderr)  # noqa: T201
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kudosbay.config.settings")
    management = importlib.import_module("django.core.management")
    management.execute_from_command_line(["kudosbay", name, *rest])
    return 0


if __name__ == "__main__":
    sys.exit(main())
