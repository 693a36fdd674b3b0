"""The centre's story as data: what a public report once said of it, claim by claim; and how each stands on a day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Final

from django.db import models

from kudosbay.kernel import trail
from kudosbay.rulebook.yaml12 import read_yaml
from kudosbay.statistics.figures import Asked, Counted, Words

FILE: Final = "claims.yaml"
# Whose owner answers for a row that has none of its own.
BELONGS: Final = {
    "compliance.filingjob": "batch",
    "messaging.delivery": "campaign",
    "people.guestprofile": "person",
    "premises.registeredaddress": "enterprise",
    "promises.nomination": "promise",
    "gatherings.statement": "gathering",
    "gatherings.visitpack": "gathering",
    "publications.reply": "publication",
}
OWNERS: Final = ("owner", "adviser", "made_by", "opened_by")


@dataclass(frozen=True, slots=True)
class Claim:
    """`shown` is empty for a claim that no page shows yet; <name> in it stands for a record of the story.

    `as_of` and `known_on`: days of its own, `why` says why.
    """

    id: str
    words: Words
    shown: str = ""
    role: str = ""
    figure: str = ""
    as_of: date | None = None
    known_on: date | None = None
    why: Words | None = None

    @property
    def link(self) -> str:
        """Return where a reader is sent: to the page, or to the address that finds the record's page."""
        return f"/desk/claims/{self.id}/" if "<" in self.shown else self.shown

    def asked(self, day: date, *, told_on: date) -> Asked:
        """Return what to ask for `day`; on the day of the story the claim's own days hold."""
        if day != told_on:
            return Asked(day)
        return Asked(self.as_of or day, self.known_on)


@dataclass(frozen=True, slots=True)
class Record:
    """A single record that the story names by what it is: `model` one of gathering, milestone, quota."""

    model: str
    kind: str
    day: date


@dataclass(frozen=True, slots=True)
class Part:
    key: str
    heading: Words
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """`as_of` is the day of which the story tells."""

    as_of: date
    parts: tuple[Part, ...]
    records: Mapping[str, Record]

    @property
    def claims(self) -> Iterator[tuple[Part, Claim]]:
        return ((part, claim) for part in self.parts for claim in part.claims)


@cache
def story() -> Story:
    told = read_yaml(resources.files("kudosbay.statistics").joinpath(FILE).read_text(encoding="utf-8"))
    records = {name: Record(one["is"], one["kind"], one["day"]) for name, one in told["records"].items()}
    return Story(told["as_of"], tuple(map(_part, told["parts"])), records)


def _part(told: Mapping[str, Any]) -> Part:
    claims = tuple(Claim(id=name, **one) for name, one in told["claims"].items())
    return Part(told["key"], told["heading"], claims)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a claim stands: its figure, the last of the rows behind it, and whom that row is in the hands of.

    `owner_id` is an account; None where the machine or nobody has it.
    """

    part: Part
    claim: Claim
    counted: Counted | None = None
    last: Any = None
    thing: Any = None  # the row, or what it belongs to
    owner_id: int | None = None

    @property
    def is_shown(self) -> bool:
        return bool(self.counted and self.counted.value)


def last_of(rows: models.QuerySet[Any] | list[Any]) -> Any:
    if isinstance(rows, list):
        return rows[-1] if rows else None
    return rows.last()


def thing_of(row: Any) -> Any:
    """Return the row, or the record that it belongs to."""
    name = BELONGS.get(trail.kind_of(row)) if isinstance(row, models.Model) else None
    return getattr(row, name) if name else row


def owner_of(thing: Any) -> int | None:
    """Return the account that the row names as its owner, else whoever acted on it last."""
    if not isinstance(thing, models.Model):
        return None
    named = (getattr(thing, f"{name}_id", None) for name in OWNERS)
    owner = next((one for one in named if one), None)
    if owner is None:
        acted = trail.of(thing).exclude(actor_id=None).values_list("actor_id", flat=True)
        owner = acted.first()
    return int(owner) if owner else None
