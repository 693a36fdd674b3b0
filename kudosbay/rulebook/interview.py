"""Which question to ask next: the one whose answer can move the plan most, and none when no answer can.

Each possible answer is tried and the plans are compared. What can move the verdict comes first, then what moves papers
from abroad, then dates, then money, then anything else; among equals the order that the questions' authors chose.
"Not sure" is recorded by the caller in `declined`, and never asked again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from kudosbay.rulebook.answers import Facts, apply_answer, is_settled, targets_of, trial_answers
from kudosbay.rulebook.facts import FactsError, read_facts
from kudosbay.rulebook.load import Rulebook
from kudosbay.rulebook.plan import Plan, make_plan
from kudosbay.rulebook.records import Data, Record
from kudosbay.rulebook.situation import situation

ROUNDS = 3


class Moves(NamedTuple):
    """How far the plans under all answers lie apart. Compared part by part: the first that differs decides."""

    verdict: int = 0  # further verdicts
    papers: int = 0  # ways of papers from abroad that some answers need and others do not
    days: int = 0  # working days between the soonest and the latest end
    money: int = 0  # costs that some answers bring and others do not
    parts: int = 0  # parts of the plan that are not the same


AT_HOME: Final = ("exempt_", "domestic", "yrd_reuse")  # ways on which nothing is proved abroad
NOTHING: Final = Moves()
FOUND_TOGETHER: Final = Moves(parts=1)


@dataclass(frozen=True, slots=True)
class Question:
    """`id` is that of the record, with `:name` where it is asked about one investor or person."""

    id: str
    target: str
    record: Record
    moves: Moves = NOTHING

    @property
    def data(self) -> Data:
        return self.record.data

    @property
    def kind(self) -> str:
        return str(self.data["kind"])

    @property
    def asks(self) -> list[str]:
        """Fact paths, with the name of the investor or person filled in."""
        return [path.replace("[]", f"[{self.target}]") for path in self.data["asks"]]

    def answered_with(self, facts: Facts, value: Any) -> dict[str, Any]:
        """New facts, with this answer laid over the old ones; raises FactsError where it does not fit."""
        after = apply_answer(self.data, facts, value, target=self.target)
        read_facts(after)
        return after


def next_question(
    rulebook: Rulebook,
    facts: Facts,
    *,
    answered: Sequence[str] = (),
    declined: Sequence[str] = (),
    as_of: date | None = None,
) -> Question | None:
    """`answered` and `declined` are ids of questions."""
    open_ones = open_questions(rulebook, facts, done=frozenset({*answered, *declined}), as_of=as_of)
    return min(open_ones, key=_urgency, default=None)


def remaining_estimate(
    rulebook: Rulebook,
    facts: Facts,
    *,
    answered: Sequence[str] = (),
    declined: Sequence[str] = (),
    as_of: date | None = None,
) -> int:
    """At most so many more, as far as can be seen now: most answers make some of the others needless."""
    return len(open_questions(rulebook, facts, done=frozenset({*answered, *declined}), as_of=as_of))


def _urgency(question: Question) -> tuple[tuple[int, ...], int, str]:
    return tuple(-part for part in question.moves), question.data["order"], question.id


def open_questions(
    rulebook: Rulebook, facts: Facts, *, done: frozenset[str], as_of: date | None = None
) -> list[Question]:
    trial = _Trial(rulebook, as_of)
    asked = [
        Question(one, target, record)
        for record in rulebook.questions
        for one, target in _instances(record, facts)
        if one not in done and not is_settled(record.data, facts, target=target) and trial.applies(record, facts)
    ]
    found = [Question(one.id, one.target, one.record, moves) for one in asked if any(moves := trial.moves(one, facts))]
    return found or trial.together(asked, facts)


def sure_questions(rulebook: Rulebook, facts: Facts, *, as_of: date | None = None) -> list[Question]:
    """Return the questions that certainly concern the case and are not settled, whether or not they matter."""
    trial = _Trial(rulebook, as_of)
    return [
        Question(one, target, record)
        for record in sorted(rulebook.questions, key=_order)
        for one, target in _instances(record, facts)
        if not is_settled(record.data, facts, target=target) and trial.concerns(record, facts)
    ]


def _order(record: Record) -> int:
    return int(record.data["order"])


def replay(rulebook: Rulebook, base: Facts, answers: Mapping[str, Any], *, as_of: date | None = None) -> dict[str, Any]:
    """Lay kept answers over `base` in the questions' order. One that no longer applies is passed over, not lost."""
    trial, facts = _Trial(rulebook, as_of), dict(base)
    for record in sorted(rulebook.questions, key=_order):
        for one, target in list(_instances(record, facts)):
            if one in answers and trial.applies(record, facts):
                facts = _laid_over(Question(one, target, record), facts, answers[one])
    return facts


