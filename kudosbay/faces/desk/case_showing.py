"""What the workspace of a case shows."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.timezone import localdate

from kudosbay.accounts.queries import names_of
from kudosbay.cases import queries
from kudosbay.cases.forecasts import foretold
from kudosbay.cases.models import Agreement, Case, CaseStep, Proposal
from kudosbay.cases.past import case_as_of
from kudosbay.cases.plans import paper_of, registration_step
from kudosbay.cases.queries import StepView
from kudosbay.cases.settling import is_accepted, is_with_us, missing_for
from kudosbay.faces.desk.case_forms import CloseForm, DoneForm, MessageForm, NoteForm, PastForm, StepForm
from kudosbay.faces.forecast_words import sample_words
from kudosbay.faces.happenings import told as told_of
from kudosbay.kernel.formats import range_words

NOW = (CaseStep.Status.STARTED, CaseStep.Status.READY, CaseStep.Status.SUBMITTED)


def workspace(case: Case, **bound: Any) -> dict[str, Any]:
    """Return the page's context; `bound` holds forms that came back with errors, by name."""
    papers = queries.case_papers(case)
    steps = queries.case_steps(case, papers=papers)
    return {
        "case": case,
        "steps": steps,
        "acts": [act_on(case, one, papers) for one in steps if one.row.status in NOW],
        "papers": [(paper, paper_of(case.plan, paper.paper)) for paper in papers if paper.by_founder],
        "to_check": [paper for paper in papers if is_with_us(paper)],
        "accepted": sum(map(is_accepted, papers)),
        "asked": sum(paper.by_founder for paper in papers),
        "agreement": case.agreements.exclude(status=Agreement.Status.WITHDRAWN).order_by("-id").first(),
        "forecast": forecast(case, steps),
        "talk": case.thread.messages.select_related("author").order_by("-id")[:50],
        "happenings": happenings(case),
        "proposals": [one for one in queries.proposals_for(case) if one.status == Proposal.Status.OPEN],
        "asked_day": PastForm(),
        "left": queries.days_left(case, localdate()),
        "note_form": bound.get("note") or NoteForm(),
        "message_form": bound.get("message") or MessageForm(),
        "close_form": bound.get("close") or CloseForm(),
        "form": next(iter(bound.values()), None),
    }


def forecast(case: Case, steps: list[StepView]) -> dict[str, Any] | None:
    """Return when the licence comes, in eight of ten cases and in every second, and what this rests on."""
    if case.status != Case.Status.OPEN:
        return None
    told = foretold(case, steps, goal=registration_step(case.facts), now=timezone.now())
    if told is None:
        return None
    found, seen = told
    return {"range": range_words(found.first, found.last), "seen": seen, "sample": sample_words(seen)}


def past_workspace(case: Case, asked: PastForm) -> dict[str, Any]:
    past = case_as_of(case, asked.day) if asked.day else None
    names = names_of(entry.actor_id for entry in past.entries) if past else {}
    return {
        "case": case,
        "asked": asked,
        "past": past,
        "happenings": [told_of(entry, names=names) for entry in past.entries] if past else [],
    }


def happenings(case: Case) -> list[dict[str, str]]:
    entries = list(queries.timeline(case, most=40))
    names = names_of(entry.actor_id for entry in entries)
    return [told_of(entry, names=names) for entry in entries]


def act_on(case: Case, one: StepView, papers: list[Any]) -> Mapping[str, Any]:
    """Return what can be done with a step now."""
    row = one.row
    return {
        "step": one,
        "missing": [(paper, paper_of(case.plan, paper.paper)) for paper in missing_for(row, papers)],
        "is_registration": row.step == registration_step(case.facts),
        "version_form": StepForm(initial={"version": row.version}),
        "done_form": DoneForm(initial={"version": row.version, "done_on": localdate()}),
    }
