"""Acts of the trail as a timeline tells them: each code of the rules and each date in the reader's words, no code bare."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kudosbay.cases.commands import SIGNED_COPY
from kudosbay.cases.words import paper_card, step_words
from kudosbay.documents.reasons import REASONS
from kudosbay.faces.context import territories
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.verbs import verb_words
from kudosbay.kernel import formats
from kudosbay.kernel.models import TrailEntry
from kudosbay.kernel.permissions import Role
from kudosbay.kernel.text import pick
from kudosbay.people.models import Identifier, Person

OFFICES: Final[Mapping[str, Promise]] = {
    "legal_representative": _("Legal representative"),
    "founder": _("Founder"),
    "director": _("Director"),
    "supervisor": _("Supervisor"),
    "manager": _("Manager"),
}
LOOKS: Final[Mapping[str, Promise]] = {
    "download": _("Downloaded, for the file or for an authority"),
    "pack": _("Put together for an authority"),
    "preview": _("Opened on the screen"),
    "review": _("Opened to check it"),
    "support": _("Opened to help with a question"),
}
TYPED: Final = ("because", "reason")  # what somebody wrote, kept apart from the chain


def told(
    entry: TrailEntry, *, names: Mapping[int, str] | None = None, purposes: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return title, when, by and text of an act. `names`: accounts by id; `purposes`: titles of consents."""
    kept = getattr(entry, "value", None)
    typed = [str(kept.values[name]) for name in TYPED if kept and kept.values.get(name)]
    return {
        "title": verb_words(entry.verb),
        "when": formats.moment_words(entry.at),
        "by": (names or {}).get(entry.actor_id or 0, ""),
        "text": " · ".join([*fact_words(entry.facts, purposes=purposes), *typed]),
    }


def fact_words(facts: Mapping[str, Any], *, purposes: Mapping[str, str] | None = None) -> list[str]:
    """Return what an act was about, in the reader's language; facts that say nothing to a person are left out."""
    known = {"purpose": lambda value: _purpose(value, purposes or {})} | WORDS
    said = [known[name](facts[name]) for name in known if facts.get(name)]
    return [words for words in said if words]


def paper_words(paper: str) -> str:
    if paper == SIGNED_COPY:
        return str(_("Signed agreement"))
    return _in_reader_s(paper_card(paper).get("name") or {"en": paper})


def identifier_words(kind: str) -> str:
    return str(Identifier.Kind(kind).label) if kind in Identifier.Kind.values else ""


def role_words(roles: str | list[str]) -> str:
    """Name roles of accounts, or the office that somebody holds in an enterprise."""
    named = [roles] if isinstance(roles, str) else roles
    words = [OFFICES.get(role) or (Role(role).label if role in Role.values else "") for role in named]
    return ", ".join(str(word) for word in words if word)


def day_words(value: str | list[str]) -> str:
    """A date of a fact as people write it; what was there before may also be roles."""
    if isinstance(value, list):
        return ""
    try:
        return str(formats.format_date(date.fromisoformat(value)))
    except ValueError:
        return ""


def _in_reader_s(texts: Mapping[str, str]) -> str:
    return pick(texts, [html_lang()]).text


def _purpose(value: str, purposes: Mapping[str, str]) -> str:
    return purposes.get(value, "") or str(LOOKS.get(value, ""))


def _source(value: str) -> str:
    return str(Person.Source(value).label) if value in Person.Source.values else ""


def _reason(code: str) -> str:
    return _in_reader_s(REASONS[code].names) if code in REASONS else ""


WORDS: Final[dict[str, Callable[[Any], str]]] = {
    "step": lambda step: _in_reader_s(step_words(step)),
    "paper": paper_words,
    "kind": identifier_words,
    "issued_by": lambda code: str(territories(html_lang())(code)),
    "role": role_words,
    "roles": role_words,
    "reason": _reason,
    "source": _source,
    "before": day_words,
    "from": day_words,
    "on": day_words,
}
