"""The shape of a named situation under `rules/*/cases/`."""

from datetime import date
from typing import Literal

from pydantic import Field

from kudosbay.rulebook.schema import Identifier, Strict


class Expectation(Strict):
    verdict: Literal["possible", "conditional", "blocked"] | None = None
    steps: list[str] = []
    no_steps: list[str] = []
    papers: dict[str, str | None] = {}
    no_papers: list[str] = []
    blocks: list[str] | None = None
    notes: list[str] = []
    deadlines: dict[str, date | None] = {}
    no_deadlines: list[str] = []
    unknown: list[str] = []
    regimes: list[str] = []
    no_regimes: list[str] = []
    authority: dict[str, str] = {}
    order: list[list[str]] = []
    people: dict[str, list[str]] = {}
    duties: dict[str, date | None] = {}
    no_duties: list[str] = []
    standing: list[str] = []


class Window(Strict):
    """Days between which a case asks for duties."""

    first: date = Field(alias="from")
    last: date = Field(alias="to")


class Variant(Strict):
    title: str
    facts: dict[str, object]
    expect: Expectation
    window: Window | None = None


class Case(Strict):
    id: Identifier
    title: str
    note: str | None = None
    facts: dict[str, object]
    expect: Expectation
    window: Window | None = None
    variants: list[Variant] = []
