"""Rules ready to be computed with: plain data, the span in force, compiled conditions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from kudosbay.rulebook.conditions import Condition
from kudosbay.rulebook.dated import Span, read_span

Data = Mapping[str, Any]
Compile = Callable[[str | None, str | None], Condition | None]


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """`data` is the record as written (docs/rules.md); `when` asks about the case, `who` about a person of it."""

    kind: str
    id: str
    data: Data
    span: Span
    when: Condition | None = None
    who: Condition | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """One dated value inside a record."""

    data: Data
    span: Span
    when: Condition | None = None
    low: Any = 0  # days, or an amount of money
    high: Any = 0


@dataclass(frozen=True, slots=True, eq=False)
class Step(Record):
    number: int = 0  # place in the file: records with one id and different dates are told apart by it
    per: str | None = None
    papers: tuple[str, ...] = ()
    days: tuple[Value, ...] = ()
    fees: tuple[Value, ...] = ()
    optional: bool = False
    milestone: str | None = None
    filing: str | None = None
    plain_days: tuple[int, int] | None = None  # where no date and no condition decides how long it takes
    late: bool = False  # asks for the routes of the papers, so it is decided after them


@dataclass(frozen=True, slots=True, eq=False)
class Paper(Record):
    per: str | None = None
    kind_of: str = "none"
    sign: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Activity(Record):
    admission: tuple[Value, ...] = ()
    address: tuple[Value, ...] = ()


SCOPES = {"investor": "investors", "person": "people", None: None}


def read_record(kind: str, data: Data, compile_: Compile) -> Record:
    scope = "investors" if kind == "routes" else None
    return Record(kind, data["id"], data, read_span(data.get("valid")), compile_(data.get("when"), scope))


def read_duty(data: Data, compile_: Compile) -> Record:
    scope = SCOPES[data.get("per")]
    span = read_span(data["valid"])
    return Record("duties", data["id"], data, span, compile_(data.get("when"), None), compile_(data.get("who"), scope))


def read_step(data: Data, number: int, compile_: Compile) -> Step:
    scope = SCOPES[data.get("per")]
    when = compile_(data.get("when"), None)
    days = _ranges(data["working_days"], compile_, number=int)
    return Step(
        "steps",
        data["id"],
        data,
        read_span(data["valid"]),
        when,
        compile_(data.get("who"), scope),
        number=number,
        per=data.get("per"),
        papers=tuple(data["papers"]),
        days=days,
        plain_days=_plain(days, read_span(data["valid"])),
        fees=_ranges(data["fee"], compile_, number=Decimal),
        optional=data["optional"],
        milestone=data.get("milestone"),
        filing=data.get("filing"),
        late=bool(when and "routes" in when.facts),
    )


def read_paper(data: Data, compile_: Compile) -> Paper:
    scope = SCOPES[data.get("per")]
    return Paper(
        "papers",
        data["id"],
        data,
        read_span(data["valid"]),
        compile_(data.get("when"), None),
        compile_(data.get("who"), scope),
        per=data.get("per"),
        kind_of=data["class"],
        sign=tuple(Value(one, Span(), compile_(one.get("when"), scope)) for one in data["sign"]),
    )


def read_activity(data: Data, compile_: Compile) -> Activity:
    return Activity(
        "activities",
        data["id"],
        data,
        read_span(data["valid"]),
        admission=_values(data["admission"], compile_),
        address=_values(data["address"], compile_),
    )


def _ranges(data: list[Data], compile_: Compile, *, number: Callable[[Any], Any]) -> tuple[Value, ...]:
    return tuple(
        replace(value, low=number(_end(value, "min")), high=number(_end(value, "max")))
        for value in _values(data, compile_)
    )


def _plain(days: tuple[Value, ...], span: Span) -> tuple[int, int] | None:
    if not days:
        return 0, 0
    (first, *others) = days
    always = first.when is None and first.span.first <= span.first and span.last <= first.span.last
    return (first.low, first.high) if always and not others else None


def _end(value: Value, name: str) -> Any:
    return value.data.get(name, value.data.get("amount"))


def _values(data: list[Data], compile_: Compile) -> tuple[Value, ...]:
    return tuple(Value(one, read_span(one["valid"]), compile_(one.get("when"), None)) for one in data)
