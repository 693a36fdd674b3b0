"""One function per screen."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Min, Q, QuerySet

from kudosbay.accounts.models import User
from kudosbay.enterprises.models import (
    Assessment,
    Capital,
    Enterprise,
    EnterpriseQuerySet,
    Investor,
    Milestone,
    Officer,
    Registration,
    Stage,
    Term,
)
from kudosbay.kernel import trail
from kudosbay.kernel.labels import with_theme
from kudosbay.kernel.models import TrailEntry
from kudosbay.kernel.search import words
from kudosbay.people.models import Person


@dataclass(frozen=True, slots=True)
class WantedEnterprises:
    """What a list of enterprises is narrowed to; what is empty narrows nothing. `countries`: of an investor today."""

    text: str = ""
    origin: str = ""
    form: str = ""
    year: int | None = None
    countries: tuple[str, ...] = ()
    adviser: int | None = None
    state: str = ""  # active or left, on `day`
    day: date | None = None
    theme: str = ""


def enterprise_list(user: User, wanted: WantedEnterprises) -> QuerySet[Enterprise]:
    """Return enterprises, the latest licence first."""
    chosen: dict[str, Any] = {
        "origin": wanted.origin,
        "form": wanted.form,
        "licensed_on__year": wanted.year,
        "adviser": wanted.adviser,
    }
    found = Enterprise.objects.visible_to(user).filter(**{name: value for name, value in chosen.items() if value})
    narrowed = _with_countries(_named(_in_state(found, wanted), wanted.text), wanted.countries)
    narrowed = with_theme(narrowed, wanted.theme) if wanted.theme else narrowed
    return narrowed.select_related("adviser").order_by("-licensed_on", "-id")


def _named(found: QuerySet[Enterprise], text: str) -> QuerySet[Enterprise]:
    """Narrow to enterprises in whose names or codes every part of the text stands."""
    for part in words(text) if text.isascii() else text.split():
        said = Q(name_zh__icontains=part) | Q(name_en__icontains=part)
        found = found.filter(said | Q(credit_code__istartswith=part) | Q(reference__icontains=part))
    return found


def _with_countries(found: QuerySet[Enterprise], codes: tuple[str, ...]) -> QuerySet[Enterprise]:
    if not codes:
        return found
    return found.filter(pk__in=Investor.objects.filter(country__in=codes, valid_to=None).values("enterprise"))


def _in_state(found: EnterpriseQuerySet, wanted: WantedEnterprises) -> QuerySet[Enterprise]:
    if wanted.day is None or wanted.state not in {"active", "left"}:
        return found
    if wanted.state == "left":
        return found.filter(left_on__lte=wanted.day)
    return found.active_on(wanted.day)


def find_enterprises(user: User, text: str, *, most: int = 20) -> list[Enterprise]:
    """Return those whose names, credit code or reference hold the text; nothing for an empty text."""
    if not text.strip():
        return []
    return list(enterprise_list(user, WantedEnterprises(text=text))[:most])


def enterprises_of(person: Person) -> list[Enterprise]:
    """Return where a person invests or holds an office, today or earlier."""
    invests = Investor.objects.filter(person=person).values("enterprise")
    serves = Officer.objects.filter(person=person).values("enterprise")
    return list(Enterprise.objects.filter(pk__in=invests.union(serves)).order_by("-licensed_on", "-id"))


@dataclass(frozen=True, slots=True)
class Facts:
    """The dated facts of one enterprise, what holds now first."""

    investors: list[Investor]
    capitals: list[Capital]
    officers: list[Officer]
    registrations: list[Registration]
    stages: list[Stage]


def facts_of(enterprise: Enterprise) -> Facts:
    return Facts(
        list(enterprise.investors.select_related("person").order_by("valid_to", "-share", "pk")),
        list(enterprise.capitals.order_by("-valid_from", "-pk")),
        list(enterprise.officers.select_related("person").order_by("-valid_from", "-pk")),
        list(enterprise.registrations.order_by("-done_on", "-pk")),
        list(enterprise.stages.order_by("-since", "-pk")),
    )


def standing_capital(enterprise: Enterprise) -> int:
    """Return the id of the capital in force, 0 where there is none: a form carries it as its version."""
    return enterprise.capitals.filter(valid_to=None).order_by("-pk").values_list("pk", flat=True).first() or 0


def enterprise_timeline(enterprise: Enterprise, *, most: int = 100) -> QuerySet[TrailEntry]:
    return trail.of(enterprise)[:most]


def licence_years(user: User) -> list[int]:
    """Return the years from the first licence to the last, latest first."""
    ends = Enterprise.objects.visible_to(user).aggregate(first=Min("licensed_on"), last=Max("licensed_on"))
    return list(range(ends["last"].year, ends["first"].year - 1, -1)) if ends["last"] else []


@dataclass(frozen=True, slots=True)
class WantedMilestones:
    """What the list of milestones is narrowed to. `whose`: centre or enterprises."""

    text: str = ""
    kind: str = ""
    whose: str = ""
    year: int | None = None
    theme: str = ""


def milestone_list(user: User, wanted: WantedMilestones) -> QuerySet[Milestone]:
    """Return milestones and accreditations, the latest first."""
    found = Milestone.objects.visible_to(user)
    found = with_theme(found, wanted.theme) if wanted.theme else found
    if wanted.whose:
        found = found.filter(enterprise__isnull=wanted.whose == "centre")
    chosen: dict[str, Any] = {"kind": wanted.kind, "happened_on__year": wanted.year}
    found = found.filter(**{name: value for name, value in chosen.items() if value})
    if wanted.text.strip():
        found = found.filter(pk__in=_titled(found, wanted.text.strip().casefold()))
    return found.select_related("enterprise").order_by("-happened_on", "-id")


def _titled(found: QuerySet[Milestone], text: str) -> list[int]:
    """Return ids of those in whose titles the text stands; a centre has some hundreds, and SQLite keeps JSON escaped."""
    rows = found.values_list("pk", "titles", "enterprise__name_zh")
    return [pk for pk, titles, firm in rows if text in " ".join([*titles.values(), firm or ""]).casefold()]


def milestones_of(enterprise: Enterprise) -> list[Milestone]:
    return list(enterprise.milestones.order_by("-happened_on", "-pk"))


def milestone_years(user: User) -> list[int]:
    return [day.year for day in Milestone.objects.visible_to(user).dates("happened_on", "year", order="DESC")]


def terms_of(milestone: Milestone) -> list[Term]:
    return list(milestone.terms.order_by("-valid_from"))


def assessments_of(milestone: Milestone) -> list[Assessment]:
    return list(milestone.assessments.order_by("-held_on"))


def milestone_timeline(milestone: Milestone, *, most: int = 100) -> QuerySet[TrailEntry]:
    return trail.of(milestone)[:most]


def public_milestones(day: date) -> list[Milestone]:
    """Return what the centre tells the public of itself as of a day, oldest first; each with its terms."""
    told = Milestone.objects.told_by(day).filter(is_public=True)
    return list(told.select_related("enterprise").prefetch_related("terms").order_by("happened_on", "pk"))
