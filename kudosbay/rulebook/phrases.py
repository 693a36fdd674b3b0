"""A condition in words, as it stands or as its opposite, for people who do not read the grammar of rules."""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from kudosbay.rulebook.conditions.parser import parse
from kudosbay.rulebook.conditions.syntax import (
    And,
    Between,
    Call,
    Compare,
    Count,
    Has,
    Known,
    Literal,
    Node,
    Not,
    OneOf,
    Or,
    Path,
    Quantified,
    Truth,
    Word,
)
from kudosbay.rulebook.conditions.vocabulary import GROUPS, Sort, Vocabulary
from kudosbay.rulebook.load import Rulebook
from kudosbay.rulebook.phrase_words import phrases
from kudosbay.rulebook.records import Data
from kudosbay.rulebook.unknowns import general
from kudosbay.rulebook.words import TERRITORIES
from kudosbay.rulebook.workdays import RULES
from kudosbay.rulebook.yaml12 import read_yaml_file

OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
SCOPES = ("investors", "people", "partners", "admissions", "address_terms")
LABELLED = ("terms", "forms", "activities", "routes")


def fact_label(rulebook: Rulebook, fact: str, *, language: str = "en") -> str:
    """The glossary's name of a fact (`terms` with the id `fact.<path>`), with the person it is about."""
    path = general(fact).replace("[]", "")
    tried = (path, *(f"{scope}.{path}" for scope in SCOPES), f"investors.{path.rpartition('.')[2]}")
    found = (label(rulebook, f"fact.{one}", language=language) for one in tried)
    name = next((one for one in found if one), None) or path.rpartition(".")[2].replace("_", " ")
    whose = fact.partition("[")[2].partition("]")[0]
    return f"{name} ({whose})" if whose else name


def label(rulebook: Rulebook, name: str, *, language: str = "en") -> str | None:
    """What a word of the vocabulary is called, where the glossary or a record names it."""
    found = _labelled(rulebook).get(name)
    return rulebook.text(found[0], found[1], "name", language=language) if found else None


@cache
def _labelled(rulebook: Rulebook) -> dict[str, tuple[str, Data]]:
    return {one["id"]: (kind, one) for kind in reversed(LABELLED) for one in rulebook.records[kind]}


def value_label(rulebook: Rulebook, value: Any, *, fact: str = "", language: str = "en") -> str:
    """A value as people say it: `value.<fact>.<word>` or `value.<word>` of the glossary, a form, activity, place."""
    words = phrases(language)
    if value is None or repr(value) == "none" or isinstance(value, bool):
        return words["none" if value is None or repr(value) == "none" else str(value).lower()]
    if isinstance(value, (list, tuple)):
        return words[","].join(value_label(rulebook, one, fact=fact, language=language) for one in value)
    if isinstance(value, (int, Decimal)):
        return f"{Decimal(value).normalize():,f}"
    if isinstance(value, date):
        return value.isoformat()
    return _word(rulebook, str(value), fact=fact, language=language)


def _word(rulebook: Rulebook, word: str, *, fact: str, language: str) -> str:
    if word in TERRITORIES and fact.endswith("country"):
        return _places()[word].get("zh-Hans" if language.startswith("zh") else language) or _places()[word]["en"]
    path = general(fact).replace("[]", "")
    for name in (f"value.{path}.{word}", f"value.{word}", word):
        found = label(rulebook, name, language=language)
        if found:
            return found
    return word


@cache
def _places() -> dict[str, dict[str, str]]:
    return {one["code"]: one["names"] for one in read_yaml_file(RULES / "centre" / "territories.yaml")["territories"]}


