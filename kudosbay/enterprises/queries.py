"""One function per screen."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Min, Q, QuerySet

from kudosbay.accounts.models import User
from kudosbay.enterprises.models import Capital, Enterprise, EnterpriseQuerySet, Investor, Officer, Registration
from kudosbay.kernel import trail
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


def facts_of(enterprise: Enterprise) -> Facts:
    return Facts(
        list(enterprise.investors.select_related("person").order_by("valid_to", "-share", "pk")),
        list(enterprise.capitals.order_by("-valid_from", "-pk")),
        list(enterprise.officers.select_related("person").order_by("-valid_from", "-pk")),
        list(enterprise.registrations.order_by("-done_on", "-pk")),
    )


def enterprise_timeline(enterprise: Enterprise, *, most: int = 100) -> QuerySet[TrailEntry]:
    return trail.of(enterprise)[:most]


def licence_years(user: User) -> list[int]:
    """Return the years from the first licence to the last, latest first."""
    ends = Enterprise.objects.visible_to(user).aggregate(first=Min("licensed_on"), last=Max("licensed_on"))
    return list(range(ends["last"].year, ends["first"].year - 1, -1)) if ends["last"] else []
