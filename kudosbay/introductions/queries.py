"""One function per screen."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from kudosbay.accounts.models import User
from kudosbay.cases.models import Case
from kudosbay.introductions.fit import Fit, fit
from kudosbay.introductions.kinds import NEED
from kudosbay.introductions.models import FollowUp, Introduction, Notice
from kudosbay.kernel import trail
from kudosbay.kernel.labels import with_theme
from kudosbay.kernel.models import TrailEntry

MOST_SUGGESTED = 8


@dataclass(frozen=True, slots=True)
class WantedNotices:
    """What a list of needs and offers is narrowed to; what is empty narrows nothing."""

    text: str = ""
    kind: str = ""
    side: str = ""
    status: str = ""
    country: str = ""
    theme: str = ""
    adviser: int | None = None


@dataclass(frozen=True, slots=True)
class WantedIntroductions:
    """`due` keeps those with a follow-up that was due by `now` and is not answered."""

    text: str = ""
    kind: str = ""
    status: str = ""
    theme: str = ""
    country: str = ""
    outcome: str = ""
    adviser: int | None = None
    due: bool = False
    now: datetime | None = None


def notice_list(user: User, wanted: WantedNotices) -> QuerySet[Notice]:
    """Return needs and offers, the newest first, with how many introductions each has."""
    chosen = {name: getattr(wanted, name) for name in ("kind", "side", "status", "country", "adviser")}
    found = Notice.objects.visible_to(user).filter(**{name: value for name, value in chosen.items() if value})
    if wanted.theme:
        found = with_theme(found, wanted.theme)
    told = _said(found, wanted.text).annotate(met=Count("as_need", distinct=True) + Count("as_offer", distinct=True))
    return told.select_related("person", "enterprise", "adviser").order_by("-entered_at", "-id")


def _said(found: QuerySet[Notice], text: str) -> QuerySet[Notice]:
    for part in text.split():
        whose = Q(company__icontains=part) | Q(person__full_name__icontains=part)
        firm = Q(enterprise__name_zh__icontains=part) | Q(enterprise__name_en__icontains=part)
        titled = (
            Q(titles__en__icontains=part) | Q(**{"titles__zh-Hans__icontains": part}) | Q(titles__ar__icontains=part)
        )
        found = found.filter(whose | firm | titled | Q(reference__icontains=part))
    return found


def notice_counts(user: User) -> dict[str, int]:
    """Return by state how many needs and offers there are."""
    counted = Notice.objects.visible_to(user).order_by().values_list("status").annotate(count=Count("pk"))
    return dict(counted)


def introduction_list(user: User, wanted: WantedIntroductions) -> QuerySet[Introduction]:
    """Return introductions, the newest first."""
    chosen = {name: getattr(wanted, name) for name in ("kind", "status", "outcome", "adviser")}
    found = Introduction.objects.visible_to(user).filter(**{name: value for name, value in chosen.items() if value})
    if wanted.country:
        found = found.filter(Q(need__country=wanted.country) | Q(offer__country=wanted.country))
    if wanted.theme:
        themed = with_theme(Notice.objects.all(), wanted.theme)
        found = found.filter(Q(need__in=themed) | Q(offer__in=themed))
    if wanted.due and wanted.now:
        found = found.filter(Exists(_overdue(wanted.now).filter(introduction=OuterRef("pk"))))
    return _meant(found, wanted.text).with_sides().order_by("-proposed_at", "-id")  # type: ignore[attr-defined, no-any-return]


def _meant(found: QuerySet[Introduction], text: str) -> QuerySet[Introduction]:
    """Narrow to those in which every part of the text stands on one of the sides."""
    for part in text.split():
        told = Notice.objects.all()
        sides = _said(told, part).values("pk")
        found = found.filter(Q(reference__icontains=part) | Q(need__in=sides) | Q(offer__in=sides))
    return found


def _overdue(now: datetime) -> QuerySet[FollowUp]:
    live = [Introduction.Status.INTRODUCED, Introduction.Status.DONE]
    return FollowUp.objects.filter(done_at=None, due_at__lte=now, introduction__status__in=live)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for the centre: notices to review, answers to look at, follow-ups that are due, what is parked."""

    review: int
    answered: int
    due: int
    parked: int


def waiting(user: User, *, now: datetime) -> Waiting:
    seen = Introduction.objects.visible_to(user)
    return Waiting(
        review=Notice.objects.visible_to(user).filter(status=Notice.Status.REVIEW).count(),
        answered=seen.filter(status=Introduction.Status.ANSWERED).count(),
        due=seen.filter(Exists(_overdue(now).filter(introduction=OuterRef("pk")))).count(),
        parked=seen.filter(status=Introduction.Status.PARKED).count(),
    )


@dataclass(frozen=True, slots=True)
class Suggestion:
    notice: Notice
    fit: Fit


