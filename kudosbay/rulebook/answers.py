"""Answers of an interview → facts, as plain data."""

from collections.abc import Iterable, Mapping
from typing import Any

from kudosbay.rulebook.records import Data

Facts = Mapping[str, Any]
FIRST = "founder"
NAME_KEY = {"investors": "id", "people": "person"}
NONE = "none"


def targets_of(facts: Facts, each: str | None) -> list[str]:
    """Whom a question is about; before anybody is known, somebody called founder."""
    key = NAME_KEY.get(each or "investors", "id")
    names = [str(one[key]) for one in facts.get(each or "investors") or ()]
    if each is None:
        return names[:1] or [FIRST]
    return list(dict.fromkeys(names)) or [FIRST]


def apply_answer(question: Data, facts: Facts, value: Any, *, target: str) -> dict[str, Any]:
    """`value`: one of the choices; true or false; a list for ticks and activities; a number, code or date; for money
    a mapping of amount and currency.
    """
    after = dict(facts)
    for path, fact in _facts_of(question, value).items():
        if path in NAME_KEY:
            after[path] = _merged(after.get(path) or (), fact, key=NAME_KEY[path])
        else:
            _set(after, path, fact, target=target)
    return after


def _merged(before: Iterable[Mapping[str, Any]], now: Iterable[Mapping[str, Any]], *, key: str) -> list[dict[str, Any]]:
    """Who is named now, keeping what was known of them."""
    known = {one[key]: one for one in before}
    return [{**known.get(one[key], {}), **one} for one in now]


def _facts_of(question: Data, value: Any) -> dict[str, Any]:
    match question["kind"]:
        case "choice":
            return _choice(question, value)
        case "ticks":
            return _ticks(question, list(value))
        case "money":
            return {"capital.amount": value["amount"], "capital.currency": value["currency"]}
        case "yes_no" if question["choices"]:
            return _choice(question, value)
        case _:
            return dict.fromkeys(question["asks"], value)


def _choice(question: Data, value: Any) -> dict[str, Any]:
    for choice in question["choices"]:
        if choice.get("value") == value:
            return dict(choice["sets"])
    raise KeyError(f"{value} is not a choice of the question {question['id']}")


def _ticks(question: Data, ticked: list[Any]) -> dict[str, Any]:
    """What is not ticked is false, or what the choice `none` says."""
    facts: dict[str, Any] = {}
    for choice in question["choices"]:
        if choice.get("value") != NONE:
            facts |= {path: False for path, value in choice["sets"].items() if value is True}
    none = [choice["sets"] for choice in question["choices"] if choice.get("value") == NONE]
    for sets in none:
        facts |= sets
    for choice in question["choices"]:
        if choice.get("value") in ticked and choice.get("value") != NONE:
            facts |= choice["sets"]
    return facts


def trial_answers(question: Data) -> list[Any]:
    """Answers to try when judging whether the question matters."""
    match question["kind"]:
        case "choice":
            return [choice.get("value") for choice in question["choices"]]
        case "yes_no":
            return [True, False]
        case "ticks":
            single = [[choice.get("value")] for choice in question["choices"] if choice.get("value") != NONE]
            return [[], *single]
        case _:
            return list(question["examples"])


def is_settled(question: Data, facts: Facts, *, target: str) -> bool:
    """Every fact that it asks for is known already."""
    return all(value_of(facts, path, target=target) is not None for path in question["asks"])


def value_of(facts: Facts, path: str, *, target: str) -> Any:
    """Return what is known of a path; `investors[].country` of the one who is meant."""
    items, inside, name = path.partition("[].")
    if inside:
        return next((one.get(name) for one in _named(facts, items, target)), None)
    here: Any = facts
    for part in path.split("."):
        here = here.get(part) if isinstance(here, Mapping) else None
    return here


def _named(facts: Facts, items: str, target: str) -> Iterable[Mapping[str, Any]]:
    return (one for one in facts.get(items) or () if one.get(NAME_KEY.get(items, "id")) == target)


def _set(facts: dict[str, Any], path: str, value: Any, *, target: str) -> None:
    items, inside, name = path.partition("[].")
    if inside:
        _set_in_list(facts, items, {name: value}, target=target)
        return
    first, _, rest = path.partition(".")
    if not rest:
        facts[first] = value
        return
    inner = dict(facts.get(first) or {})
    _set(inner, rest, value, target=target)
    facts[first] = inner


def _set_in_list(facts: dict[str, Any], items: str, fields: Mapping[str, Any], *, target: str) -> None:
    key = NAME_KEY.get(items, "id")
    present = [dict(one) for one in facts.get(items) or ()]
    if not any(one.get(key) == target for one in present):
        present.append({key: target})
    facts[items] = [{**one, **fields} if one.get(key) == target else one for one in present]
