"""The bonded zone as rules know it: its functions on a day, and the score of a project, line by line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, Final

from kudosbay.rulebook.yaml12 import read_yaml

FILE: Final = resources.files("kudosbay.rules").joinpath("centre/bonded_zone.yaml")
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Function:
    """What may be done in the zone; `confidence` says how sure its first day is."""

    code: str
    names: Words
    since: date
    sources: Words  # in words for whoever reads; empty where none is known
    confidence: str


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """`given` is None while the project does not say it: then it earns nothing yet."""

    names: Words
    given: Decimal | None
    points: int
    most: int


@dataclass(frozen=True, slots=True)
class Score:
    lines: tuple[ScoreLine, ...]
    excellent_from: int
    confidence: str

    @property
    def points(self) -> int:
        return sum(line.points for line in self.lines)

    @property
    def still_open(self) -> int:
        """How many points what is not said yet could still bring."""
        return sum(line.most for line in self.lines if line.given is None)


@cache
def _told() -> dict[str, Any]:
    told: dict[str, Any] = read_yaml(FILE.read_text(encoding="utf-8"))
    return told


def _holds(valid: Mapping[str, date | None], day: date) -> bool:
    first, last = valid["from"], valid["to"]
    return (first is None or first <= day) and (last is None or day <= last)


def functions_on(day: date) -> list[Function]:
    return [
        Function(row["code"], row["names"], row["valid"]["from"], row.get("source_words", {}), row["confidence"])
        for row in _told()["functions"]
        if _holds(row["valid"], day)
    ]


def functions_to_come(day: date) -> list[str]:
    """Return what the zone could not do yet on the day."""
    return [row["code"] for row in _told()["functions"] if not _holds(row["valid"], day)]


def score(project: Mapping[str, Any], day: date) -> Score:
    """Score a project by the lines in force on the day. Numbers are Decimals or text."""
    rules = next(rule for rule in _told()["score"] if _holds(rule["valid"], day))
    given = dict(project) | {"flow_count": len(project.get("flows") or ()) or None}
    lines = tuple(_line(line, given.get(line["fact"])) for line in rules["lines"])
    return Score(lines, rules["excellent_from"], rules["confidence"])


def _line(line: Mapping[str, Any], given: Any) -> ScoreLine:
    number = None if given is None else Decimal(str(given))
    points = [won for least, won in line["steps"] if number is not None and number >= least]
    return ScoreLine(line["names"], number, max(points, default=0), max(won for _least, won in line["steps"]))


def is_excellent(project: Mapping[str, Any], day: date) -> bool | None:
    """True or false once nothing that is still unsaid could change it."""
    found = score(project, day)
    if found.points >= found.excellent_from:
        return True
    return None if found.points + found.still_open >= found.excellent_from else False
