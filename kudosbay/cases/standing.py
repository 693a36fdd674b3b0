"""Where a case stands as its founder sees it: states of papers in six words, what is to be done, when it will be over."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Final, Literal

from django.db.models import QuerySet
from django.utils.timezone import localdate

from kudosbay.accounts.models import User
from kudosbay.cases.models import Agreement, Case, CasePaper, CaseStep
from kudosbay.cases.plans import PlanJson, certain_steps, compute, predecessors, registration_step, step_of
from kudosbay.cases.queries import StepView, case_steps
from kudosbay.centre.clock import after_working_days, working_days_between
from kudosbay.documents.models import Document
from kudosbay.enterprises.models import Enterprise
from kudosbay.kernel import trail
from kudosbay.kernel.models import TrailEntry

PaperState = Literal["todo", "started", "sent", "change", "accepted", "blocked"]
Status = CaseStep.Status
OF_DOCUMENT: Final[Mapping[str, PaperState]] = {
    Document.Status.RECEIVED: "sent",
    Document.Status.VERIFIED: "accepted",
    Document.Status.REJECTED: "change",
}
ACTIVE: Final = frozenset({Status.READY, Status.STARTED, Status.SUBMITTED})
ASKED: Final = frozenset({"change", "started", "todo"})


def paper_state(paper: CasePaper, steps: Iterable[CaseStep]) -> PaperState:
    """Return the founder's word for a paper. One that no step asks for yet cannot start."""
    if paper.document and paper.document.status in OF_DOCUMENT:
        return OF_DOCUMENT[paper.document.status]
    if paper.draft_id:
        return "started"
    asked_now = any(step.status != Status.WAITING for step in steps if step.step in paper.steps)
    return "todo" if asked_now else "blocked"


@dataclass(frozen=True, slots=True)
class PaperView:
    row: CasePaper
    state: PaperState
    waits_for: list[str]  # steps that come first, for a paper that cannot start yet


@dataclass(frozen=True, slots=True)
class Standing:
    """All that the pages of one case need to know, asked once."""

    case: Case
    steps: list[StepView]
    papers: list[PaperView]  # those that the client brings
    agreement: Agreement | None

    @property
    def asked_papers(self) -> list[PaperView]:
        """The papers that the client can send now, what was sent back first."""
        order = ("change", "started", "todo")
        return sorted((one for one in self.papers if one.state in ASKED), key=lambda one: order.index(one.state))

    @property
    def own_steps(self) -> list[StepView]:
        """Steps of the client's lane that ask for no paper."""
        ready = [one for one in self.steps if one.row.lane == "you" and one.row.status == Status.READY]
        return [one for one in ready if not any(paper.by_founder for paper in one.papers)]

    @property
    def done(self) -> int:
        return sum(one.row.status == Status.DONE for one in self.steps)


def standing(case: Case) -> Standing:
    steps = case_steps(case)
    rows = [one.row for one in steps]
    papers = {paper.pk: paper for one in steps for paper in one.papers if paper.by_founder}
    shown = [_paper(case, papers[key], rows) for key in sorted(papers)]
    return Standing(case, steps, shown, _current(case).first())


def _paper(case: Case, paper: CasePaper, steps: Sequence[CaseStep]) -> PaperView:
    state = paper_state(paper, steps)
    return PaperView(paper, state, _first(case, paper, steps) if state == "blocked" else [])


def _first(case: Case, paper: CasePaper, steps: Sequence[CaseStep]) -> list[str]:
    """Return the open steps right before the first that asks for the paper."""
    left = {step.step for step in steps if step.status not in {Status.DONE, Status.DROPPED}}
    first = min((step for step in steps if step.step in paper.steps), key=lambda step: step.place)
    return [name for name in before(case.plan, first.step) if name in left]


def before(plan: PlanJson, step: str) -> list[str]:
    """Return what comes before a step: what it waits for, and what it is done together with."""
    return [*predecessors(plan, step), *step_of(plan, step).get("with", [])]


def current_agreement(case: Case) -> Agreement | None:
    """Return the agreement that counts, the latest first; a withdrawn one counts for nobody."""
    return _current(case).select_related("paper", "signed_copy__file").first()


def _current(case: Case) -> QuerySet[Agreement]:
    return case.agreements.exclude(status=Agreement.Status.WITHDRAWN).order_by("-pk")


def after_licence(case: Case) -> frozenset[str]:
    """Return the steps that can only be done once the company exists, or together with its registration."""
    plan, licence = case.plan, registration_step(case.facts)

    @cache
    def follows(step: str) -> bool:
        return any(one == licence or follows(one) for one in before(plan, step))

    return frozenset(one["id"] for one in certain_steps(plan) if follows(one["id"]))


