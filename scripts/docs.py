"""Write the pages of docs/ that are made from the code: settings, commands, and who may open what."""

import os
import sys
import tempfile
from argparse import Action
from collections.abc import Callable
from pathlib import Path

import django

if __name__ == "__main__":
    os.environ["KUDOSBAY_DATA_DIR"] = tempfile.mkdtemp()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kudosbay.config.settings")
    django.setup()

from django.core.management import BaseCommand, get_commands, load_command_class
from django.utils import translation

from kudosbay import cli
from kudosbay.accounts.matrix import ANONYMOUS, MATRIX, Row
from kudosbay.config import env
from kudosbay.kernel.permissions import Role

DOCS = Path(__file__).resolve().parent.parent / "docs"
NOTE = "<!-- Made by `make docs` from the code: change it there. -->\n\n"
INHERITED = {action.dest for action in BaseCommand().create_parser("", "")._actions}  # noqa: SLF001 - as below
SCOPES = {"public": "nothing personal", "own": "one's own", "all": "all"}


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def settings_page() -> str:
    lines = [
        "# Settings\n",
        "Each is read from the environment when the program starts. `kudosbay doctor` says what is wrong with them.\n",
        "| setting | kind | default | what it does |",
        "|---|---|---|---|",
    ]
    for name in sorted(env.REGISTRY):
        setting = env.REGISTRY[name]
        default = f"`{setting.default}`" if setting.default else "none"
        lines.append(f"| `{name}` | {setting.kind} | {_cell(default)} | {_cell(setting.help)} |")
    return NOTE + "\n".join(lines) + "\n"


def _who(names: frozenset[str]) -> str:
    if ANONYMOUS in names:
        return "everybody"
    if names >= frozenset(Role):
        return "everybody who has signed in"
    return ", ".join(f"`{role.value}`" for role in Role if role in names) or "nobody"


def _ways(row: Row) -> str:
    return "; ".join(f"{method}: {_who(frozenset(row.methods[method]))}" for method in sorted(row.methods))


def access_page() -> str:
    with translation.override("en"):
        roles = [f"- `{role.value}`: {role.label}" for role in Role]
    rows = [f"| `{name}` | {SCOPES[row.scope]} | {_ways(row)} |" for name, row in sorted(MATRIX.items())]
    lines = [
        "# Who may open what\n",
        "Roles:\n",
        *roles,
        "\nWhat stands in no row can be opened by nobody. A page that is not one's own answers 404 and tells nothing.",
        "*Rows shown* says whose records a page may hold.\n",
        "| page | rows shown | who, by which method |",
        "|---|---|---|",
        *rows,
    ]
    return NOTE + "\n".join(lines) + "\n"


def _argument(action: Action) -> str:
    name = ", ".join(f"`{option}`" for option in action.option_strings) or f"`{action.metavar or action.dest}`"
    choices = f" one of {', '.join(map(str, action.choices))}" if action.choices else ""
    return f"- {name}:{choices} {action.help or ''}".rstrip(": ")


def _command(name: str, app: str) -> list[str]:
    command = load_command_class(app, name)
    parser = command.create_parser("kudosbay", name)
    own = [action for action in parser._actions if action.dest not in INHERITED]  # noqa: SLF001 - no public list
    return [f"\n## kudosbay {name.replace('_', '-')}\n", str(command.help), "", *map(_argument, own)]


def commands_page() -> str:
    ours = sorted((name, app) for name, app in get_commands().items() if app.startswith("kudosbay."))
    lines = ["# The kudosbay command\n", "```", cli.HELP.strip(), "```"]
    return NOTE + "\n".join([*lines, *(line for name, app in ours for line in _command(name, app))]).rstrip() + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "configure.md": settings_page,
    "access.md": access_page,
    "commands.md": commands_page,
}


def main() -> int:
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
