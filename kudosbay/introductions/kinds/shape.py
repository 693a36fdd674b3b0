"""What a kind of need and offer declares: its fields, its words, and the checks by which the two sides fit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kudosbay.kernel.errors import Refused
from kudosbay.rulebook.conditions.vocabulary import Sort

NEED: Final = "need"
OFFER: Final = "offer"
BOTH: Final = frozenset({NEED, OFFER})
LONGEST: Final = 2000
Choices = tuple[tuple[str, Promise], ...]
Details = Mapping[str, Any]
Derive = Callable[[Details, Details, date], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Field:
    """One fact of a need or offer. `sort`: word, list (several words), number, day, yes or text.

    A private field is never shown to anybody but the centre and whose it is.
    """

    name: str
    label: Promise
    sort: str
    choices: Choices = ()
    sides: frozenset[str] = BOTH
    required: bool = False
    hint: Promise | str = ""
    private: bool = False

    def words(self, value: Any) -> list[str]:
        """Return what was chosen in the reader's words."""
        named = dict(self.choices)
        return [str(named.get(one, one)) for one in (value if isinstance(value, list) else [value])]


@dataclass(frozen=True, slots=True)
class Check:
    """One reason for or against. `when` is a condition of the rulebook's language; what `must` be, rules out."""

    key: str
    label: Promise
    when: str
    must: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """`sides`: which sides clients may post themselves; `answers`: how many a need may get unless it says otherwise."""

    code: str
    name: Promise
    about: Promise
    need: Promise
    offer: Promise
    fields: tuple[Field, ...]
    checks: tuple[Check, ...]
    outcomes: Choices
    sides: frozenset[str] = BOTH
    answers: int = 3
    days: int = 180
    has_receipt: bool = False
    has_saving: bool = False
    is_public: bool = True
    theme: str = ""
    follow_ups: tuple[int, ...] = (7, 30, 90)
    derive: Derive | None = None  # further facts for the checks, from both sides' details and the day
    derived: Mapping[str, Sort] = field(default_factory=dict)

    def side_words(self, side: str) -> Promise:
        return self.need if side == NEED else self.offer

    def fields_of(self, side: str) -> list[Field]:
        return [one for one in self.fields if side in one.sides]

    def sorts(self) -> Mapping[str, Sort]:
        """Return the names that a check may use: need.… and offer.… for each field, shared.… for lists of both."""
        kinds = {"number": Sort("number"), "day": Sort("date"), "yes": Sort("bool"), "list": Sort("list")}
        named = dict(self.derived)
        for one in self.fields:
            words = tuple(code for code, _words in one.choices)
            sort = Sort(one.sort, words) if one.choices else kinds.get(one.sort, Sort("word"))
            named |= {f"{side}.{one.name}": sort for side in one.sides}
            if one.sort == "list" and one.sides == BOTH:
                named[f"shared.{one.name}"] = Sort("number")
        return named


def checked(kind: Kind, side: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was given, as JSON keeps it. Refuses what the kind does not declare, and what it needs."""
    declared = {one.name: one for one in kind.fields_of(side)}
    unknown = sorted(given.keys() - declared.keys())
    if unknown:
        raise Refused(_("There is no such detail here: %(name)s.") % {"name": unknown[0]})
    kept = {name: _one(one, given.get(name)) for name, one in declared.items()}
    missing = [name for name, one in declared.items() if one.required and kept[name] in (None, "", [])]
    if missing:
        label = declared[missing[0]].label
        raise Refused(_("Fill in: %(label)s.") % {"label": label}, field=missing[0])
    return {name: value for name, value in kept.items() if value not in (None, "", [])}


def _one(one: Field, value: Any) -> Any:
    if value in (None, "", [], ()):
        return None
    if one.choices and not set(_listed(value)) <= {code for code, _words in one.choices}:
        raise Refused(_("Choose one of what is offered."), field=one.name)
    return READERS[one.sort](one, value)


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _number(one: Field, value: Any) -> str:
    try:
        number = Decimal(str(value))
    except InvalidOperation as error:
        raise Refused(_("Enter a number."), field=one.name) from error
    if not number.is_finite() or number < 0:
        raise Refused(_("Enter a number that is not below nothing."), field=one.name)
    return format(number.normalize(), "f")


def _day(one: Field, value: Any) -> str:
    try:
        return (value if isinstance(value, date) else date.fromisoformat(str(value))).isoformat()
    except ValueError as error:
        raise Refused(_("Enter a real date."), field=one.name) from error


READERS: Final[dict[str, Any]] = {
    "word": lambda _one, value: str(value),
    "list": lambda _one, value: sorted({str(each) for each in _listed(value)}),
    "number": _number,
    "day": _day,
    "yes": lambda _one, value: bool(value),
    "text": lambda _one, value: str(value).replace("\x00", "").strip()[:LONGEST],
}