def suggestions(notice: Notice, *, today: date, most: int = MOST_SUGGESTED) -> list[Suggestion]:
    """Return the few that fit best on the other side, each with its reasons; what a check rules out is left out."""
    if not notice.is_open(today):
        return []
    side = "offer" if notice.side == NEED else "need"
    there = Notice.objects.published(today).filter(kind=notice.kind, side=side)
    met = Introduction.objects.filter(Q(need=notice) | Q(offer=notice)).values_list("need", "offer")
    known = {pk for pair in met for pk in pair}
    rest = there.exclude(pk__in=known).select_related("person", "enterprise").order_by("pk")
    found = [Suggestion(one, _held(notice, one, today)) for one in rest if not _same_owner(notice, one)]
    fitting = [one for one in found if not one.fit.is_ruled_out]
    return sorted(fitting, key=lambda one: (-one.fit.met, one.fit.unmet, one.notice.reference))[:most]


def _held(notice: Notice, other: Notice, today: date) -> Fit:
    need, offer = (notice, other) if notice.side == NEED else (other, notice)
    return fit(need, offer, today=today)


def _same_owner(one: Notice, other: Notice) -> bool:
    same_person = one.person_id is not None and one.person_id == other.person_id
    return same_person or (one.enterprise_id is not None and one.enterprise_id == other.enterprise_id)


def introductions_of(notice: Notice, user: User) -> list[Introduction]:
    either = Q(need=notice) | Q(offer=notice)
    return list(Introduction.objects.visible_to(user).filter(either).with_sides().order_by("-proposed_at", "-id"))


def cases_of_lead(introduction: Introduction, user: User) -> list[Case]:
    """Return the cases that somebody met at a fair has begun since, as far as the reader may see them."""
    if introduction.kind != "fair_lead" or introduction.need.person_id is None:
        return []
    begun = Case.objects.visible_to(user).filter(founder=introduction.need.person_id)
    return list(begun.filter(opened_at__gte=introduction.need.entered_at).order_by("-opened_at", "-id"))


def follow_ups_of(introduction: Introduction) -> list[FollowUp]:
    return list(introduction.follow_ups.select_related("by").order_by("after_days"))


def follow_ups_to_ask(now: datetime, *, most: int = 200) -> list[FollowUp]:
    """Return what is due and was never asked."""
    due = _overdue(now).filter(asked_at=None).select_related("introduction")
    return list(due.order_by("due_at", "pk")[:most])


def lapsed_notices(today: date, *, most: int = 200) -> list[Notice]:
    return list(Notice.objects.lapsed(today).order_by("pk")[:most])


def public_notices(today: date, *, kind: str = "", side: str = "", theme: str = "") -> QuerySet[Notice]:
    """Return what everybody may read, newest first: never whose it is."""
    found = Notice.objects.listed(today).exclude(kind="member")
    chosen: dict[str, Any] = {"kind": kind, "side": side}
    found = found.filter(**{name: value for name, value in chosen.items() if value})
    narrowed = with_theme(found, theme) if theme else found
    return narrowed.order_by("-published_on", "-id").defer("company", "remark")


def answerable(user: User, *, today: date) -> QuerySet[Notice]:
    """Return the published notices of others that somebody may answer."""
    own = Notice.objects.visible_to(user).values("pk")
    return Notice.objects.listed(today).exclude(pk__in=own).exclude(kind="member")


def answerable_members(user: User, *, today: date) -> QuerySet[Notice]:
    """Return the members of the directory whom somebody may ask."""
    own = Notice.objects.visible_to(user).values("pk")
    return Notice.objects.in_directory(today).exclude(pk__in=own).select_related("person", "enterprise")


def own_answers(user: User, target: Notice, *, today: date) -> list[Notice]:
    """Return one's own published notices of the other side that did not meet the target yet."""
    side = "offer" if target.side == NEED else "need"
    met = Introduction.objects.filter(Q(need=target) | Q(offer=target)).values_list("need", "offer")
    known = {pk for pair in met for pk in pair}
    own = Notice.objects.filter(pk__in=Notice.objects.visible_to(user).values("pk"))
    return list(own.published(today).filter(kind=target.kind, side=side).exclude(pk__in=known).order_by("pk"))


def directory(today: date, *, group: str = "", text: str = "") -> list[Notice]:
    """Return the members who stand by name with their consent at this moment."""
    found = Notice.objects.in_directory(today).select_related("person", "enterprise")
    for part in text.split():
        found = found.filter(Q(person__full_name__icontains=part) | Q(titles__en__icontains=part))
    members = list(found.order_by("person__sort_key", "pk"))
    return [one for one in members if not group or group in one.data.get("groups", ())]


def my_notices(user: User) -> list[Notice]:
    return list(Notice.objects.visible_to(user).select_related("enterprise").order_by("-entered_at", "-id"))


def my_introductions(user: User) -> list[Introduction]:
    return list(Introduction.objects.visible_to(user).with_sides().order_by("-proposed_at", "-id"))


def notice_timeline(notice: Notice, *, most: int = 60) -> QuerySet[TrailEntry]:
    return trail.of(notice)[:most]


def introduction_timeline(introduction: Introduction, *, most: int = 60) -> QuerySet[TrailEntry]:
    return trail.of(introduction)[:most]
