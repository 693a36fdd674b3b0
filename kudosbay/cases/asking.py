"""Find your way: the answers of somebody who has no account yet, and what they lead to.

Answers are kept by question and replayed in the rules' own order: a changed answer never loses a later one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kudosbay.cases.plans import PlanJson, compute
from kudosbay.rulebook.facts import FactsError
from kudosbay.rulebook.interview import Question, next_question, question_of, remaining_estimate, replay
from kudosbay.rulebook.load import load_rules

NOT_SURE = "not-sure"
OWNER = "owner"


@dataclass(slots=True)
class Way:
    """`answers` by question id in the order of asking; `declined` holds what was answered with "not sure"."""

    today: date
    start: date
    answers: dict[str, Any] = field(default_factory=dict)
    declined: list[str] = field(default_factory=list)

    @property
    def facts(self) -> dict[str, Any]:
        base = {"as_of": self.today, "start": self.start}
        return replay(load_rules(), base, self.answers)

    @property
    def asked(self) -> list[str]:
        return [*self.answers, *self.declined]

    def answer(self, question: Question, value: Any) -> None:
        """Keep an answer. Raises FactsError where it does not fit the vocabulary."""
        question.answered_with(self.facts, value)
        self.declined = [name for name in self.declined if name != question.id]
        self.answers[question.id] = value

    def decline(self, question: Question) -> None:
        self.answers.pop(question.id, None)
        self.declined = [*(name for name in self.declined if name != question.id), question.id]

    def next(self) -> Question | None:
        return next_question(load_rules(), self.facts, answered=list(self.answers), declined=self.declined)

    def left(self) -> int:
        return remaining_estimate(load_rules(), self.facts, answered=list(self.answers), declined=self.declined)

    def plan(self) -> PlanJson | None:
        """Return the plan so far, or None while not even the form is known."""
        facts = self.facts
        return compute(facts) if facts.get("form") else None

    def with_owner(self, owner: str) -> "Way":
        """The same answers, but for who owns the company: to compare two forms."""
        return Way(self.today, self.start, self.answers | {OWNER: owner}, list(self.declined))


def other_owners(way: Way) -> list[dict[str, Any]]:
    """Return the choices of ownership that the way did not take."""
    asked = question(OWNER)
    choices = asked.data["choices"] if asked else []
    return [one for one in choices if one["value"] != way.answers.get(OWNER)]


def from_memory(memory: Mapping[str, Any], *, today: date) -> Way:
    start = memory.get("start")
    first = max(date.fromisoformat(start), today) if start else today
    return Way(today, first, dict(memory.get("answers", {})), list(memory.get("declined", [])))


def to_memory(way: Way) -> dict[str, Any]:
    return {"start": way.start.isoformat(), "answers": way.answers, "declined": way.declined}


def question(name: str) -> Question | None:
    return question_of(load_rules(), name)


def matching_activities(text: str, *, language: str) -> list[Mapping[str, Any]]:
    """Return activities whose words or names hold what was typed, best first; all of them for an empty text."""
    wanted = text.casefold().split()
    scored = [
        (_score(one.data, wanted, language), place, one.data) for place, one in enumerate(load_rules().activities)
    ]
    found = [(score, place, data) for score, place, data in scored if score or not wanted]
    return [data for _score_, _place, data in sorted(found, key=lambda item: (-item[0], item[1]))]


def _score(data: Mapping[str, Any], wanted: list[str], language: str) -> int:
    names = [*data["name"].values(), load_rules().text("activities", dict(data), "name", language=language)]
    hay = " ".join([*names, *data.get("words", [])]).casefold()
    return sum(len(word) for word in wanted if word in hay or hay_has_stem(hay, word))


def hay_has_stem(hay: str, word: str) -> bool:
    """A plural or an ending may differ: compare all but the last two letters of words long enough to mean something."""
    return len(word) > 5 and word[:-2] in hay


__all__ = ["NOT_SURE", "FactsError", "Way", "from_memory", "matching_activities", "question", "to_memory"]
