"""What a kind of promise says of itself: two sides, a standard of time, fields of its own, and who looks after it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _

from kudosbay.kernel.errors import Refused
from kudosbay.kernel.permissions import Role

Choices = tuple[tuple[str, Lazy], ...]
LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind. `what`: text, number, day, choice."""

    name: str
    label: Lazy
    what: str = "text"
    required: bool = False
    hint: Lazy | str = ""
    choices: Choices = ()


@dataclass(frozen=True, slots=True)
class Standard:
    """How soon the centre answers: the operator's parameter, in working days or working hours; else the fallback."""

    parameter: str
    otherwise: int
    hours: bool = False


def no_further_check(_details: Mapping[str, Any]) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Kind:
    code: str
    name: Lazy
    about: Lazy
    standard: Standard
    from_side: str
    to_side: str = "centre"
    role: Role = Role.ADVISER  # who looks after it where nobody is the asker's adviser
    fields: tuple[Field, ...] = ()
    asked_on_portal: bool = False
    inside: bool = False
    check: Callable[[Mapping[str, Any]], None] = field(default=no_further_check)

    def checked(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the kind's own fields as they are kept, or refuse what is missing, unknown or misshapen."""
        unknown = given.keys() - {one.name for one in self.fields}
        if unknown:
            message = f"a promise of kind {self.code} has no {sorted(unknown)}"
            raise ValueError(message)
        details = {one.name: kept for one in self.fields if (kept := _kept(one, given.get(one.name))) is not None}
        self.check(details)
        return details


def _kept(one: Field, value: Any) -> Any:
    if value in (None, ""):
        if one.required:
            raise Refused(_("This is needed: %(what)s") % {"what": one.label}, field=one.name)
        return None
    return READERS[one.what](one, value)


def _text(one: Field, value: Any) -> str:
    said = str(value).replace("\x00", "").strip()
    if len(said) > LONGEST:
        raise Refused(_("Shorten this to %(most)s signs.") % {"most": LONGEST}, field=one.name)
    return said


def _number(one: Field, value: Any) -> int:
    try:
        number = int(value)
    except (TypeError, ValueError) as error:
        raise Refused(_("Enter a whole number."), field=one.name) from error
    if not 0 < number < 1_000_000:
        raise Refused(_("Enter a whole number above nothing."), field=one.name)
    return number


def _day(one: Field, value: Any) -> str:
    try:
        return (value if isinstance(value, date) else date.fromisoformat(str(value))).isoformat()
    except ValueError as error:
        raise Refused(_("Enter a real date."), field=one.name) from error


def _choice(one: Field, value: Any) -> str:
    if str(value) not in {code for code, _label in one.choices}:
        raise Refused(_("Choose one of the answers that are offered."), field=one.name)
    return str(value)


READERS: Final[Mapping[str, Callable[[Field, Any], Any]]] = {
    "text": _text,
    "number": _number,
    "day": _day,
    "choice": _choice,
}
