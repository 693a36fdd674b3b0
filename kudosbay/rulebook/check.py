"""Refuses rules that are undated, unsourced, unreachable, circular, or that speak of what is not there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from kudosbay.rulebook.checks import Checked, checked_tables, checked_values, dated_values, overdue, table_rows
from kudosbay.rulebook.dated import read_span
from kudosbay.rulebook.graph import matching
from kudosbay.rulebook.load import Rulebook, named, read_rules
from kudosbay.rulebook.reachable import can_hold
from kudosbay.rulebook.reading import RulesError
from kudosbay.rulebook.records import SCOPES, Data
from kudosbay.rulebook.unknowns import is_fact

UNIQUE = ("definitions", "forms", "lists", "questions", "sources", "terms", "blocks", "penalties")


@dataclass(slots=True)
class Report:
    """`values`: records, and the dated values inside them. `rows`: of tables, with a source and unverified."""

    problems: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    values: list[Checked] = field(default_factory=list)
    tables: list[Checked] = field(default_factory=list)
    rows: tuple[int, int] = (0, 0)
    translated: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def sourced(self) -> int:
        return len(self.values) - self.unverified

    @property
    def unverified(self) -> int:
        return sum(one.unverified for one in self.values)

    def overdue(self, on: date) -> list[Checked]:
        return overdue([*self.values, *self.tables], on=on)

    def say(self, *, on: date | None = None) -> str:
        """`on`: the day for which checks are overdue; left out, nothing is said of them."""
        records = ", ".join(f"{number} {kind}" for kind, number in self.counts.items() if number)
        lines = [*self.problems, records, f"{self.sourced} values with a source, {self.unverified} unverified"]
        lines.append(
            f"{self.rows[0]} rows of tables with a source, {self.rows[1]} unverified" if any(self.rows) else ""
        )
        lines += [f"{language}: {done} of {whole} texts" for language, (done, whole) in self.translated.items()]
        lines += _say_overdue(self.overdue(on), on) if on else []
        lines.append(f"refused: {len(self.problems)} problems" if self.problems else "accepted")
        return "\n".join(line for line in lines if line)


def _say_overdue(found: list[Checked], on: date) -> Iterator[str]:
    yield f"{len(found) or 'no'} {'check' if len(found) == 1 else 'checks'} overdue on {on}"
    yield from (f"  since {one.due}: {one.name} ({one.confidence}, checked {one.checked})" for one in found)


def check_rules(folder: Path) -> Report:
    report = Report()
    try:
        rulebook = read_rules(folder)
    except RulesError as error:
        report.problems += error.problems
        return report
    report.counts = {kind: len(records) for kind, records in rulebook.records.items()}
    report.values, report.tables = checked_values(rulebook), checked_tables(folder)
    report.rows = table_rows(folder)
    for look in (_sources, _once, _steps, _papers, _duties, _unreachable, _questions, _texts):
        report.problems += look(rulebook)
    _count_texts(rulebook, report)
    return report


def _sources(rulebook: Rulebook) -> Iterator[str]:
    known = {source["id"] for source in rulebook.records["sources"]} | {"none"}
    for name, value in dated_values(rulebook):
        for source in value["source"]:
            if source.split(" ", 1)[0] not in known:
                yield f"{name}: the source {source} begins with no key of sources.yaml"


def _once(rulebook: Rulebook) -> Iterator[str]:
    for kind, records in rulebook.records.items():
        seen: dict[str, list[Data]] = defaultdict(list)
        for record in records:
            clash = _clash(record, seen[record["id"]], kind)
            if clash:
                yield f"{record['file']}: {kind} {record['id']} is written twice{clash}"
            seen[record["id"]].append(record)


def _clash(record: Data, others: Iterable[Data], kind: str) -> str | None:
    for other in others:
        if kind in UNIQUE:
            return ""
        same_case = record.get("when") == other.get("when")
        if same_case and read_span(record.get("valid")).meets(read_span(other.get("valid"))):
            return " for the same days"
    return None


def _steps(rulebook: Rulebook) -> Iterator[str]:
    ids = rulebook.graph.ids
    papers = {paper.id for paper in rulebook.papers}
    for step in rulebook.records["steps"]:
        name = f"{step['file']}: step {step['id']}"
        for pattern in (*step["after"], *step["before"], *step["with"]):
            if not matching(pattern, ids):
                yield f"{name}: there is no step {pattern}"
        yield from (f"{name}: there is no paper {paper}" for paper in step["papers"] if paper not in papers)
        if "who" in step and "per" not in step:
            yield f"{name}: who needs per: investor or person"
        yield from _order_in_time(step, name)
    yield from _named_steps(rulebook, set(ids))


def _order_in_time(step: Data, name: str) -> Iterator[str]:
    """A value that is never in force while its step is."""
    span = read_span(step["valid"])
    for key in ("working_days", "fee"):
        for place, value in enumerate(step[key]):
            if not span.meets(read_span(value["valid"])):
                yield f"{name}.{key}[{place}]: is never in force while the step is"


def _named_steps(rulebook: Rulebook, ids: set[str]) -> Iterator[str]:
    named = [(one["file"], "form", one["id"], one["registration"]) for one in rulebook.records["forms"]]
    named += [
        (one["file"], "deadline", one["id"], one["step"]) for one in rulebook.records["deadlines"] if "step" in one
    ]
    for one in rulebook.records["activities"]:
        permits = (*one["permits"]["pre"], *one["permits"]["post"])
        named += [(one["file"], "activity", one["id"], permit) for permit in permits]
    for file, kind, name, step in named:
        if step not in ids:
            yield f"{file}: {kind} {name}: there is no step {step}"


def _papers(rulebook: Rulebook) -> Iterator[str]:
    asked = {paper for step in rulebook.records["steps"] for paper in step["papers"]}
    signatures = {one["id"] for one in rulebook.records["signatures"]}
    for paper in rulebook.records["papers"]:
        name = f"{paper['file']}: paper {paper['id']}"
        if paper["id"] not in asked:
            yield f"{name}: no step asks for it"
        if paper["class"] != "none" and "per" not in paper:
            yield f"{name}: a paper with a route needs per: investor or person"
        yield from (
            f"{name}: there is no signature {one['how']}" for one in paper["sign"] if one["how"] not in signatures
        )


def _duties(rulebook: Rulebook) -> Iterator[str]:
    parameters = {one["id"] for one in rulebook.records["parameters"]}
    for duty in (one.data for one in rulebook.duties):
        name = f"{duty['file']}: duty {duty['id']}"
        if "penalty" in duty and duty["penalty"] not in rulebook.penalties:
            yield f"{name}: there is no penalty {duty['penalty']}"
        yield from (f"{name}: there is no parameter {one}" for one in duty["parameters"] if one not in parameters)
        people = "people[]." if "per" in duty else ""
        froms = [path for path in duty["due"]["from"] if not is_fact(path) and not is_fact(people + path)]
        yield from (f"{name}: there is no fact {path}" for path in froms)
        if "who" in duty and "per" not in duty:
            yield f"{name}: who needs per: person"
        if duty["period"] not in {"month", "quarter", "year"} and duty["due"]["class"] == "CN_TAX_15":
            yield f"{name}: CN_TAX_15 needs a period of a month, a quarter or a year"
    yield from rulebook.problems


def _unreachable(rulebook: Rulebook) -> Iterator[str]:
    for kind in ("steps", "blocks", "deadlines", "papers", "routes", "duties"):
        for record in rulebook.records[kind]:
            scope = "investors" if kind == "routes" else None
            asked = [(record.get("when"), scope), (record.get("who"), SCOPES[record.get("per")])]
            for text, one_scope in asked:
                if text and not can_hold(rulebook, text, scope=one_scope):
                    yield f"{record['file']}: {kind} {record['id']}: no facts make this true: {text}"


def _questions(rulebook: Rulebook) -> Iterator[str]:
    for question in rulebook.records["questions"]:
        name = f"{question['file']}: question {question['id']}"
        paths = [*question["asks"], *(path for choice in question["choices"] for path in choice["sets"])]
        yield from (f"{name}: there is no fact {path}" for path in paths if not is_fact(path))
        if question["kind"] in {"choice", "ticks"} and not question["choices"]:
            yield f"{name}: has no choices"
        if question["kind"] in {"number", "money", "country", "date", "activities"} and not question["examples"]:
            yield f"{name}: needs examples, to judge whether it matters"


def _translatable(rulebook: Rulebook, *, dated: bool = False) -> Iterator[str]:
    for kind, records in rulebook.records.items():
        for record in records:
            name = named(record) if dated else record["id"]
            yield from (f"{kind}.{name}.{field}" for field, value in record.items() if _is_text(value))
            for choice in record.get("choices", ()):
                start = f"{kind}.{record['id']}.choices.{str(choice.get('value')).lower()}"
                yield from (f"{start}.{field}" for field, value in choice.items() if _is_text(value))


def _is_text(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == {"en", "zh"}


def _texts(rulebook: Rulebook) -> Iterator[str]:
    known = set(_translatable(rulebook)) | set(_translatable(rulebook, dated=True))
    for language, texts in rulebook.texts.items():
        yield from (f"texts/{language}.yaml: there is no text {one}" for one in texts if one not in known)


def _count_texts(rulebook: Rulebook, report: Report) -> None:
    """Titles of sources are cited by their own names and in English: nobody translates those further."""
    pairs = zip(_translatable(rulebook), _translatable(rulebook, dated=True), strict=True)
    names = {(plain, own) for plain, own in pairs if not plain.startswith("sources.")}
    report.translated = {
        language: (sum(not {plain, own}.isdisjoint(texts) for plain, own in names), len(names))
        for language, texts in rulebook.texts.items()
    }
