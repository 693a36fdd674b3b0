"""Which names a condition may use, and which values each of them takes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from kudosbay.rulebook.facts import AddressKind, Facts, Investor, Partner, Person, model_of, words_of


@dataclass(frozen=True, slots=True)
class Sort:
    """`kind`: bool, number, date, word, list or record; `words`: the fixed values, empty if any."""

    kind: str
    words: tuple[str, ...] = ()


WORD, NUMBER, DATE = Sort("word"), Sort("number"), Sort("date")
DERIVED = {
    "filing": DATE,
    "foreign_share": NUMBER,
    "capital_cny": NUMBER,
    "list_area": Sort("word", ("national", "ftz")),
    "education.place": Sort("word", ("shanghai", "china", "abroad_top", "abroad")),
    "routes": Sort("list"),
}
ADMISSION = {
    "activity": WORD,
    "status": Sort("word", ("open", "restricted", "prohibited", "cooperation")),
    "cap": NUMBER,
    "area": Sort("word", ("any", "national", "ftz")),
}
GROUPS = Sort("word", ("hk_mo_tw", "mainland", "manual", "no_relations", "other"))


@cache
def _case_names() -> Mapping[str, Sort]:
    return {**_names(Facts, ""), **DERIVED}


@cache
def _item_names() -> Mapping[str, Mapping[str, Sort]]:
    # A person who invests carries the investor's facts too, and the other way round.
    somebody = {**_names(Person, ""), **_names(Investor, "")}
    return {
        "investors": somebody,
        "people": somebody,
        "partners": _names(Partner, ""),
        "admissions": ADMISSION,
        "address_terms": {"activity": WORD, "refuses": Sort("word", words_of(AddressKind))},
    }


def _names(model: type[BaseModel], prefix: str) -> dict[str, Sort]:
    found: dict[str, Sort] = {}
    for name, spec in model.model_fields.items():
        path = prefix + (spec.alias or name)
        found[path] = sort = _sort(spec.annotation)
        inner = _inner(spec.annotation)
        if sort.kind == "record" and inner:
            found |= _names(inner, path + ".")
    return found


def _inner(annotation: Any) -> type[BaseModel] | None:
    return model_of(annotation)


def _sort(annotation: Any) -> Sort:
    kinds = _kinds(annotation)
    if tuple in kinds:
        return Sort("list", words_of(annotation))
    if words := words_of(annotation):
        return Sort("word", words)
    if kinds & {bool}:
        return Sort("bool")
    if kinds & {int, Decimal}:
        return NUMBER
    if date in kinds:
        return DATE
    return Sort("record") if model_of(annotation) else WORD


def _kinds(annotation: Any) -> set[Any]:
    origin = getattr(annotation, "__origin__", None)
    if origin is tuple:
        return {tuple}
    inner = [kind for part in get_args(annotation) for kind in _kinds(part)]
    return set(inner) | {annotation if isinstance(annotation, type) else None}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    facts: Mapping[str, Sort] = field(default_factory=_case_names)
    items: Mapping[str, Mapping[str, Sort]] = field(default_factory=_item_names)

    def nearest(self, name: str, among: Iterable[str]) -> str:
        found = get_close_matches(name, list(among), n=1, cutoff=0.5)
        return f", nearest is {found[0]}" if found else ""
