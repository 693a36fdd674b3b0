"""One function per screen of batches, returns and authority."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from kudosbay.accounts.models import User
from kudosbay.compliance.models import (
    ALL_FIRMS,
    DutyFeed,
    Engagement,
    FilingBatch,
    FilingJob,
    Mandate,
    RealName,
    TaxProfile,
    firms_of,
)
from kudosbay.compliance.policy import authorities, why_not
from kudosbay.enterprises.models import Enterprise
from kudosbay.kernel import trail
from kudosbay.kernel.models import TrailEntry
from kudosbay.kernel.search import words

SOON: Final = timedelta(days=60)
Status = FilingJob.Status


@dataclass(frozen=True, slots=True)
class WantedBatches:
    """What the list is narrowed to. `turn`: whose turn some return of the batch is; `late`: last day past."""

    text: str = ""
    duty: str = ""
    year: int | None = None
    status: str = ""
    turn: str = ""
    day: date | None = None


def batch_list(user: User, wanted: WantedBatches) -> QuerySet[FilingBatch]:
    """Return batches, the latest period first, each with counts of the returns that the user may see."""
    chosen: dict[str, Any] = {"duty": wanted.duty, "period_last__year": wanted.year, "status": wanted.status}
    found = FilingBatch.objects.visible_to(user).filter(**{name: value for name, value in chosen.items() if value})
    return _counted(_turned(_said(found, user, wanted.text.strip()), user, wanted), user).order_by(
        "-period_last", "-due_on", "duty", "-pk"
    )


def _said(found: QuerySet[FilingBatch], user: User, text: str) -> QuerySet[FilingBatch]:
    if not text:
        return found
    said = Q(reference__icontains=text) | Q(period__icontains=text)
    return found.filter(said | Q(pk__in=_with_firm(user, text).values("batch")))


def _with_firm(user: User, text: str) -> QuerySet[FilingJob]:
    named = Q(enterprise__name_zh__icontains=text) | Q(enterprise__name_en__icontains=text)
    return FilingJob.objects.visible_to(user).filter(named | Q(enterprise__reference__iexact=text))


def _turned(found: QuerySet[FilingBatch], user: User, wanted: WantedBatches) -> QuerySet[FilingBatch]:
    jobs = FilingJob.objects.visible_to(user)
    if wanted.turn == "late" and wanted.day:
        return found.filter(pk__in=jobs.late(wanted.day).values("batch"))
    if wanted.turn:
        states = [state for state, turn in FilingJob.TURNS.items() if turn == wanted.turn]
        return found.filter(pk__in=jobs.filter(status__in=states).values("batch"))
    return found


def _counted(found: QuerySet[FilingBatch], user: User) -> QuerySet[FilingBatch]:
    mine = Q() if user.role_set & ALL_FIRMS else Q(jobs__enterprise__in=firms_of(user))
    filed = mine & Q(jobs__receipt_on__isnull=False)
    return found.annotate(
        returns=Count("jobs", filter=mine),
        filed=Count("jobs", filter=filed),
        before=Count("jobs", filter=mine & Q(jobs__status__in=FilingJob.BEFORE_FILING)),
        blocked=Count("jobs", filter=mine & Q(jobs__status=Status.BLOCKED)),
    )


def batch_years(user: User) -> list[int]:
    return [day.year for day in FilingBatch.objects.visible_to(user).dates("period_last", "year", order="DESC")]


def batch_duties(user: User) -> list[str]:
    found = FilingBatch.objects.visible_to(user).order_by("duty").values_list("duty", flat=True)
    return list(found.distinct())


def turns(user: User, day: date) -> dict[str, int]:
    """Return how many returns of open batches wait for whom, and how many are late."""
    jobs = FilingJob.objects.visible_to(user).filter(batch__status=FilingBatch.Status.OPEN)
    states = dict(jobs.values_list("status").annotate(count=Count("pk")).order_by())
    told = dict.fromkeys(("partner", "reviewer", "firm", "authority"), 0)
    for state, count in states.items():
        if state in FilingJob.TURNS:
            told[FilingJob.TURNS[state]] += count
    return told | {"late": jobs.late(day).count()}


def jobs_of(batch: FilingBatch, user: User, *, status: str = "", text: str = "") -> QuerySet[FilingJob]:
    """Return the returns of a batch; what needs somebody comes first."""
    found = FilingJob.objects.visible_to(user).filter(batch=batch)
    found = found.filter(status=status) if status else found
    for part in words(text) if text.isascii() else text.split():
        named = Q(enterprise__name_zh__icontains=part) | Q(enterprise__name_en__icontains=part)
        found = found.filter(named | Q(enterprise__reference__icontains=part))
    return found.select_related("enterprise", "batch", "prepared_by", "reviewed_by").order_by(
        "enterprise__name_zh", "pk"
    )


def states_of(batch: FilingBatch, user: User) -> dict[str, int]:
    """Return how many returns are in each state, in the order of states; states without any are left out."""
    jobs = FilingJob.objects.visible_to(user).filter(batch=batch)
    counts = dict(jobs.values_list("status").annotate(count=Count("pk")).order_by())
    return {state: counts[state] for state in Status.values if state in counts}


@dataclass(frozen=True, slots=True)
class Preview:
    """What an act on many returns would do: those that move, and those that stay with the reason."""

    moves: list[FilingJob]
    stays: list[tuple[FilingJob, str]]


def preview_act(batch: FilingBatch, jobs: Iterable[FilingJob], act: str, *, by: User, day: date) -> Preview:
    rows = list(jobs)
    held = authorities([job.enterprise_id for job in rows], batch.duty, day=day)
    said = [(job, why_not(job, act, by=by, held=held[job.enterprise_id], day=day)) for job in rows]
    return Preview([job for job, fault in said if not fault], [(job, fault) for job, fault in said if fault])


def batch_timeline(batch: FilingBatch, *, most: int = 60) -> QuerySet[TrailEntry]:
    return trail.of(batch).exclude(subjects__kind="compliance.filingjob")[:most]


def return_timeline(job: FilingJob, *, most: int = 100) -> QuerySet[TrailEntry]:
    return trail.of(job)[:most]


@dataclass(frozen=True, slots=True)
class WantedHeld:
    """What lists of authority are narrowed to. `state`: live, ending (within 60 days) or over, on `day`."""

    text: str = ""
    state: str = ""
    day: date | None = None


def engagement_list(user: User, wanted: WantedHeld) -> QuerySet[Engagement]:
    found = _named(Engagement.objects.visible_to(user), wanted.text)
    if wanted.day and wanted.state:
        live = Engagement.objects.live_on(wanted.day)
        found = _in_state(found, live, wanted, ends=Q(ends_on__lte=wanted.day + SOON))
    return found.select_related("enterprise").order_by("-starts_on", "-pk")


def mandate_list(user: User, wanted: WantedHeld) -> QuerySet[Mandate]:
    found = _named(Mandate.objects.visible_to(user), wanted.text)
    if wanted.day and wanted.state:
        live = Mandate.objects.live_on(wanted.day)
        found = _in_state(found, live, wanted, ends=Q(valid_to__lte=wanted.day + SOON))
    return found.select_related("enterprise").order_by("valid_to", "pk")


def real_name_list(user: User, wanted: WantedHeld) -> QuerySet[RealName]:
    found = _named(RealName.objects.visible_to(user).filter(ended_on=None), wanted.text)
    if wanted.day and wanted.state:
        live = RealName.objects.live_on(wanted.day)
        found = _in_state(found, live, wanted, ends=Q(passport_until__lte=wanted.day + SOON))
    return found.select_related("enterprise").order_by("passport_until", "pk")


def _named(found: QuerySet[Any], text: str) -> QuerySet[Any]:
    for part in text.split():
        said = Q(enterprise__name_zh__icontains=part) | Q(enterprise__name_en__icontains=part)
        found = found.filter(said | Q(enterprise__reference__icontains=part))
    return found


def _in_state(found: QuerySet[Any], live: QuerySet[Any], wanted: WantedHeld, *, ends: Q) -> QuerySet[Any]:
    if wanted.state == "over":
        return found.exclude(pk__in=live.values("pk"))
    held = found.filter(pk__in=live.values("pk"))
    return held.filter(ends) if wanted.state == "ending" else held


@dataclass(frozen=True, slots=True)
class Held:
    """All that is recorded of who may file for one firm, what holds now first."""

    engagements: list[Engagement]
    mandates: list[Mandate]
    real_names: list[RealName]
    profiles: list[TaxProfile]


def held_of(enterprise: Enterprise) -> Held:
    return Held(
        list(enterprise.engagements.order_by("-starts_on", "-pk")),
        list(enterprise.mandates.order_by("-valid_to", "-pk")),
        list(enterprise.real_names.order_by("ended_on", "role", "-pk")),
        list(enterprise.tax_profiles.order_by("-valid_from", "-pk")),
    )


def returns_of(enterprise: Enterprise, *, since: date) -> list[FilingJob]:
    """Return the firm's returns of periods that ended since a day, the latest first."""
    rows = FilingJob.objects.filter(enterprise=enterprise, batch__period_last__gte=since)
    return list(rows.select_related("batch").order_by("-batch__period_last", "batch__duty"))


def to_confirm(user: User, enterprise: Enterprise) -> list[FilingJob]:
    """Return the returns that wait for the word of the firm."""
    waiting = FilingJob.objects.visible_to(user).filter(enterprise=enterprise, status=Status.REVIEWED)
    return list(waiting.select_related("batch").order_by("batch__due_on", "pk"))


def waiting_by_firm(user: User) -> dict[int, int]:
    """Return by enterprise how many returns wait for the word of the firm."""
    waiting = FilingJob.objects.visible_to(user).filter(status=Status.REVIEWED).order_by()
    return dict(waiting.values_list("enterprise").annotate(count=Count("pk")))


def duty_feed_of(token: str) -> DutyFeed | None:
    return DutyFeed.objects.select_related("enterprise", "user").filter(token=token).first()
