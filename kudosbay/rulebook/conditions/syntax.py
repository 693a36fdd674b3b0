"""What the parser makes: the tree of a condition."""

from dataclasses import dataclass
from typing import Any


class ConditionError(ValueError):
    def __init__(self, message: str, text: str, at: int | None = None) -> None:
        where = f" at place {at + 1}" if at is not None else ""
        super().__init__(f"{message}{where}: {text}")


@dataclass(frozen=True, slots=True)
class Path:
    name: str


@dataclass(frozen=True, slots=True)
class Word:
    """A bare name on the right of a comparison: a value, or a path if it is no value of the left side."""

    name: str


@dataclass(frozen=True, slots=True)
class Literal:
    value: Any


@dataclass(frozen=True, slots=True)
class Call:
    """A table look-up such as `apostille.in_force(country)`."""

    table: str
    path: Path


@dataclass(frozen=True, slots=True)
class Count:
    items: str
    part: "Node"


Operand = Path | Call | Count
Value = Word | Literal


@dataclass(frozen=True, slots=True)
class Truth:
    operand: Path | Call


@dataclass(frozen=True, slots=True)
class Known:
    path: Path


@dataclass(frozen=True, slots=True)
class Has:
    path: Path
    value: Value


@dataclass(frozen=True, slots=True)
class Compare:
    operand: Operand
    sign: str
    value: Value


@dataclass(frozen=True, slots=True)
class Between:
    operand: Operand
    low: Value
    high: Value


@dataclass(frozen=True, slots=True)
class OneOf:
    operand: Operand
    values: tuple[Value, ...]
    negated: bool


@dataclass(frozen=True, slots=True)
class Quantified:
    every: bool
    items: str
    part: "Node"


@dataclass(frozen=True, slots=True)
class Not:
    part: "Node"


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple["Node", ...]


Node = Truth | Known | Has | Compare | Between | OneOf | Quantified | Not | And | Or


def written(node: Any) -> str:  # noqa: PLR0911 - one line for each form of the language
    """The condition as text again, in one spelling."""
    match node:
        case Path(name) | Word(name):
            return name
        case Literal(value):
            return str(value).lower() if isinstance(value, bool) else str(value)
        case Call(table, path):
            return f"{table}({path.name})"
        case Count(items, part):
            return f"count({items}, {written(part)})"
        case Truth(operand):
            return written(operand)
        case Known(path):
            return f"known({path.name})"
        case Has(path, value):
            return f"has({path.name}, {written(value)})"
        case _:
            return _written_compound(node)


def _written_compound(node: Any) -> str:  # noqa: PLR0911 - as above
    match node:
        case Compare(operand, sign, value):
            return f"{written(operand)} {sign} {written(value)}"
        case Between(operand, low, high):
            return f"{written(operand)} between {written(low)} and {written(high)}"
        case OneOf(operand, values, negated):
            among = ", ".join(map(written, values))
            return f"{written(operand)} {'not in' if negated else 'in'} [{among}]"
        case Quantified(every, items, part):
            return f"{'all' if every else 'any'}({items}, {written(part)})"
        case Not(part):
            return f"not {_bracketed(part)}"
        case And(parts):
            return " and ".join(map(_bracketed, parts))
        case Or(parts):
            return " or ".join(map(_bracketed, parts))
    raise TypeError(type(node).__name__)


def _bracketed(node: Any) -> str:
    return f"({written(node)})" if isinstance(node, (And, Or)) else written(node)
