"""Can a condition ever be true? Tried with the values that the condition itself speaks of, and their neighbours."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from kudosbay.rulebook.conditions.compiling import NOBODY
from kudosbay.rulebook.conditions.leaves import Case
from kudosbay.rulebook.conditions.parser import parse
from kudosbay.rulebook.conditions.syntax import Literal, Word
from kudosbay.rulebook.conditions.vocabulary import Sort, Vocabulary
from kudosbay.rulebook.load import Rulebook

TRIES = 4000
SEED = 20170412
DAYS = tuple(date(year, month, 15) for year in range(2016, 2028) for month in (3, 9))
PLACES = ("CN", "HK", "TW", "DE", "IN", "EG", "XK", "BZ", "CA")


def can_hold(rulebook: Rulebook, text: str, *, scope: str | None = None) -> bool:
    condition = rulebook.condition(text, scope=scope)
    spoken = _values(parse(text, rulebook.definitions))
    choices = {name: _choices(name, spoken) for name in sorted(condition.facts)}
    plain = {name: values for name, values in choices.items() if "[]" not in name and values}
    return any(condition.test(case, case.get("item", NOBODY)) for case in _cases(plain, choices, scope))


def _values(node: Any) -> list[Any]:
    """Every word, number and day that the condition speaks of."""
    if isinstance(node, Word):
        return [node.name]
    if isinstance(node, Literal):
        return [node.value]
    if isinstance(node, tuple):
        return [value for part in node for value in _values(part)]
    return [value for one in fields(node) for value in _values(getattr(node, one.name))] if is_dataclass(node) else []


def _choices(name: str, spoken: Iterable[Any]) -> list[Any]:
    items, inside, field = name.partition("[].")
    vocabulary = Vocabulary()
    sort = vocabulary.items[items].get(field) if inside else vocabulary.facts.get(name)
    return _of_sort(sort, list(spoken)) if sort else []


def _of_sort(sort: Sort, spoken: list[Any]) -> list[Any]:
    if sort.kind == "bool":
        return [True, False]
    if sort.kind == "date":
        return [*_near_days(spoken), *DAYS]
    if sort.kind == "number":
        numbers = [one for one in spoken if isinstance(one, (int, type(None))) or hasattr(one, "quantize")]
        return [near for one in numbers for near in (one, one + 1, max(0, one - 1))] + [0, 1, 100, 10**9]
    words = list(sort.words) or [*(one for one in spoken if isinstance(one, str)), *PLACES]
    return [[word] for word in [*words, "?"]] if sort.kind == "list" else words


def _near_days(spoken: list[Any]) -> list[date]:
    day = timedelta(days=1)
    return [near for one in spoken if isinstance(one, date) for near in (one, one + day, one - day)]


def _cases(plain: Mapping[str, list[Any]], choices: Mapping[str, list[Any]], scope: str | None) -> Iterator[Case]:
    """A fixed pseudo-random walk: the same rules are always judged alike."""
    random = Random(SEED)  # noqa: S311 - no secret
    lists = {name.partition("[].")[0] for name in choices if "[]" in name} | {one for one in (scope,) if one}
    for _ in range(TRIES):
        case: Case = {name: random.choice([*values, None]) for name, values in plain.items()}
        case.setdefault("filing", random.choice(DAYS))
        for items in lists | {name for name in choices if name in Vocabulary().items}:
            case[items] = _items(items, choices, random)
        case["item"] = case[scope][0] if scope else NOBODY
        yield case


def _items(items: str, choices: Mapping[str, list[Any]], random: Random) -> list[dict[str, Any]]:
    """One, a few, or many alike: what counts more than a few of a kind must be reached too."""
    number = random.choice((1, 1, 2, 5, -5))
    if number < 0:
        return [_item(items, choices, random)] * -number
    return [_item(items, choices, random) for _ in range(number)]


def _item(items: str, choices: Mapping[str, list[Any]], random: Random) -> dict[str, Any]:
    start = f"{items}[]."
    own = {name.removeprefix(start): values for name, values in choices.items() if name.startswith(start) and values}
    return {name: random.choice([*values, None]) for name, values in own.items()}