@dataclass(frozen=True, slots=True)
class Estimate:
    """A range of days; `widest` is the step that makes it as wide as it is."""

    first: date
    last: date
    widest: str


def estimate(case: Case, steps: Sequence[StepView], *, goal: str, now: datetime) -> Estimate | None:
    """Say when `goal` will be done if nothing stands still from today on; None when it is done."""
    rows = {one.row.step: one.row for one in steps}
    if goal not in rows or rows[goal].status == Status.DONE:
        return None
    today = localdate(now)
    ahead = _Ahead(case.plan, rows, today)
    low, high = ahead.days(goal)
    return Estimate(after_working_days(today, low), after_working_days(today, high), ahead.widest(goal))


class _Ahead:
    """Working days from today to the end of a step, at best and at worst, over the steps that are not done."""

    def __init__(self, plan: PlanJson, rows: Mapping[str, CaseStep], today: date) -> None:
        self.plan, self.rows, self.today = plan, rows, today
        self.known: dict[str, tuple[int, int]] = {}

    def days(self, step: str) -> tuple[int, int]:
        if step not in self.known:
            row = self.rows.get(step)
            over = row is None or row.status in {Status.DONE, Status.DROPPED}
            self.known[step] = (0, 0) if over else self._open(step)
        return self.known[step]

    def _open(self, step: str) -> tuple[int, int]:
        ends = [self.days(one) for one in before(self.plan, step)]
        own = self.own(step)
        return max([low for low, _high in ends], default=0) + own[0], max(
            [high for _low, high in ends], default=0
        ) + own[1]

    def own(self, step: str) -> tuple[int, int]:
        """What is left of the step itself: days with the authority are counted off."""
        days, submitted = step_of(self.plan, step).get("working_days", {}), self.rows[step].submitted_at
        gone = working_days_between(localdate(submitted), self.today) if submitted else 0
        return max(0, int(days.get("min", 0)) - gone), max(1, int(days.get("max", 1)) - gone)

    def widest(self, goal: str) -> str:
        """Walk back along the worst case; return the step that is the least certain on it."""
        path, step = [goal], goal
        while ahead := [one for one in before(self.plan, step) if self.days(one)[1]]:
            step = max(ahead, key=lambda one: self.days(one)[1])
            path.append(step)
        return max(path, key=lambda one: self.own(one)[1] - self.own(one)[0])


def last_goal(case: Case, steps: Sequence[StepView]) -> str:
    """Return the step that the founder waits for: the licence, and once it is there, the one that ends last."""
    licence = registration_step(case.facts)
    left = [one.row for one in steps if one.row.status != Status.DONE and not one.plan.get("optional")]
    if any(row.step == licence for row in left):
        return licence
    ends = {one.row.step: str((one.plan.get("finish") or {}).get("latest") or "") for one in steps}
    return max((row.step for row in left), key=lambda name: ends[name], default="")


def own_last_act(case: Case, user: User) -> int:
    """Return the number of the last entry of the trail that this person made on the case; 0 where there is none."""
    last = trail.of(case).filter(actor_id=user.pk).values_list("pk", flat=True).first()
    return last or 0


def news(case: Case, verbs: Iterable[str], *, most: int) -> list[TrailEntry]:
    """Return what was done on the case, newest first: only acts that its founder is told of."""
    return list(trail.of(case).filter(verb__in=list(verbs))[:most])


def names_of_actors(entries: Iterable[TrailEntry]) -> dict[int | None, str]:
    """Return by account who acted."""
    actors = {entry.actor_id for entry in entries if entry.actor_id is not None}
    return dict(User.objects.filter(pk__in=actors).values_list("pk", "name")) if actors else {}


def case_of_document(document: Document) -> Case | None:
    """Return the latest case that a handed-in paper belongs to, also when another paper took its place since."""
    filled = Case.objects.filter(papers__document=document) | Case.objects.filter(agreements__signed_copy=document)
    found = filled.select_related("founder", "adviser", "thread", "enterprise").order_by("-pk").first()
    if found:
        return found
    later = document.replaced_by.order_by("-pk").first()
    return case_of_document(later) if later else None


def deadlines_of(case: Case, company: Enterprise) -> list[dict[str, Any]]:
    """Return what must not be missed after the licence, counted from its real date, the next first."""
    milestones = {**case.facts.get("milestones", {}), "licence": company.licensed_on.isoformat()}
    plan = compute({**case.facts, "milestones": milestones}, start=localdate(case.opened_at))
    done = set(case.steps.filter(status=Status.DONE).values_list("step", flat=True))
    certain = [one | {"done": one["step"] in done} for one in plan["deadlines"] if not one["conditional"]]
    return sorted((one for one in certain if one["date"]), key=lambda one: (one["done"], one["date"]))
