"""`load_rules()`: the rules in use, read once in a process."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

from kudosbay.rulebook.conditions import Condition, ConditionError, Vocabulary, compile_condition
from kudosbay.rulebook.conditions.leaves import ABSENT, PARTIAL, Case, Test
from kudosbay.rulebook.conditions.resolving import Names
from kudosbay.rulebook.dated import Span, changes, in_force
from kudosbay.rulebook.graph import Graph
from kudosbay.rulebook.manifest import pack_name
from kudosbay.rulebook.reading import Records, RulesError, read_records, read_texts
from kudosbay.rulebook.records import (
    Activity,
    Data,
    Paper,
    Record,
    Step,
    read_activity,
    read_duty,
    read_paper,
    read_record,
    read_step,
)
from kudosbay.rulebook.tables import Tables
from kudosbay.rulebook.taxdays import TaxDays, read_tax_days
from kudosbay.rulebook.workdays import RULES, Calendar, read_calendar


class Sifted(NamedTuple):
    """Rules that the form alone does not rule out, with what is left to test; None where it alone brings them in."""

    steps: list[tuple[Step, Test | None]]
    blocks: list[tuple[Record, Test | None]]
    deadlines: list[tuple[Record, Test | None]]


class Edition:
    """The rules in force on a day. What is read of them holds on every day until one of them begins or ends."""

    def __init__(self, rulebook: "Rulebook", day: date) -> None:
        self.day = day
        self.steps: list[Step] = in_force(rulebook.steps, day)
        self.papers: dict[str, Paper] = {paper.id: paper for paper in reversed(in_force(rulebook.papers, day))}
        self.routes: list[Record] = in_force(rulebook.routes, day)
        self.regimes: list[Record] = in_force(rulebook.regimes, day)
        self.blocks: list[Record] = in_force(rulebook.blocks, day)
        self.activities: dict[str, Activity] = {one.id: one for one in in_force(rulebook.activities, day)}
        self.rates: dict[str, Record] = {one.id: one for one in in_force(rulebook.rates, day)}
        self._deadlines = rulebook.deadlines
        self._papers_of: dict[int, list[Paper]] = {}
        self.routes_for = cache(self._routes_for)
        self._sifted_for = lru_cache(maxsize=None)(self._sifted)

    def papers_of(self, step: Step) -> list[Paper]:
        found = self._papers_of.get(step.number)
        if found is None:
            found = [self.papers[name] for name in step.papers if name in self.papers]
            self._papers_of[step.number] = found
        return found

    def _routes_for(self, paper_class: str) -> list[Record]:
        return [route for route in self.routes if paper_class in route.data["classes"] and paper_class != "none"]

    def sifted(self, case: Case) -> Sifted:
        return self._sifted_for(case.get("form"), case.get("change.kind") is ABSENT)

    def _sifted(self, form: str | None, sets_up: bool) -> Sifted:  # noqa: FBT001 - a fact, not a switch
        """Most rules ask first for the form, and whether the firm is new: most of the work is done once for each."""
        case: Case = {PARTIAL: True, "form": form}
        if sets_up:
            case["change.kind"] = ABSENT
        return Sifted(_sift(self.steps, case), _sift(self.blocks, case), _sift(self._deadlines, case))


R = TypeVar("R", bound=Record)


def _sift(records: Iterable[R], case: Case) -> list[tuple[R, Test | None]]:
    found: list[tuple[R, Test | None]] = []
    for one in records:
        answer = True if one.when is None else one.when.of(case)
        if answer is not False:
            found.append((one, None if answer or one.when is None else one.when.narrowed(case)))
    return found


class Rulebook:
    def __init__(self, records: Records, *, tables: Tables, calendar: Calendar, folder: Path) -> None:
        self.records, self.calendar, self.folder = records, calendar, folder
        self.problems: list[str] = []
        self.definitions = {one["id"]: one["when"] for one in records["definitions"]}
        self.tables, self._tables, self._vocabulary = tables, tables.functions(), Vocabulary()
        self.steps = [read_step(one, place, self._compile) for place, one in enumerate(records["steps"])]
        self.papers = [read_paper(one, self._compile) for one in records["papers"]]
        self.activities = [read_activity(one, self._compile) for one in records["activities"]]
        for kind in ("routes", "regimes", "blocks", "deadlines", "rates", "forms", "lists", "signatures", "questions"):
            setattr(self, kind, [read_record(kind, one, self._compile) for one in records[kind]])
        self.filed_later = [step for step in self.steps if step.filing]
        self.graph = Graph(records["steps"])
        dated = (self.steps, self.papers, self.activities, self.routes, self.regimes, self.blocks, self.rates)
        self._changes = changes(record.span for records in dated for record in records)
        self._editions: dict[int, Edition] = {}
        self.on = lru_cache(maxsize=1024)(self._on)

    def _on(self, day: date) -> Edition:
        period = bisect_right(self._changes, day)
        if period not in self._editions:
            self._editions[period] = Edition(self, day)
        found = copy(self._editions[period])
        found.day = day
        return found

    routes: list[Record]
    regimes: list[Record]
    blocks: list[Record]
    deadlines: list[Record]
    rates: list[Record]
    forms: list[Record]
    lists: list[Record]
    signatures: list[Record]
    questions: list[Record]

    @cached_property
    def pack(self) -> str:
        """Name and version of the pack that was laid over last: what a decision says it was made with."""
        return pack_name(self.folder)

    @cached_property
    def paper_ids(self) -> frozenset[str]:
        return frozenset(paper.id for paper in self.papers)

    @cached_property
    def duties(self) -> list[Record]:
        """Compiled when first asked for: a plan does without."""
        return [read_duty(one, self._compile) for one in self.records["duties"]]

    @cached_property
    def penalties(self) -> dict[str, Data]:
        return {one["id"]: one for one in self.records["penalties"]}

    @cached_property
    def parameters(self) -> list[Record]:
        return [read_record("parameters", one, self._compile) for one in self.records["parameters"]]

    @cached_property
    def tax_days(self) -> TaxDays:
        return read_tax_days(tables_of(self.folder), self.calendar)

    def _compile(self, text: str | None, scope: str | None) -> Condition | None:
        if text is None:
            return None
        try:
            return self.condition(text, scope=scope)
        except ConditionError as error:
            self.problems.append(str(error))
            return None

    def condition(self, text: str, *, scope: str | None = None, vocabulary: Vocabulary | None = None) -> Condition:
        """A condition in the words of this rulebook, or in other words with its tables; raises ConditionError."""
        return compile_condition(
            text,
            vocabulary=vocabulary or self._vocabulary,
            definitions={} if vocabulary else self.definitions,
            tables=self._tables,
            scope=scope,
        )

    def names(self, text: str, *, scope: str | None = None) -> Names:
        """What the names in a condition of this rulebook mean."""
        return Names(text, self._vocabulary, self._tables, scope=scope)

    @property
    def texts(self) -> Mapping[str, Mapping[str, str]]:
        return _texts(self.folder)

    def text(self, kind: str, data: Mapping[str, Any], field: str, *, language: str) -> str:
        """The text in the language, else in English; empty if the record has none."""
        inline = data.get(field) or {}
        short = "zh" if language.startswith("zh") else language
        texts, own = self.texts.get(short, {}), f"{kind}.{named(data)}.{field}"
        translated = texts.get(own) or texts.get(f"{kind}.{data['id']}.{field}")
        return translated or inline.get(short) or inline.get("en") or ""


def named(data: Mapping[str, Any]) -> str:
    """The name of a record in `texts/`: where an id has several, a later one may be told apart by its first day."""
    first = (data.get("valid") or {}).get("from")
    return f"{data['id']}@{first}" if first else str(data["id"])


_texts = cache(read_texts)


def tables_of(folder: Path) -> Path:
    tables = folder / "tables"
    return tables if tables.exists() else RULES / "cn_shanghai" / "tables"


def read_rules(folder: Path) -> Rulebook:
    """The rules of any folder; raises RulesError. Tables that the folder lacks are those of cn_shanghai."""
    tables = tables_of(folder)
    calendar = read_calendar(tables / "calendar.csv")
    rulebook = Rulebook(read_records(folder), tables=Tables(tables), calendar=calendar, folder=folder)
    circle = rulebook.graph.circle()
    if circle:
        rulebook.problems.append(f"these steps wait for one another: {' → '.join(circle)}")
    if rulebook.problems:
        raise RulesError(rulebook.problems)
    return rulebook


SHIPPED = RULES / "cn_shanghai"
_in_use = [SHIPPED]  # one for the process: whoever knows the day says which


def use_rules(folder: Path | None) -> None:
    """Let `load_rules` answer from another folder from now on; None: from the rules that came with the program."""
    _in_use[0] = folder or SHIPPED
    for cached in _made_of_rules:
        cached.cache_clear()


class Clearing(Protocol):
    def cache_clear(self) -> None: ...


Kept = TypeVar("Kept", bound=Clearing)
_made_of_rules: list[Clearing] = []


def made_of_rules(cached: Kept) -> Kept:
    """Mark a cache whose answers were read from the rules in use: other rules, other answers."""
    _made_of_rules.append(cached)
    return cached


@lru_cache(maxsize=3)  # those in force, those below, and a pack that is looked at: nine megabytes each
def rules_of(folder: Path) -> Rulebook:
    return read_rules(folder)


def load_rules() -> Rulebook:
    return rules_of(_in_use[0])


__all__ = [
    "SHIPPED",
    "Edition",
    "Rulebook",
    "RulesError",
    "Span",
    "load_rules",
    "made_of_rules",
    "named",
    "read_rules",
    "rules_of",
    "use_rules",
]