def _laid_over(question: Question, facts: dict[str, Any], answer: Any) -> dict[str, Any]:
    try:
        return question.answered_with(facts, answer)
    except (FactsError, KeyError):
        return facts


def question_of(rulebook: Rulebook, name: str) -> Question | None:
    """The question with this id, asked or not."""
    plain, _, target = name.partition(":")
    record = next((one for one in rulebook.questions if one.id == plain), None)
    return Question(name, target or "founder", record) if record else None


def _instances(record: Record, facts: Facts) -> Iterable[tuple[str, str]]:
    each = record.data.get("each")
    for target in targets_of(facts, each):
        yield (f"{record.id}:{target}" if each else record.id), target


class _Trial:
    def __init__(self, rulebook: Rulebook, as_of: date | None) -> None:
        self.rulebook, self.as_of = rulebook, as_of

    def plan(self, facts: Facts) -> Plan | None:
        try:
            return make_plan(self.rulebook, read_facts(facts), as_of=self.as_of)
        except FactsError:
            return None

    def applies(self, record: Record, facts: Facts) -> bool:
        """It concerns the case, or may."""
        return self.concerns(record, facts) is not False

    def concerns(self, record: Record, facts: Facts) -> bool | None:
        if record.when is None:
            return True
        checked = read_facts(facts)
        day = checked.as_of or self.as_of or checked.start
        return None if day is None else record.when.of(situation(checked, self.rulebook.on(day)))

    def moves(self, question: Question, facts: Facts) -> Moves:
        """How far the answers move the plan apart."""
        answers = trial_answers(question.data)
        tried = (apply_answer(question.data, facts, answer, target=question.target) for answer in answers)
        return _apart([plan for one in tried if (plan := self.plan(one))])

    def together(self, questions: Sequence[Question], facts: Facts) -> list[Question]:
        """Facts that matter only when others are known too, such as the shares of several investors."""
        plan = self.plan(facts)
        waiting = {unknown.fact for unknown in plan.unknown} if plan else set()
        asked = [question for question in questions if waiting.intersection(question.asks)]
        return [
            Question(one.id, one.target, one.record, FOUND_TOGETHER)
            for one in asked
            if any(
                any(self.moves(one, self._others(asked, one, facts=facts, number=number))) for number in range(ROUNDS)
            )
        ]

    def _others(self, asked: Sequence[Question], but: Question, *, facts: Facts, number: int) -> Facts:
        for one in asked:
            answers = trial_answers(one.data)
            if one.id != but.id and answers:
                facts = apply_answer(one.data, facts, answers[number % len(answers)], target=one.target)
        return facts


def _apart(plans: Sequence[Plan]) -> Moves:
    marks = [marks_of(plan) for plan in plans]
    parts = _unlike(marks)
    if not parts:
        return NOTHING
    ends = [plan.timetable.days[1] for plan in plans]
    return Moves(
        verdict=len({plan.verdict for plan in plans}) - 1,
        papers=len(_unlike([_abroad(plan) for plan in plans])),
        days=max(ends) - min(ends),
        money=sum(mark[0] == "cost" for mark in parts),
        parts=len(parts),
    )


def _unlike(found: Sequence[frozenset[Any]]) -> frozenset[Any]:
    return frozenset.union(*found) - frozenset.intersection(*found) if found else frozenset()


def _abroad(plan: Plan) -> frozenset[tuple[str, str]]:
    """Papers that are proved where they come from, or may have to be, each with its way."""
    ways = ((one.id, one.possible or ((one.route.id,) if one.route else ())) for one in plan.papers)
    return frozenset((paper, way) for paper, found in ways for way in found if not way.startswith(AT_HOME))


def marks_of(plan: Plan) -> frozenset[tuple[Any, ...]]:
    """What a reader of the plan would see change."""
    marks: set[tuple[Any, ...]] = {("verdict", plan.verdict)}
    for step in plan.steps:
        chosen = step.chosen
        marks.add(("step", step.id, chosen.conditional, step.timing.days))
        marks.update(("cost", step.id, cost.min, cost.max, cost.currency) for cost in step.costs)
    marks.update(("paper", one.id, one.route.id if one.route else one.possible, one.sign) for one in plan.papers)
    marks.update(("block", one.block.id, one.holds) for one in plan.blocks)
    marks.update(("due", one.deadline.id, one.date, one.conditional) for one in plan.deadlines)
    return frozenset(marks)


__all__ = [
    "Question",
    "marks_of",
    "next_question",
    "open_questions",
    "question_of",
    "remaining_estimate",
    "replay",
    "sure_questions",
]
