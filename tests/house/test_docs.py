"""Whoever installs, runs or audits a centre finds each command, setting, role and page in docs/."""

import pytest
from django.core.management import get_commands

from kudosbay import cli
from kudosbay.config import env
from kudosbay.kernel.permissions import Role
from scripts import docs
from tests.house.source import ROOT, told


def _docs() -> str:
    pages = [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md"]
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)


def _commands() -> set[str]:
    return {name.replace("_", "-") for name in {*cli.PURE, *cli.SERVING, *cli.DATABASE}}


def test_each_command_is_documented():
    silent = [name for name in sorted(_commands()) if f"kudosbay {name}" not in _docs()]
    assert not silent, told(silent, "Say in docs/ what the command does: `kudosbay NAME`.")


def test_each_command_of_a_database_can_be_called():
    known = {name for name, app in get_commands().items() if app.startswith("kudosbay.")}
    unknown = sorted(set(cli.DATABASE) - known)
    assert not unknown, told(unknown, "The command line promises it: write management/commands/NAME.py or take it out.")


def test_each_role_is_documented():
    silent = [role.value for role in Role if f"`{role.value}`" not in _docs()]
    assert not silent, told(silent, "Run `make docs`.")


def test_each_setting_says_what_it_does():
    silent = [name for name, setting in env.REGISTRY.items() if len(setting.help) < 20]
    assert not silent, told(silent, "Write `about=` as a sentence for the operator.")


@pytest.mark.parametrize("page", sorted(docs.PAGES))
def test_a_page_made_from_the_code_is_up_to_date(page):
    kept = ROOT / "docs" / page
    assert kept.is_file(), f"docs/{page} is not there: run `make docs`"
    assert kept.read_text(encoding="utf-8") == docs.PAGES[page](), f"docs/{page} is out of date: run `make docs`"
