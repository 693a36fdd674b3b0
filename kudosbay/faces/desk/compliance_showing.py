"""What the pages of batches and returns show."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kudosbay.accounts.models import User
from kudosbay.accounts.queries import names_of
from kudosbay.centre.clock import working_days_between
from kudosbay.compliance import queries
from kudosbay.compliance.models import FilingBatch, FilingJob
from kudosbay.compliance.plans import Filing, Plan
from kudosbay.compliance.policy import LACKS, authority_of, why_not
from kudosbay.compliance.words import BASES, duty_words, missing_words
from kudosbay.faces.desk.compliance_forms import ACTS, TURNS, duty_name
from kudosbay.faces.desk.table import Column
from kudosbay.faces.happenings import told

Status = FilingJob.Status
TONES: Final = {
    Status.OPEN: "we",
    Status.PREPARED: "we",
    Status.REVIEWED: "turn",
    Status.CONFIRMED: "we",
    Status.SUBMITTED: "auth",
    Status.REJECTED: "bad",
    Status.ACCEPTED: "turn",
    Status.PAID: "we",
    Status.NIL: "we",
    Status.CLOSED: "ok",
    Status.BLOCKED: "bad",
    Status.NOT_APPLICABLE: "idle",
}
LEFT_OUT: Final[dict[str, str | Promise]] = {
    **LACKS,
    "not_theirs": gettext_lazy("The duty is not theirs."),
    "unknown": gettext_lazy("Not known whether the duty is theirs."),
}
SHOWN: Final = 200
ENTRIES_OF: Final[dict[str, tuple[str, ...]]] = {
    Status.OPEN: ("block", "aside"),
    Status.PREPARED: ("send-back", "block", "aside"),
    Status.REVIEWED: ("paper", "send-back", "block", "aside"),
    Status.CONFIRMED: ("send-back", "block", "aside"),
    Status.SUBMITTED: ("receipt", "reject"),
    Status.REJECTED: ("block", "aside"),
    Status.ACCEPTED: ("payment",),
    Status.BLOCKED: ("aside",),
}
ACT_OF: Final = {
    Status.PREPARED: "review",
    Status.REVIEWED: "confirm",
    Status.CONFIRMED: "submit",
    Status.PAID: "archive",
    Status.NIL: "archive",
}


def columns() -> list[Column]:
    return [
        Column(_("Reference"), lambda row: row.reference),
        Column(_("Duty"), lambda row: duty_name(row.duty)),
        Column(_("Period"), lambda row: row.period),
        Column(_("Last day"), lambda row: row.due_on),
        Column(_("State"), lambda row: row.get_status_display()),
        Column(_("Returns"), lambda row: row.returns),
        Column(_("Filed"), lambda row: row.filed),
        Column(_("Not submitted"), lambda row: row.before),
        Column(_("Blocked"), lambda row: row.blocked),
    ]


@dataclass(frozen=True, slots=True)
class Said:
    """A last day in words: how many working days are left, or since when it is past."""

    words: str
    tone: str


def left_words(batch: FilingBatch, *, before: int, today: date) -> Said | None:
    """Say nothing where nothing is left to submit, or no day is known."""
    if batch.due_on is None or not before or batch.status == FilingBatch.Status.CLOSED:
        return None
    left = working_days_between(today, batch.due_on)
    if today > batch.due_on:
        return Said(_("late by %(days)s working days") % {"days": max(1, -left)}, "bad")
    if left == 0:
        return Said(_("today is the last day"), "turn")
    return Said(_("%(days)s working days left") % {"days": left}, "turn" if left <= SOON else "plain")


SOON: Final = 5


def list_page(rows: Any, user: User, today: date) -> dict[str, Any]:
    shown = [(one, left_words(one, before=one.before, today=today)) for one in rows]
    waiting = queries.turns(user, today)
    chips = [
        {"label": str(TURNS[name]), "count": count, "href": f"?turn={name}", "tone": "turn" if name == "late" else ""}
        for name, count in waiting.items()
    ]
    return {"rows": rows, "shown": shown, "chips": chips, "name_of": duty_words, "today": today}


def batch_page(batch: FilingBatch, user: User, *, jobs: Any, today: date) -> dict[str, Any]:
    states = queries.states_of(batch, user)
    before = sum(states.get(state, 0) for state in FilingJob.BEFORE_FILING)
    entries = list(queries.batch_timeline(batch))
    names = names_of(entry.actor_id for entry in entries)
    return {
        "batch": batch,
        "name": duty_words(batch.duty),
        "states": [(state, Status(state).label, count) for state, count in states.items()],
        "count": sum(states.values()),
        "left": left_words(batch, before=before, today=today),
        "basis": BASES.get(batch.basis, batch.basis),
        "rows": jobs,
        "tones": TONES,
        "turns": TURNS,
        "acts": [(act, words) for act, words in ACTS.items() if _any_in(states, act)],
        "happenings": [told(entry, names=names) for entry in entries],
    }


def _any_in(states: dict[str, int], act: str) -> bool:
    return any(states.get(state) for state, one in ACT_OF.items() if one == act)


def plan_page(plan: Plan | None) -> dict[str, Any]:
    if plan is None:
        return {"plan": None}
    groups = [
        (LEFT_OUT[why], count, [(one, missing_words(one.missing)) for one in plan.left_out if one.why == why][:SHOWN])
        for why, count in plan.counts.items()
    ]
    return {"plan": plan, "groups": groups, "most": SHOWN, "included": plan.included[:SHOWN], **_due(plan.filing)}


def _due(one: Filing) -> dict[str, Any]:
    return {"due": one.due, "basis": BASES[one.due.basis if one.due else ""], "name": duty_words(one.rule.id)}


def return_page(job: FilingJob, user: User, today: date) -> dict[str, Any]:
    held = authority_of(job, day=today)
    entries = list(queries.return_timeline(job))
    names = names_of(entry.actor_id for entry in entries)
    act = ACT_OF.get(Status(job.status), "")
    return {
        "job": job,
        "batch": job.batch,
        "name": duty_words(job.batch.duty),
        "tone": TONES[Status(job.status)],
        "turn": TURNS.get(job.turn, ""),
        "held": held,
        "lacks": [LACKS[name] for name in held.lacks],
        "act": act,
        "act_words": ACTS.get(act, ""),
        "fault": why_not(job, act, by=user, held=held, day=today) if act else "",
        "entries": ENTRIES_OF.get(Status(job.status), ()),
        "happenings": [told(entry, names=names) for entry in entries],
    }
