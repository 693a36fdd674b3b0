"""Write the pages of docs/ that are made from the code: settings, commands, who may open what, tables, words."""

import inspect
import os
import re
import sys
import tempfile
from argparse import Action
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
import yaml

if __name__ == "__main__":
    os.environ["KUDOSBAY_DATA_DIR"] = tempfile.mkdtemp()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kudosbay.config.settings")
    django.setup()

from django.apps import apps
from django.core.management import BaseCommand, get_commands, load_command_class
from django.db.models import Field, Model
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
    ours = sorted((name, app) for name, app in get_commands().items() if name in cli.DATABASE)
    lines = ["# The kudosbay command\n", "```", cli.HELP.strip(), "```"]
    return NOTE + "\n".join([*lines, *(line for name, app in ours for line in _command(name, app))]).rstrip() + "\n"


def _remarks(model: type[Model]) -> dict[str, str]:
    """Return by field what its author wrote behind it in the code."""
    return dict(re.findall(r"^ +(\w+) = models\..*  # (.+)$", inspect.getsource(model), flags=re.MULTILINE))


def _kind(field: "Field[Any, Any]") -> str:
    words = [re.sub(r"(?<=[a-z])(?=[A-Z])", " ", field.get_internal_type().removesuffix("Field")).lower() or "field"]
    if field.max_length:
        words.append(f"of {field.max_length}")
    if field.related_model:
        words.append(f"→ {field.related_model._meta.db_table}")
    return " ".join(words) + (", unique" if field.unique and not field.primary_key else "")


def _meaning(field: "Field[Any, Any]", remarks: dict[str, str]) -> str:
    named = str(field.verbose_name)
    parts = [named if named != field.name.replace("_", " ") else "", remarks.get(field.name, "")]
    if field.choices:
        parts.append("one of " + ", ".join(f"`{value}`" for value, _label in field.flatchoices))
    return _cell("; ".join(part for part in parts if part))


def _table(model: type[Model]) -> list[str]:
    own, written = model._meta, re.sub(r"\s+", " ", model.__doc__ or "")
    about = "" if written.startswith(f"{model.__name__}(") else written.strip()  # Django writes one where we did not
    remarks = _remarks(model)
    rows = [
        f"| `{field.column}` | {_kind(field)} | {'may be empty' if field.null else ''} | {_meaning(field, remarks)} |"
        for field in own.concrete_fields
    ]
    head = [f"\n## {own.db_table}\n"] + ([about, ""] if about else [])
    return [*head, "| column | kind | | meaning |", "|---|---|---|---|", *rows]


def dictionary_page() -> str:
    ours = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("kudosbay.")]
    lines = [
        "# Every table and column\n",
        "Instants are UTC; dates are plain days. Money is a decimal beside its ISO currency. *Known since* is the",
        "day from which the centre knew a fact; *valid from* and *valid to* say when it held: of investors, officers and",
        "capital `valid_to` is the first day on which it no longer did, of the centre's own settings the last day on which",
        "it did.",
        "`version` counts changes, so that nobody overwrites what another has changed meanwhile.",
    ]
    with translation.override("en"):
        tables = [line for model in sorted(ours, key=lambda one: one._meta.db_table) for line in _table(model)]
    return NOTE + "\n".join([*lines, *tables]) + "\n"


def glossary_page() -> str:
    path = DOCS.parent / "kudosbay" / "rules" / "cn_shanghai" / "glossary.yaml"
    terms = yaml.safe_load(path.read_text(encoding="utf-8"))["terms"]
    lines = [
        "# Words\n",
        "One word for one thing, in code, screens and papers. Other languages: `kudosbay/rules/cn_shanghai/texts`.\n",
        "| id | English | Chinese |",
        "|---|---|---|",
        *(f"| `{term['id']}` | {_cell(term['name']['en'])} | {_cell(term['name']['zh'])} |" for term in terms),
    ]
    return NOTE + "\n".join(lines) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "configure.md": settings_page,
    "access.md": access_page,
    "commands.md": commands_page,
    "data-dictionary.md": dictionary_page,
    "glossary.md": glossary_page,
}


def main() -> int:
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
