"""What a kind of publication says of itself: its fields, its words for the parts of a text, what must be given first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kudosbay.kernel.errors import Refused

LONGEST: Final = 2000
MOST_LINES: Final = 60
IN_SHORT: Final = gettext_lazy("In short")
TEXT: Final = gettext_lazy("Text")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an edition's details. `what`: text, condition, or lines of text with a sign between their parts."""

    name: str
    label: Promise
    what: str = "text"
    hint: Promise | str = ""
    parts: tuple[str, ...] = ()  # of a line: title | link | day
    required: bool = False  # before it is published


RULES: Final = Field(
    "rules",
    gettext_lazy("Rules that it rests on"),
    hint=gettext_lazy("Ids of rules or names of tables, with commas between, such as: amr.licence, apostille"),
)


@dataclass(frozen=True, slots=True)
class Kind:
    code: str
    name: Promise
    about: Promise
    path: str  # of its public pages: /en/<path>/
    shelf: Promise | str = ""  # heading of the page that lists them; without one there is no such page
    lead: Promise | str = ""  # a sentence below that heading
    schema: str = "Article"  # its type at schema.org
    fields: tuple[Field, ...] = ()
    summary: Promise = IN_SHORT
    body: Promise = TEXT
    dated: tuple[str, ...] = ()  # columns of the edition that must be given before it is published
    signed: bool = False  # published only after somebody else than its owner signed it off
    takes_replies: bool = False

    def read(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the details as they are kept; raise Refused for what does not fit its field."""
        known = {field.name: field for field in self.fields}
        return {name: _read(known[name], value) for name, value in given.items() if name in known and value}

    def missing(self, details: Mapping[str, Any]) -> list[Promise]:
        return [field.label for field in self.fields if field.required and not details.get(field.name)]


def _read(field: Field, value: Any) -> Any:
    if field.what == "lines":
        lines = value.splitlines() if isinstance(value, str) else list(value)
        return [_line(field, line) for line in lines[:MOST_LINES] if line]
    text = str(value).replace("\x00", "").strip()
    if len(text) > LONGEST:
        raise Refused(_("This is too long. Shorten it."), field=field.name)
    return text


def _line(field: Field, line: Any) -> dict[str, str]:
    """One line of `title | link | 2019-02-18`, or the mapping that it became before."""
    if isinstance(line, Mapping):
        return {name: str(line.get(name, "")) for name in field.parts}
    said = [part.strip() for part in str(line).split("|")]
    if len(said) > len(field.parts):
        raise Refused(
            _("A line has at most these parts: %(parts)s.") % {"parts": " | ".join(field.parts)}, field=field.name
        )
    kept = dict(zip(field.parts, [*said, *[""] * len(field.parts)], strict=False))
    _check_line(field, kept)
    return kept


def _check_line(field: Field, kept: Mapping[str, str]) -> None:
    if kept.get("link") and not kept["link"].startswith(("https://", "http://", "/")):
        raise Refused(_("A link begins with https:// or with /: %(link)s") % {"link": kept["link"]}, field=field.name)
    for name in ("read_on", "day"):
        if kept.get(name) and not _is_day(kept[name]):
            raise Refused(_("Write the day as 2019-02-18: %(day)s") % {"day": kept[name]}, field=field.name)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def as_lines(field: Field, kept: Any) -> str:
    """Return the details of a field of lines as somebody types them."""
    return "\n".join(" | ".join(line.get(part, "") for part in field.parts).rstrip(" |") for line in kept or ())
