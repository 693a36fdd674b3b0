"""Whole interviews, asked and answered by the machine: how many questions they take, and whether they ask enough."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any, Final

from kudosbay.rulebook.answers import Facts, apply_answer, trial_answers, value_of
from kudosbay.rulebook.facts import FactsError
from kudosbay.rulebook.interview import Question, next_question, sure_questions
from kudosbay.rulebook.load import Rulebook

MOST: Final = 60
PLACES: Final = ("FR", "EG", "HK", "MO", "TW", "XK", "IN", "ES", "US", "BZ", "CA")
SUMS: Final = (100_000, 1_000_000, 10_000_000, 10_000_001, 50_000_000)
Answer = Callable[[Question], Any]  # None: not sure


@dataclass(frozen=True, slots=True)
class Asked:
    """`questions` in the order of asking; `facts` after them."""

    questions: tuple[str, ...]
    declined: tuple[str, ...]
    facts: Facts


def ask(rulebook: Rulebook, begin: Facts, answer: Answer) -> Asked:
    """Ask until no answer can move the plan any more."""
    facts, asked, declined = dict(begin), list[str](), list[str]()
    while len(asked) + len(declined) < MOST:
        question = next_question(rulebook, facts, answered=asked, declined=declined)
        if question is None:
            break
        after = _answered(question, facts, answer)
        (declined if after is None else asked).append(question.id)
        facts = facts if after is None else after
    return Asked(tuple(asked), tuple(declined), facts)


def _answered(question: Question, facts: Facts, answer: Answer) -> dict[str, Any] | None:
    value = answer(question)
    try:
        return None if value is None else question.answered_with(facts, value)
    except (FactsError, KeyError):
        return None


def complete(rulebook: Rulebook, asked: Asked, answer: Answer) -> Facts:
    """Return the facts with every other question answered that certainly concerns the case."""
    facts, done = dict(asked.facts), {*asked.questions, *asked.declined}
    while question := next((one for one in sure_questions(rulebook, facts) if one.id not in done), None):
        done.add(question.id)
        facts = _answered(question, facts, answer) or facts
    return facts


def somebody(seed: int, rulebook: Rulebook) -> Answer:
    """Return a person who knows everything: the same answer to the same question, whenever it is asked."""
    activities = [one.id for one in rulebook.activities]

    def answer(question: Question) -> Any:
        rng = Random(f"{seed}:{question.id}")  # noqa: S311 - people who do not exist
        match question.kind:
            case "activities":
                return rng.sample(activities, rng.choice((1, 1, 2)))
            case "country":
                return rng.choice(PLACES)
            case "money":
                return {"amount": rng.choice(SUMS), "currency": rng.choice(("CNY", "USD"))}
            case "number":
                return rng.choice((0, 1, 2, 3, 10))
            case _:
                return rng.choice(trial_answers(question.data))

    return answer


def of_situation(facts: Facts) -> Answer:
    """Return somebody in a named situation: what it does not say is not known."""

    def answer(question: Question) -> Any:
        if question.kind in {"choice", "yes_no", "ticks"} and question.data["choices"]:
            return _chosen(question, facts)
        found = [value_of(facts, path, target=question.target) for path in question.data["asks"]]
        if question.kind == "money" and None not in found:
            return {"amount": found[0], "currency": found[1]}
        return found[0]

    return answer


def _chosen(question: Question, facts: Facts) -> Any:
    """Return the first choice that says what the situation says, as far as both speak of it; else nothing."""
    choices: Iterable[Mapping[str, Any]] = question.data["choices"]
    for choice in choices:
        said = apply_answer(question.data, {}, choice.get("value"), target=question.target)
        if _fits(said, facts):
            return choice.get("value")
    return None


def _fits(said: Any, known: Any) -> bool:
    if isinstance(said, Mapping) and isinstance(known, Mapping):
        return all(_fits(value, known.get(name)) for name, value in said.items() if name not in {"id", "person"})
    if isinstance(said, list) and isinstance(known, list | tuple):
        return len(said) == len(known) and all(map(_fits, said, known))
    return known is None or bool(said == known)


@dataclass(frozen=True, slots=True)
class Lengths:
    count: int
    middle: float
    most: int


def lengths(rulebook: Rulebook, answers: Iterable[tuple[date, Answer]]) -> Lengths:
    """Return how many questions the interviews take, those with the answer "not sure" counted in."""
    counted = sorted(_count(rulebook, day, answer) for day, answer in answers)
    return Lengths(len(counted), _middle(counted), counted[-1]) if counted else Lengths(0, 0, 0)


def _middle(ordered: list[int]) -> float:
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _count(rulebook: Rulebook, day: date, answer: Answer) -> int:
    asked = ask(rulebook, {"as_of": day, "start": day}, answer)
    return len(asked.questions) + len(asked.declined)


def random_people(rulebook: Rulebook, count: int, *, day: date) -> Iterator[tuple[date, Answer]]:
    yield from ((day, somebody(seed, rulebook)) for seed in range(count))
