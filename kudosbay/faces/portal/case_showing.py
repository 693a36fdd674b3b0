"""The home of a case: the one next thing, when it will be over, and the way with whose turn each step is."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.cases.forecasts import foretold
from kudosbay.cases.models import Agreement, Case, CaseStep, Proposal
from kudosbay.cases.plans import registration_step, step_of
from kudosbay.cases.queries import StepView, proposals_for
from kudosbay.cases.standing import ACTIVE, PaperView, Standing, after_licence, last_goal
from kudosbay.cases.words import form_words
from kudosbay.centre.queries import parameter
from kudosbay.faces.forecast_words import sample_words
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.law_words import told_changes
from kudosbay.faces.portal.paper_showing import paper_name
from kudosbay.kernel.formats import format_date, range_words, workday, working_days
from kudosbay.kernel.text import pick

Status = CaseStep.Status
TURN: Final[Mapping[str, str]] = {"you": "founder", "we": "we", "authority": "authority"}
Thing = dict[str, Any]


def home(now: Standing, *, at: datetime) -> dict[str, Any]:
    late, todo = after_licence(now.case), things_to_do(now)
    return {
        "standing": now,
        "todo": todo,
        "wait": None if todo else waiting(now),
        "estimate": expected(now, at=at),
        "before": [tracked(one) for one in now.steps if one.row.step not in late],
        "after": [tracked(one) for one in now.steps if one.row.step in late],
        "adviser": adviser_card(now.case, today=localdate(at)),
        "law": law_of(now.case),
    }


def law_of(case: Case) -> list[Thing]:
    """Say what new rules change for the founder and why; what the adviser accepted after what is still to be decided."""
    return [
        {
            "why": one.pack.notes,
            "open": one.status == Proposal.Status.OPEN,
            "day": localdate(one.decided_at) if one.decided_at else None,
            "before": _before(case, one),
            "told": told_changes(one.changes),
        }
        for one in proposals_for(case)
    ]


def _before(case: Case, one: Proposal) -> str:
    """The last whole day of the plan before this; nothing for a plan of the same day."""
    if one.decided_at is None:
        return ""
    day = localdate(one.decided_at) - timedelta(days=1)
    return day.isoformat() if day >= localdate(case.opened_at) else ""


def things_to_do(now: Standing) -> list[Thing]:
    """Return what the client can do at once: what was sent back first, then the agreement, papers, own steps."""
    if now.case.status != Case.Status.OPEN:
        return []
    back = [_paper_thing(now, one) for one in now.asked_papers if one.state == "change"]
    rest = [_paper_thing(now, one) for one in now.asked_papers if one.state != "change"]
    return [*back, *_agreement_thing(now), *rest, *[_step_thing(now, one) for one in now.own_steps]]


def _paper_thing(now: Standing, paper: PaperView) -> Thing:
    name = paper_name(now.case, paper.row)
    words = {
        "change": (_("Mend and send again: %(paper)s"), _("See what to mend")),
        "started": (_("Check and send: %(paper)s"), _("Check and send")),
        "todo": (_("Send us: %(paper)s"), _("Send this paper")),
    }
    title, action = words[paper.state]
    href = reverse("portal:paper", args=[now.case.reference, paper.row.pk])
    return _thing(title % {"paper": name}, action, href, state=paper.state, due=_due_of(now, paper.row.steps))


def _agreement_thing(now: Standing) -> list[Thing]:
    if now.agreement is None or now.agreement.status != Agreement.Status.OFFERED:
        return []
    href = reverse("portal:agreement", args=[now.case.reference])
    return [_thing(_("Read and sign the agreement"), _("Open the agreement"), href, state="todo", due=None)]


def _step_thing(now: Standing, step: StepView) -> Thing:
    name = pick(step.plan.get("name") or {}, [html_lang()]).text
    href = reverse("portal:step_done", args=[now.case.reference, step.row.pk])
    thing = _thing(name, _("I have done this"), href, state="todo", due=step.row.due_on)
    return thing | {"step": step.row, "text": step.plan.get("note")}


def _thing(title: str, action: str, href: str, *, state: str, due: date | None) -> Thing:
    return {
        "label": title,
        "action": action,
        "href": href,
        "state": state,
        "note": _due_words(due),
        "step": None,
        "text": None,
    }


def _due_words(due: date | None) -> str:
    if due is None:
        return ""
    told = {"day": workday(due)}
    return _("Was due %(day)s") % told if due < localdate() else _("Due %(day)s") % told


def _due_of(now: Standing, steps: list[str]) -> date | None:
    days = [one.row.due_on for one in now.steps if one.row.step in steps and one.row.status in ACTIVE]
    return min((day for day in days if day), default=None)


def waiting(now: Standing) -> Thing:
    """Say whose desk the case is on, since when, and how long that usually takes."""
    case = now.case
    step = step_of(case.plan, case.next_step)
    told = {"what": pick(step.get("name") or {}, [html_lang()]).text, "since": format_date(localdate(case.turn_since))}
    authority = case.turn == Case.Turn.AUTHORITY
    return {
        "turn": "authority" if authority else "centre",
        "title": _("Nothing to do for you"),
        "text": _waiting_words(authority=authority, named=bool(step)) % told,
        "usual": _usually(step),
    }


def _waiting_words(*, authority: bool, named: bool) -> str:
    if authority:
        return _("We wait for the authority since %(since)s: %(what)s.")
    if named:
        return _("It is our turn since %(since)s: %(what)s.")
    return _("It is our turn since %(since)s.")


def _usually(step: Mapping[str, Any]) -> str:
    days = step.get("working_days")
    if not days:
        return ""
    return _("This usually takes %(days)s.") % {"days": days_words(days)}


def days_words(days: Mapping[str, int]) -> str:
    """Say how long something takes; what may be done within the day is at most so many."""
    if days["min"]:
        return working_days(days["min"], days["max"])
    return _("at most %(days)s") % {"days": working_days(max(1, days["max"]))}


def expected(now: Standing, *, at: datetime) -> Thing | None:
    """Say when the licence comes, or the end once it is there, as a range with what makes it wide."""
    goal = last_goal(now.case, now.steps)
    told = foretold(now.case, now.steps, goal=goal, now=at) if goal and now.case.status == Case.Status.OPEN else None
    if told is None:
        return None
    found, seen = told
    widest = step_of(now.case.plan, found.widest)
    days = widest["working_days"]
    return {
        "label": _("Licence expected") if goal == registration_step(now.case.facts) else _("All done, expected"),
        "range": range_words(found.first, found.last),
        "sample": sample_words(seen),
        "why": _("The widest part: %(step)s, %(days)s.")
        % {"step": pick(widest["name"], [html_lang()]).text, "days": days_words(days)},
    }


def tracked(one: StepView) -> Thing:
    """Return one step as the tracker shows it."""
    row = one.row
    return {
        "label": pick(one.plan.get("name") or {"en": row.step}, [html_lang()]).text,
        "state": "done" if row.status == Status.DONE else "now" if row.status in ACTIVE else "todo",
        "turn": whose(row.lane, row.status),
        "when": _when(one),
        "note": _step_note(one),
    }


def whose(lane: str, status: str) -> str:
    if status == Status.WAITING:
        return "nobody"
    if lane == "authority" and status != Status.SUBMITTED:
        return "we"  # we hand it in
    return "authority" if status == Status.SUBMITTED else TURN[lane]


def _when(one: StepView) -> str:
    row = one.row
    if row.status == Status.DONE:
        return format_date(row.done_on, "short")
    if row.status in ACTIVE and row.due_on:
        return _("by %(day)s") % {"day": format_date(row.due_on, "short")}
    days = one.plan.get("working_days")
    return days_words(days) if days else ""


def _step_note(one: StepView) -> str:
    if one.row.status == Status.DONE:
        return str(one.row.outcome.get("number", ""))
    authority = pick(one.plan.get("authority") or {}, [html_lang()]).text
    lanes = {"you": _("You do this"), "we": _("We do this"), "authority": authority or _("The authority does this")}
    if one.row.status in ACTIVE and one.row.lane != "authority" and not one.plan.get("optional"):
        return ""  # the tag says it
    text = lanes[one.row.lane]
    return _("%(who)s, not required") % {"who": text} if one.plan.get("optional") else text


def adviser_card(case: Case, *, today: date) -> Thing:
    hours = parameter("reply.working_hours", on=today)
    return {"name": case.adviser.name, "language": case.adviser.language, "hours": hours}


def plan_paper(case: Case, *, today: date) -> dict[str, Any]:
    """Return what the printed plan of a case is made from."""
    return {
        "plan": case.plan,
        "code": case.plan_code or case.reference,
        "start": localdate(case.opened_at).isoformat(),
        "made_on": today.isoformat(),
        "form": form_words(str(case.facts["form"])),
        "activity": case.company_name,
        "name": case.founder.full_name,
    }
