"""Tokens → tree, by recursive descent. Defined names are put in place while reading."""

from collections.abc import Mapping

from kudosbay.rulebook.conditions.lexer import Token, tokens
from kudosbay.rulebook.conditions.syntax import (
    And,
    Between,
    Call,
    Compare,
    ConditionError,
    Count,
    Has,
    Known,
    Literal,
    Node,
    Not,
    OneOf,
    Operand,
    Or,
    Path,
    Quantified,
    Truth,
    Value,
    Word,
)

SIGNS = ("==", "!=", "<", "<=", ">", ">=")
TABLES = ("apostille.in_force", "belt_road.includes", "territory.group", "visa_free.allows", "visa_free.ended")
DEEPEST = 12


def parse(text: str, definitions: Mapping[str, str] | None = None) -> Node:
    return _Reader(text, definitions or {}, depth=0).whole()


class _Reader:
    def __init__(self, text: str, definitions: Mapping[str, str], *, depth: int) -> None:
        self.text, self.definitions, self.depth = text, definitions, depth
        self.tokens, self.place = tokens(text), 0

    def whole(self) -> Node:
        node = self.either()
        if self.next.kind != "end":
            raise self.wrong("and, or, or the end was expected")
        return node

    @property
    def next(self) -> Token:
        return self.tokens[self.place]

    def wrong(self, message: str) -> ConditionError:
        return ConditionError(message, self.text, self.next.at)

    def take(self) -> Token:
        self.place += 1
        return self.tokens[self.place - 1]

    def found(self, value: str) -> bool:
        if self.next.value == value and self.next.kind in {"sign", "keyword"}:
            self.place += 1
            return True
        return False

    def need(self, value: str) -> None:
        if not self.found(value):
            raise self.wrong(f"{value} was expected")

    def name(self) -> str:
        if self.next.kind != "name":
            raise self.wrong("a name was expected")
        return str(self.take().value)

    def either(self) -> Node:
        parts = [self.both()]
        while self.found("or"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def both(self) -> Node:
        parts = [self.single()]
        while self.found("and"):
            parts.append(self.single())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def single(self) -> Node:
        if self.found("not"):
            return Not(self.single())
        if self.found("("):
            node = self.either()
            self.need(")")
            return node
        return self.statement(self.name())

    def statement(self, name: str) -> Node:
        if self.next.value == "(" and self.next.kind == "sign":
            self.take()
            return self.called(name)
        if name in self.definitions:
            return self.defined(name)
        return self.compared(Path(name))

    def defined(self, name: str) -> Node:
        if self.depth >= DEEPEST:
            raise self.wrong(f"the definition {name} leads back to itself")
        return _Reader(self.definitions[name], self.definitions, depth=self.depth + 1).whole()

    def called(self, name: str) -> Node:
        match name:
            case "any" | "all" | "count":
                return self.over_items(name)
            case "has":
                path = Path(self.name())
                self.need(",")
                return self.closed(Has(path, self.value()))
            case "known":
                return self.closed(Known(Path(self.name())))
            case _ if name in TABLES:
                path = Path(self.name())
                self.need(")")
                return self.compared(Call(name, path))
        raise self.wrong(f"there is no function {name}")

    def closed(self, node: Node) -> Node:
        self.need(")")
        return node

    def over_items(self, name: str) -> Node:
        items = self.name()
        self.need(",")
        part = self.either()
        self.need(")")
        if name == "count":
            return self.compared(Count(items, part))
        return Quantified(name == "all", items, part)

    def compared(self, operand: Operand) -> Node:
        if self.next.value in SIGNS and self.next.kind == "sign":
            sign = self.take().value
            return Compare(operand, sign, self.value())
        if self.found("between"):
            low = self.value()
            self.need("and")
            return Between(operand, low, self.value())
        negated = self.found("not")
        if negated or (self.next.kind == "keyword" and self.next.value == "in"):
            self.need("in")
            return OneOf(operand, self.values(), negated)
        if isinstance(operand, Count):
            raise self.wrong("count(…) needs a comparison")
        return Truth(operand)

    def values(self) -> tuple[Value, ...]:
        self.need("[")
        found = [self.value()]
        while self.found(","):
            found.append(self.value())
        self.need("]")
        return tuple(found)

    def value(self) -> Value:
        token = self.take()
        if token.kind == "name":
            return Word(token.value)
        if token.kind in {"date", "number", "text"}:
            return Literal(token.value)
        if token.kind == "keyword" and token.value in {"true", "false"}:
            return Literal(token.value == "true")
        self.place -= 1
        raise self.wrong("a value was expected")
