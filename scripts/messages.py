"""Catalogues of screen texts: `update` them from the code, `compile` them, `add LOCALE`, or say what is `missing`.

English is the source and needs no catalogue. A language is complete when every text of its audience is translated:
the desk speaks Chinese and English, everything else speaks every language there is.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "kudosbay"
LOCALES = PACKAGE / "locale"
STAFF_LOCALES = {"zh_Hans"}
STAFF_ONLY = ("faces/desk/", "faces/templates/desk/", "demo/", "cli.py")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
BEGAN = datetime(2026, 11, 23, tzinfo=UTC)  # fixed: a changing date would touch every catalogue each time
HEADER: dict[str, Any] = {
    "header_comment": "# Texts of Kudosbay.",
    "project": "Kudosbay",
    "version": "1",
    "msgid_bugs_address": "the issue tracker",
    "last_translator": "Kudosbay",
    "language_team": "Kudosbay",
    "creation_date": BEGAN,
    "revision_date": BEGAN,
    "fuzzy": False,
}


@dataclass(frozen=True, slots=True)
class Found:
    """One text where it stands: `path` is relative to the package, `id` a pair for a text with a plural."""

    path: str
    line: int
    id: str | tuple[str, str]
    context: str | None
    comments: list[str]


def found() -> Iterator[Found]:
    with (ROOT / "babel.cfg").open() as config:
        methods, options = parse_mapping_cfg(config)
    for path, line, id_, comments, context in extract_from_dir(
        PACKAGE, methods, options, keywords=KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    ):
        yield Found(path, line, id_, context, comments)


def concerns(locale: str, path: str) -> bool:
    return locale in STAFF_LOCALES or not path.startswith(STAFF_ONLY)


def template(locale: str) -> Catalog:
    """Every text that the locale must have, without translations."""
    catalog = Catalog(project="Kudosbay", charset="utf-8")
    for text in found():
        if concerns(locale, text.path):
            catalog.add(
                text.id, None, [(f"kudosbay/{text.path}", text.line)], auto_comments=text.comments, context=text.context
            )
    return catalog


def locales() -> list[str]:
    return sorted(path.name for path in LOCALES.iterdir() if path.is_dir())


def po_file(locale: str) -> Path:
    return LOCALES / locale / "LC_MESSAGES" / "django.po"


def read(locale: str) -> Catalog:
    path = po_file(locale)
    if not path.exists():
        return Catalog(locale=locale, **HEADER)
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def translated(message: Message) -> bool:
    strings = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    return all(strings) and not message.fuzzy


def missing(locale: str) -> list[str]:
    """Texts of the locale's audience that have no translation, with the file where each stands."""
    known = read(locale)
    lines = []
    for wanted in template(locale):
        have = known.get(wanted.id, wanted.context) if wanted.id else wanted
        if wanted.id and not (have and translated(have)):
            text = wanted.id if isinstance(wanted.id, str) else wanted.id[0]
            lines.append(f"{wanted.locations[0][0]}: {text!r}")
    return sorted(lines)


def update(locale: str) -> None:
    """Bring one catalogue up to date: translations stay, texts that are gone go, nothing is guessed."""
    catalog = read(locale)
    catalog.update(template(locale), no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False)
    catalog.obsolete.clear()
    made = BytesIO()
    write_po(made, catalog, sort_output=True, ignore_obsolete=True, include_lineno=False, width=100)
    po_file(locale).parent.mkdir(parents=True, exist_ok=True)
    po_file(locale).write_bytes(made.getvalue())


def compile_catalogue(locale: str) -> None:
    source, target = po_file(locale), po_file(locale).with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return
    catalog = read(locale)
    made = target.with_suffix(".mo.new")
    with made.open("wb") as file:
        write_mo(file, catalog)
    made.replace(target)


def main(arguments: list[str]) -> int:
    match arguments:
        case ["update"]:
            for locale in locales():
                update(locale)
        case ["add", locale]:
            update(locale)
        case ["compile"]:
            for locale in locales():
                compile_catalogue(locale)
        case ["missing"]:
            lines = [f"{locale} {line}" for locale in locales() for line in missing(locale)]
            print("\n".join(lines) or "Every text is translated.")
            return bool(lines)
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
