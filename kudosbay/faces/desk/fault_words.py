"""Why a pack was refused, in the reader's language. A pack keeps its faults as the rulebook writes them: in English."""

import re
from functools import cache
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

# Sentences of kudosbay/rulebook (archive, faults, check, reading, graph, schema, conditions) and of pydantic, with what
# fills them. The first that fits says it.
REASONS: Final = (
    gettext_noop("the pack has no manifest"),
    gettext_noop("a pack says from which day it decides"),
    gettext_noop("the pack holds no rules"),
    gettext_noop("%(pack)s was approved already"),
    gettext_noop("the archive is larger than %(size)s MB"),
    gettext_noop("unpacked it is larger than %(size)s MB"),
    gettext_noop("more than %(number)s files"),
    gettext_noop("this is no zip or tar archive that can be read: %(error)s"),
    gettext_noop("only plain files are taken, no links"),
    gettext_noop("a name is letters, digits, dots and dashes, below the pack’s own folder"),
    gettext_noop("only files that end with %(endings)s are taken"),
    gettext_noop("this is not text in UTF-8"),
    gettext_noop("this is no YAML that is taken: %(error)s"),
    gettext_noop("a file of texts is one mapping, id of the text: text"),
    gettext_noop("a file of rules is a mapping from a kind to a list of records"),
    gettext_noop("this is no kind of record"),
    gettext_noop("%(kind)s is not a kind of record; kinds are %(kinds)s"),
    gettext_noop("a record is a mapping"),
    gettext_noop("there is no such table"),
    gettext_noop("a table needs a line of names and rows"),
    gettext_noop("the columns are %(columns)s"),
    gettext_noop("the row has not %(number)s columns"),
    gettext_noop("nothing is no value of this column"),
    gettext_noop("%(value)s is no value of this column"),
    gettext_noop("nothing is no day"),
    gettext_noop("%(value)s is no day"),
    gettext_noop("these rules cannot be read together: %(error)s"),
    gettext_noop("these steps wait for one another: %(steps)s"),
    gettext_noop("the source %(source)s begins with no key of sources.yaml"),
    gettext_noop("%(record)s is written twice"),
    gettext_noop("%(record)s is written twice for the same days"),
    gettext_noop("there is no step %(name)s"),
    gettext_noop("there is no paper %(name)s"),
    gettext_noop("there is no penalty %(name)s"),
    gettext_noop("there is no parameter %(name)s"),
    gettext_noop("there is no signature %(name)s"),
    gettext_noop("there is no source %(name)s"),
    gettext_noop("there is no text %(name)s"),
    gettext_noop("there is no fact %(name)s"),
    gettext_noop("there is no function %(name)s"),
    gettext_noop("who needs per: investor or person"),
    gettext_noop("who needs per: person"),
    gettext_noop("is never in force while the step is"),
    gettext_noop("no step asks for it"),
    gettext_noop("a paper with a route needs per: investor or person"),
    gettext_noop("CN_TAX_15 needs a period of a month, a quarter or a year"),
    gettext_noop("no facts make this true: %(condition)s"),
    gettext_noop("has no choices"),
    gettext_noop("needs examples, to judge whether it matters"),
    gettext_noop("ends on %(last)s, before it begins on %(first)s"),
    gettext_noop("source [none] needs confidence: unverified"),
    gettext_noop("give either amount, or both min and max"),
    gettext_noop("give either value, or both low and high"),
    gettext_noop("give either date, or from (with count or yearly where the day itself is not the date)"),
    gettext_noop("give one of: class alone (CN_TAX_15, NOTICE), month and day, date, or from"),
    gettext_noop("%(name)s is not a yes/no fact: compare it with a value"),
    gettext_noop("%(name)s is not a list"),
    gettext_noop("%(name)s is not a list of things"),
    gettext_noop("%(name)s has no order: use == or in"),
    gettext_noop("%(name)s is a fact: only plain values stand here"),
    gettext_noop("%(value)s is not a value here"),
    gettext_noop("%(value)s does not fit a %(kind)s"),
    gettext_noop("this sign is not part of the language"),
    gettext_noop("there is no such day"),
    gettext_noop("and, or, or the end was expected"),
    gettext_noop("count(…) needs a comparison"),
    gettext_noop("compare count(…) with ==, !=, <, <=, > or >="),
    gettext_noop("a name was expected"),
    gettext_noop("a value was expected"),
    gettext_noop("%(sign)s was expected"),
    gettext_noop("the definition %(name)s leads back to itself"),
    gettext_noop("Field required"),
    gettext_noop("Extra inputs are not permitted"),
    gettext_noop("Input should be %(values)s"),
    gettext_noop("String should match pattern %(pattern)s"),
)
WORDS: Final = frozenset({"name", "number", "size", "sign", "first", "last", "kind"})
ONE_WORD: Final = r"\S+"
VALUE: Final = re.compile(r"'([^']*)'")
LISTED: Final = re.compile(r"'[^']*'(?:(?:, | or )'[^']*')*")
PLACE: Final = re.compile(r"^(?P<said>.*?)(?P<place> at place \d+)?: (?P<text>.*)$", re.DOTALL)


def told_reason(reason: str) -> tuple[str, bool]:
    """Return the reason in the language in use, and whether it could be said in it; what it is about stays in front."""
    heads = [0, *(match.end() for match in re.finditer(r": ", reason))]
    for start in heads:
        said = _said(reason[start:]) or _with_condition(reason[start:])
        if said:
            return reason[:start] + said, True
    return reason, False


def _with_condition(reason: str) -> str:
    """A sentence about a condition, with the condition behind it."""
    found = PLACE.match(reason)
    said = _said(found["said"]) if found else ""
    if not said or not found:
        return ""
    return _("%(reason)s; the condition: %(condition)s") % {"reason": said, "condition": found["text"]}


def _said(reason: str) -> str:
    for text, pattern in _patterns():
        found = pattern.fullmatch(reason)
        if found:
            return _(text) % {name: _listed(said) for name, said in found.groupdict().items()}
    return ""


def _listed(said: str) -> str:
    """Values as pydantic lists them, without its English: 'high', 'medium' or 'low' → high, medium, low."""
    return ", ".join(VALUE.findall(said)) if LISTED.fullmatch(said) else said


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The plainest first: a sentence without anything to fill in fits only itself."""
    texts = sorted(REASONS, key=lambda text: text.count("%("))
    return tuple((text, _pattern(text)) for text in texts)


def _pattern(text: str) -> re.Pattern[str]:
    pieces = re.split(r"%\((\w+)\)s", text)
    parts = (_slot(piece) if number % 2 else re.escape(piece) for number, piece in enumerate(pieces))
    return re.compile("".join(parts), re.DOTALL)


def _slot(name: str) -> str:
    return f"(?P<{name}>{ONE_WORD if name in WORDS else '.+'})"
