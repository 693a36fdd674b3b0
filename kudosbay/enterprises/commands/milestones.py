"""What the centre or one of its firms reached: a first day, a first licence, an approval with its terms and assessments."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.enterprises.models import Assessment, Enterprise, Milestone, Term
from kudosbay.kernel import trail
from kudosbay.kernel.errors import Refused

Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Honour:
    """What is said of a milestone; texts by language. Without an enterprise it is the centre's own."""

    kind: str
    titles: Texts
    happened_on: date
    evidence: Texts
    authority: Texts
    enterprise: Enterprise | None = None
    is_public: bool = True


@transaction.atomic
def add_milestone(honour: Honour, *, by: trail.Actor, now: datetime) -> Milestone:
    _check(honour, today=localdate(now))
    row = Milestone.objects.create(**_columns(honour), known_since=localdate(now))
    trail.record(by, "milestone.added", on=_about(row), facts={"kind": row.kind, "on": str(row.happened_on)})
    return row


@transaction.atomic
def amend_milestone(
    milestone: Milestone, honour: Honour, *, because: str, seen: int, by: trail.Actor, now: datetime
) -> Milestone:
    """Put right what is said. Raises Stale if somebody else saved since version `seen`."""
    milestone = Milestone.objects.select_for_update().get(pk=milestone.pk)
    _check(honour, today=localdate(now))
    if not because.strip():
        raise Refused(_("Say why: whoever asks later reads it in the history."), field="because")
    before = {name: getattr(milestone, name) for name in ("titles", "authority", "evidence")}
    before |= {"happened_on": str(milestone.happened_on)}
    changed = milestone.change(seen, **_columns(honour))
    if changed:
        kept = {name: before[name] for name in changed if name in before} | {"because": because.strip()}
        trail.record(by, "milestone.amended", on=_about(milestone), fields=changed, values=kept)
    return milestone


def _columns(honour: Honour) -> dict[str, Any]:
    return {
        "kind": honour.kind,
        "titles": honour.titles,
        "happened_on": honour.happened_on,
        "evidence": honour.evidence,
        "authority": honour.authority,
        "enterprise": honour.enterprise,
        "is_public": honour.is_public,
    }


def _about(milestone: Milestone) -> list[Any]:
    return [milestone, milestone.enterprise] if milestone.enterprise else [milestone]


def _check(honour: Honour, *, today: date) -> None:
    if honour.happened_on > today:
        raise Refused(_("This day has not come yet."), field="happened_on")
    if not all(honour.titles.get(lang, "").strip() for lang in ("en", "zh-Hans")):
        raise Refused(_("Name it in Chinese and in English."), field="title_zh")
    if not any(text.strip() for text in honour.evidence.values()):
        raise Refused(_("Name the evidence: a notice, a licence, a public report."), field="evidence_zh")
    if honour.kind == Milestone.Kind.ACCREDITATION and not any(honour.authority.values()):
        raise Refused(_("Name the authority that gave it."), field="authority_zh")


@transaction.atomic
def add_term(milestone: Milestone, *, valid_from: date, valid_to: date, by: trail.Actor, now: datetime) -> Term:
    """Let an accreditation hold for a time; both days are counted. Terms do not overlap."""
    milestone = _accreditation(milestone)
    if valid_to < valid_from:
        raise Refused(_("The term ends before it begins."), field="valid_to")
    if milestone.terms.filter(valid_from__lte=valid_to, valid_to__gte=valid_from).exists():
        raise Refused(_("Another term covers some of these days."), field="valid_from")
    term = milestone.terms.create(valid_from=valid_from, valid_to=valid_to, known_since=localdate(now))
    facts = {"from": str(valid_from), "until": str(valid_to)}
    trail.record(by, "milestone.term_added", on=_about(milestone), facts=facts)
    return term


@transaction.atomic
def add_assessment(milestone: Milestone, *, held_on: date, outcome: str, note: str, by: trail.Actor) -> Assessment:
    """Keep the day of an assessment, planned or held; the outcome of a planned day replaces the plan."""
    milestone = _accreditation(milestone)
    held = milestone.assessments.exclude(outcome=Assessment.Outcome.PLANNED).filter(held_on=held_on)
    if held.exists():
        raise Refused(_("This day has an outcome already."), field="held_on")
    row, _made = milestone.assessments.update_or_create(
        held_on=held_on, defaults={"outcome": outcome, "note": note.strip()}
    )
    trail.record(by, "milestone.assessed", on=_about(milestone), facts={"on": str(held_on), "outcome": outcome})
    return row


def _accreditation(milestone: Milestone) -> Milestone:
    milestone = Milestone.objects.select_for_update().get(pk=milestone.pk)
    if milestone.kind != Milestone.Kind.ACCREDITATION:
        raise Refused(_("Only an accreditation has terms and assessments."))
    return milestone


@transaction.atomic
def note_milestones_export(*, kind: str, rows: int, wanted: dict[str, str], by: trail.Actor) -> None:
    trail.record(by, "milestones.exported", on=[], facts={"rows": rows, "form": kind} | wanted)
