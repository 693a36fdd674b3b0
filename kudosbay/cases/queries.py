"""One function per screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from kudosbay.accounts.models import User
from kudosbay.cases.models import Agreement, Case, CasePaper, CaseStep, Proposal, SavedPlan
from kudosbay.cases.plans import paper_of, step_of
from kudosbay.cases.settling import is_with_client
from kudosbay.centre.clock import working_days_between
from kudosbay.kernel.ids import heard_code
from kudosbay.kernel.models import TrailEntry, TrailSubject
from kudosbay.kernel.permissions import Role
from kudosbay.law.models import LawPack

QUEUES: Final = ("due", "late", "client", "us", "authority", "unanswered")


def queue(user: User, name: str, *, today: date, everybody: bool = False) -> QuerySet[Case]:
    """Return the open cases of one chip of *My day*: mine, or the whole team's."""
    return (
        _narrow(_mine(user, everybody=everybody), name, today)
        .select_related("founder", "adviser", "thread")
        .order_by("due_on", "id")
    )


def begins_with_team(user: User) -> bool:
    """Whoever leads cases begins the day with her or his own; a manager with everybody's."""
    return Role.ADVISER not in user.role_set


def _mine(user: User, *, everybody: bool) -> QuerySet[Case]:
    cases = Case.objects.visible_to(user).open().for_lists()
    return cases if everybody else cases.filter(adviser=user)


def _narrow(cases: QuerySet[Case], name: str, today: date) -> QuerySet[Case]:
    conditions = _conditions(today)
    return cases.filter(conditions[name]) if name in conditions else cases


def _conditions(today: date) -> dict[str, Q]:
    return {
        "due": Q(due_on=today),
        "late": Q(due_on__lt=today),
        "client": Q(turn=Case.Turn.CLIENT),
        "us": Q(turn=Case.Turn.US),
        "authority": Q(turn=Case.Turn.AUTHORITY),
        "unanswered": Q(thread__waiting_since__isnull=False),
    }


def open_count(user: User, *, everybody: bool = False) -> int:
    """Return how many open cases there are: `all` of `queue_counts`, for the pages that need no more."""
    return _mine(user, everybody=everybody).count()


def queue_counts(user: User, *, today: date, everybody: bool = False) -> dict[str, int]:
    """Return how many cases stand behind each chip, in one query; `all` is every open case."""
    counts = {name: Count("pk", filter=condition) for name, condition in _conditions(today).items()}
    return _mine(user, everybody=everybody).aggregate(all=Count("pk"), **counts)


@dataclass(frozen=True, slots=True)
class StepView:
    """A step as screens show it: the row, and what the plan says of it."""

    row: CaseStep
    plan: dict[str, Any]
    papers: list[CasePaper]


def case_steps(case: Case, *, dropped: bool = False, papers: list[CasePaper] | None = None) -> list[StepView]:
    papers = case_papers(case) if papers is None else papers
    rows = case.steps.all() if dropped else case.steps.exclude(status=CaseStep.Status.DROPPED)
    return [
        StepView(row, step_of(case.plan, row.step), [paper for paper in papers if row.step in paper.steps])
        for row in rows
    ]


def case_papers(case: Case) -> list[CasePaper]:
    return list(case.papers.filter(needed=True).select_related("document", "document__file").order_by("id"))


@dataclass(frozen=True, slots=True)
class Turn:
    """What the founder can do now, most urgent first, or nothing; and where the case stands meanwhile."""

    papers: list[CasePaper]
    agreement: Agreement | None
    steps: list[StepView]
    done: int
    total: int


def founders_turn(case: Case) -> Turn:
    steps = case_steps(case)
    papers = [paper for paper in case_papers(case) if is_with_client(paper)]
    offered = case.agreements.filter(status=Agreement.Status.OFFERED).first()
    mine = [
        one for one in steps if one.row.lane == "you" and one.row.status == CaseStep.Status.READY and not one.papers
    ]
    done = sum(one.row.status == CaseStep.Status.DONE for one in steps)
    return Turn(papers, offered, mine, done, len(steps))


def timeline(case: Case, *, most: int = 200) -> QuerySet[TrailEntry]:
    """Return what was done on the case, newest first."""
    subjects = TrailSubject.objects.filter(kind=Case._meta.label_lower, object_id=case.pk)
    entries = TrailEntry.objects.filter(pk__in=subjects.values("entry")).select_related("value").order_by("-id")
    return entries[:most]


def paper_words(case: Case, papers: Sequence[CasePaper]) -> dict[str, dict[str, Any]]:
    """Return by paper id what the plan says of it: name, route, why, how to sign."""
    return {paper.paper: paper_of(case.plan, paper.paper) for paper in papers}


def latest_case(user: User) -> str | None:
    """Return the reference of somebody's own case that began last, open ones first."""
    own = Case.objects.filter(Q(founder__user=user) | Q(agent=user)).order_by("-pk").values_list("reference", flat=True)
    return own.filter(status=Case.Status.OPEN).first() or own.first()


def plan_by_code(text: str) -> SavedPlan | None:
    """Find a saved plan by its code as people type it."""
    return SavedPlan.objects.filter(code=heard_code(text)).first()


def find_cases(cases: QuerySet[Case], text: str) -> QuerySet[Case]:
    """Narrow cases to those whose reference, company or founder's name holds the text."""
    text = text.strip()
    if not text:
        return cases
    named = Q(founder__full_name__icontains=text) | Q(founder__latin_name__icontains=text)
    return cases.filter(named | Q(reference__icontains=text) | Q(company_name__icontains=text))


def days_left(case: Case, today: date) -> int | None:
    """Return Chinese working days until the case is due; less than nothing when it is late."""
    if case.due_on is None:
        return None
    return working_days_between(today, case.due_on)


def all_cases(
    user: User, *, status: str = "", turn: str = "", form: str = "", adviser: int | None = None
) -> QuerySet[Case]:
    """Return the cases that somebody may see, newest first, narrowed by what is given."""
    wanted: dict[str, Any] = {"status": status, "turn": turn, "facts__form": form, "adviser": adviser}
    narrowed = {name: value for name, value in wanted.items() if value}
    cases = Case.objects.visible_to(user).for_lists().filter(**narrowed)
    return cases.select_related("founder", "adviser", "enterprise").order_by("-opened_at", "-id")


def proposals_of(user: User, *, status: str = "", pack: str = "", mine: bool = False) -> QuerySet[Proposal]:
    """Return what new rules propose for the cases that somebody may see; `pack` is its reference."""
    wanted: dict[str, Any] = {"status": status, "pack__reference": pack, "case__adviser": user if mine else None}
    narrowed = {name: value for name, value in wanted.items() if value}
    found = Proposal.objects.visible_to(user).filter(**narrowed)
    return found.select_related("case__founder", "case__adviser", "pack").order_by("-made_at", "case_id")


def counts_of_proposals(pack: LawPack) -> dict[str, int]:
    """Return by state how many cases the pack proposes to change."""
    rows = pack.proposals.order_by().values_list("status").annotate(count=Count("pk"))
    return dict(rows)


def proposals_for(case: Case) -> list[Proposal]:
    """Return what new rules change in one case and is open or was accepted, the latest first."""
    told = case.proposals.filter(status__in=[Proposal.Status.OPEN, Proposal.Status.ACCEPTED])
    return list(told.select_related("pack").order_by("-made_at", "-pk"))
