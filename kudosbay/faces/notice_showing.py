"""What pages say of a need, an offer and an introduction: details in words, checks with their reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from kudosbay.faces.context import territory
from kudosbay.faces.jinja import OWN_NAMES, html_lang
from kudosbay.introductions.commands import REASONS
from kudosbay.introductions.kinds import KINDS, NEED, OFFER, Field, Kind
from kudosbay.introductions.models import Introduction, Notice
from kudosbay.kernel import formats
from kudosbay.kernel.text import Said, pick


def title_of(notice: Notice) -> Said:
    return pick(notice.titles, [html_lang()])


def words_of(notice: Notice) -> Said:
    return pick(notice.words, [html_lang()])


def kind_choices() -> list[tuple[str, str]]:
    return [(kind.code, str(kind.name)) for kind in KINDS.values()]


def details(notice: Notice, *, private: bool = False) -> list[tuple[str, str]]:
    """Return label and words of each detail; private ones only for the centre and the owner."""
    kind = notice.the_kind
    shown = [one for one in kind.fields_of(notice.side) if one.name in notice.data and (private or not one.private)]
    pairs = [(str(one.label), _value(one, notice.data[one.name])) for one in shown]
    if notice.country:
        pairs.insert(0, (_("Country or region"), str(territory(notice.country, html_lang()))))
    if notice.languages:
        named = [OWN_NAMES.get(code.lower(), code) for code in notice.languages]
        pairs.append((_("Languages"), formats.comma().join(named)))
    return pairs


def _value(one: Field, value: Any) -> str:
    match one.sort:
        case "number":
            return formats.number(Decimal(str(value)))
        case "day":
            return formats.format_date(date.fromisoformat(str(value)))
        case "yes":
            return _("yes") if value else _("no")
        case "list":
            return formats.comma().join(one.words(value))
        case _:
            return one.words(value)[0]


@dataclass(frozen=True, slots=True)
class Reason:
    """One check in words: met, not met, or not known yet, and what each side says about it."""

    label: str
    value: bool | None
    said: tuple[str, ...]


def reasons(kind: Kind, lines: Iterable[Mapping[str, Any]]) -> list[Reason]:
    """Return the checks of a fit as it is kept (`Fit.as_json`)."""
    named = {check.key: check for check in kind.checks}
    return [
        Reason(str(named[line["key"]].label), line["value"], _said(kind, line["said"]))
        for line in lines
        if line["key"] in named
    ]


def _said(kind: Kind, said: Iterable[Any]) -> tuple[str, ...]:
    declared = {one.name: one for one in kind.fields}
    parts = []
    for fact, value in said:
        side, _dot, name = str(fact).partition(".")
        if name in declared and side in {NEED, OFFER} and value is not None and not declared[name].private:
            parts.append(f"{kind.side_words(side)}: {_value(declared[name], value)}")
    return tuple(parts)


def parked_words(introduction: Introduction) -> str:
    """Return the reason of a stop in words; what a person wrote stays as it is."""
    return str(REASONS.get(introduction.because, introduction.because))


def outcome_words(introduction: Introduction) -> str:
    return str(dict(introduction.the_kind.outcomes).get(introduction.outcome, introduction.outcome))