class Phrasing:
    """Says the conditions of one rulebook in one language."""

    def __init__(self, rulebook: Rulebook, language: str = "en") -> None:
        self.rulebook, self.language, self.words = rulebook, language, phrases(language)
        self.vocabulary = Vocabulary()

    def text(self, condition: str, *, holds: bool = True) -> str:
        """A condition as written in the rules, or its opposite."""
        return self.say(parse(condition, self.rulebook.definitions), holds)

    def say(self, node: Node, holds: bool, scope: str = "") -> str:  # noqa: FBT001, PLR0911 - a logical value; one line a form
        match node:
            case Not(part):
                return self.say(part, not holds, scope)
            case And(parts) | Or(parts):
                both = isinstance(node, And) is holds
                return self.words["and" if both else "or"].join(self.say(one, holds, scope) for one in parts)
            case Quantified(every, items, part):
                key = ("" if holds else "not ") + ("all" if every else "any")
                return self._filled(key, fact=self._fact(items), part=self.say(part, True, items))
            case Truth(Call(table, path)):
                return self._filled(("" if holds else "not ") + table, place=self._place(path))
            case Truth(Path(name)):
                return self._filled("yes" if holds else "no", fact=self._fact(name, scope))
            case Known(Path(name)):
                return self._filled("known" if holds else "not known", fact=self._fact(name, scope))
            case Has(Path(name), value):
                key = "has" if holds else "not has"
                return self._filled(key, fact=self._fact(name, scope), value=self._value(value, name, scope))
            case _:
                return self._compared(node, holds, scope)

    def _compared(self, node: Any, holds: bool, scope: str) -> str:  # noqa: FBT001 - as above
        name, fact = self._operand(node.operand, scope)
        match node:
            case Between(_, low, high):
                low_said = self._value(low, name, scope)
                key = "between" if holds else "not between"
                return self._filled(key, fact=fact, low=low_said, value=self._value(high, name, scope))
            case OneOf(_, values, negated):
                said = self.words[","].join(self._value(one, name, scope) for one in values)
                inside = holds is not negated
                key = ("in" if inside else "not in") if len(values) > 1 else ("==" if inside else "!=")
                return self._filled(key, fact=fact, value=said)
            case Compare(_, sign, value):
                key = sign if holds else OPPOSITE[sign]
                day = self._sort(name, scope).kind == "date" and key not in {"==", "!="}
                return self._filled(f"day {key}" if day else key, fact=fact, value=self._value(value, name, scope))
        raise TypeError(type(node).__name__)

    def _operand(self, operand: Any, scope: str) -> tuple[str, str]:
        """(name of the fact, how it is called)."""
        match operand:
            case Count(items, part):
                said = self.say(part, True, items)
                return "count", self._filled("count", fact=self._fact(items), part=said)
            case Call(table, path):
                return "group", self._filled(table, place=self._place(path))
        return operand.name, self._fact(operand.name, scope)

    def _place(self, path: Path) -> str:
        """A place that was looked up stands in the condition in place of the path."""
        if path.name in TERRITORIES:
            return value_label(self.rulebook, path.name, fact="country", language=self.language)
        return self.words["that place"]

    def _fact(self, name: str, scope: str = "") -> str:
        inside = scope and name in self.vocabulary.items.get(scope, {})
        return fact_label(self.rulebook, f"{scope}.{name}" if inside else name, language=self.language)

    def _value(self, value: Literal | Word, name: str, scope: str) -> str:
        given = value.name if isinstance(value, Word) else value.value
        sort = self._sort(name, scope)
        is_fact = isinstance(value, Word) and given not in sort.words and given in self.vocabulary.facts
        is_fact = is_fact or (isinstance(value, Word) and sort.kind not in {"word", "list"})
        if is_fact or (scope and given in self.vocabulary.items.get(scope, {}) and given not in sort.words):
            return self._fact(str(given), scope)
        fact = f"{scope}.{name}" if scope else name
        return value_label(self.rulebook, given, fact=fact, language=self.language)

    def _sort(self, name: str, scope: str) -> Sort:
        if name == "group":
            return GROUPS
        own = self.vocabulary.items.get(scope, {}) if scope else {}
        anywhere = (fields[name] for fields in self.vocabulary.items.values() if name in fields)
        return own.get(name) or self.vocabulary.facts.get(name) or next(anywhere, Sort("word"))

    def _filled(self, key: str, **values: str) -> str:
        return self.words[key].format(**values)


__all__ = ["Phrasing", "fact_label", "label", "value_label"]
