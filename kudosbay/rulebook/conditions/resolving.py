"""Names in a condition → the facts they mean; a name or value that is not known is refused with the nearest one."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Self

from kudosbay.rulebook.conditions.syntax import Call, ConditionError, Count, Literal, Operand, Path, Value
from kudosbay.rulebook.conditions.vocabulary import GROUPS, NUMBER, WORD, Sort, Vocabulary

Getter = Callable[[dict[str, Any], dict[str, Any]], Any]


class Names:
    def __init__(
        self,
        text: str,
        vocabulary: Vocabulary,
        tables: Mapping[str, Callable[..., Any]],
        *,
        scope: str | None,
        used: set[str] | None = None,
    ) -> None:
        self.text, self.vocabulary, self.tables, self.scope = text, vocabulary, tables, scope
        self.used: set[str] = set() if used is None else used
        self.fields: Mapping[str, Sort] = vocabulary.items[scope] if scope else {}

    def over(self, items: str) -> Self:
        if items not in self.vocabulary.items:
            near = self.vocabulary.nearest(items, self.vocabulary.items)
            raise self.wrong(f"{items} is not a list of things{near}")
        self.used.add(items)
        return type(self)(self.text, self.vocabulary, self.tables, scope=items, used=self.used)

    def wrong(self, message: str) -> ConditionError:
        return ConditionError(message, self.text)

    def has(self, name: str) -> bool:
        return name in self.fields or name in self.vocabulary.facts

    def scoped(self, name: str) -> bool:
        return name in self.fields

    def sort(self, operand: Operand) -> Sort:
        if isinstance(operand, Count):
            return NUMBER
        if isinstance(operand, Call):
            return GROUPS if operand.table == "territory.group" else Sort("bool")
        return self.sort_of(operand.name)

    def sort_of(self, name: str) -> Sort:
        found = self.fields.get(name) or self.vocabulary.facts.get(name)
        if found is None:
            near = self.vocabulary.nearest(name, [*self.fields, *self.vocabulary.facts])
            raise self.wrong(f"there is no fact {name}{near}")
        self.used.add(f"{self.scope}[].{name}" if name in self.fields else name)
        return found

    def getter(self, operand: Path | Call) -> Getter:
        if isinstance(operand, Call):
            return self._table(operand)
        name = operand.name
        self.sort_of(name)
        if name in self.fields:
            return lambda _case, item: item.get(name)
        return lambda case, _item: case.get(name)

    def _table(self, call: Call) -> Getter:
        look_up, inside = self.tables.get(call.table), self.getter(call.path)
        if look_up is None:
            raise self.wrong(f"the table of {call.table} is not loaded")

        def get(case: dict[str, Any], item: dict[str, Any]) -> Any:
            value = inside(case, item)
            return None if value is None else look_up(value, case["filing"])

        return get

    def value(self, value: Value, left: Sort) -> Getter | Any:
        """A plain value, or a getter if the right side is itself a fact."""
        if isinstance(value, Literal):
            self._fits(value.value, left)
            return value.value
        word = value.name
        if word in left.words:
            return word
        if self.has(word):
            return self.getter(Path(word))
        if left.words or left.kind not in {"word", "list"}:
            near = self.vocabulary.nearest(word, [*left.words, *self.vocabulary.facts])
            raise self.wrong(f"{word} is not a value here{near}")
        return word

    def _fits(self, value: Any, left: Sort) -> None:
        fits = {
            "bool": isinstance(value, bool),
            "number": isinstance(value, (int, Decimal)) and not isinstance(value, bool),
            "date": isinstance(value, date),
        }
        plain = left == WORD or (left.kind in {"word", "list"} and value in left.words)
        if not fits.get(left.kind, plain or isinstance(value, str)):
            raise self.wrong(f"{value} does not fit a {left.kind}")
