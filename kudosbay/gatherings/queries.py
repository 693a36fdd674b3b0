"""One function per screen."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Avg, Count, Exists, Max, OuterRef, Prefetch, Q, QuerySet

from kudosbay.accounts.models import User
from kudosbay.gatherings.kinds import PUBLIC
from kudosbay.gatherings.models import (
    Booking,
    CalendarFeed,
    FollowUp,
    Gathering,
    Material,
    Series,
    Statement,
    VisitLink,
    VisitPack,
)
from kudosbay.kernel import labels, trail
from kudosbay.kernel.models import TrailEntry, TrailSubject
from kudosbay.people.models import Person
from kudosbay.publications.models import Publication
from kudosbay.publications.queries import Shown, with_texts

SPREADABLE = ("policy", "research", "answer", "guide")


@dataclass(frozen=True, slots=True)
class WantedGatherings:
    """What a list is narrowed to; what is empty narrows nothing. `when`: coming or past, seen from `now`."""

    text: str = ""
    kind: str = ""
    status: str = ""
    language: str = ""
    theme: str = ""
    series: int | None = None
    when: str = ""
    year: int | None = None
    online: str = ""
    now: datetime | None = None


def gathering_list(user: User, wanted: WantedGatherings) -> QuerySet[Gathering]:
    """Return gatherings for the desk: what comes first, nearest first; else the latest first."""
    found = _narrowed(Gathering.objects.visible_to(user), wanted)
    counted = found.annotate(
        waiting=Count("bookings", filter=Q(bookings__status=Booking.Status.WAITING)),
        came=Count("bookings", filter=Q(bookings__status=Booking.Status.ATTENDED)),
    )
    ordered = ("starts_at", "pk") if wanted.when == "coming" else ("-starts_at", "-pk")
    return counted.select_related("series", "owner").order_by(*ordered)


def events(wanted: WantedGatherings) -> QuerySet[Gathering]:
    """Return what stands on the public list, nearest first."""
    order = ("-starts_at", "-pk") if wanted.when == "past" else ("starts_at", "pk")
    return _narrowed(Gathering.objects.visible_to(None), wanted).order_by(*order)


def _narrowed(found: QuerySet[Gathering], wanted: WantedGatherings) -> QuerySet[Gathering]:
    chosen: dict[str, Any] = {
        "kind": wanted.kind,
        "status": wanted.status,
        "series": wanted.series,
        "starts_at__year": wanted.year,
    }
    found = found.filter(**{name: value for name, value in chosen.items() if value})
    if wanted.language:
        found = found.filter(Q(language=wanted.language) | Q(interpreting__icontains=f'"{wanted.language}"'))
    if wanted.text.strip():
        said = wanted.text.strip()
        found = found.filter(Q(reference__icontains=said) | Q(titles__icontains=said))
    if wanted.online:
        found = found.exclude(link="") if wanted.online == "online" else found.filter(link="")
    found = labels.with_theme(found, wanted.theme) if wanted.theme else found
    return _in_time(found, wanted)


def _in_time(found: QuerySet[Gathering], wanted: WantedGatherings) -> QuerySet[Gathering]:
    if wanted.now is None or wanted.when not in {"coming", "past"}:
        return found
    ahead = Q(ends_at__gte=wanted.now)
    return found.filter(ahead if wanted.when == "coming" else ~ahead)


def gathering_years(user: User) -> list[int]:
    days = Gathering.objects.visible_to(user).dates("starts_at", "year", order="DESC")
    return [day.year for day in days]


def open_series() -> QuerySet[Series]:
    """Return the series to which further gatherings may belong, the latest first."""
    return Series.objects.filter(is_over=False).order_by("-pk")


def bookings_of(gathering: Gathering) -> list[Booking]:
    """Return every booking in the order in which people came."""
    rows = gathering.bookings.select_related("person", "presence", "feedback").order_by("arrival", "pk")
    return list(rows)


def in_line_before(booking: Booking) -> int:
    """Return how many wait before this one."""
    ahead = Booking.objects.filter(gathering=booking.gathering_id, status=Booking.Status.WAITING)
    return ahead.filter(arrival__lt=booking.arrival).count()


def states_of(gathering: Gathering) -> dict[str, int]:
    """Return how many bookings are in each state."""
    return Counter(gathering.bookings.values_list("status", flat=True))


def statements_of(gathering: Gathering) -> list[Statement]:
    return list(gathering.statements.select_related("noted_by").order_by("said_at", "pk"))


def visits_near(day: datetime) -> QuerySet[Gathering]:
    """Return visits within a fortnight, at which a seminar may have been held, the nearest in time last."""
    span = (day - timedelta(days=14), day + timedelta(days=120))
    return Gathering.objects.filter(kind="visit", starts_at__range=span).order_by("starts_at", "pk")


def parts_of(gathering: Gathering) -> list[Gathering]:
    """Return what was held at a visit, each with what was said there, in order."""
    said = Prefetch("statements", Statement.objects.order_by("said_at", "pk"))
    return list(gathering.parts.prefetch_related(said).order_by("starts_at", "pk"))


def follow_ups_of(gathering: Gathering) -> list[FollowUp]:
    """Return the promises that began there or at what was held with it, in the order in which they were asked."""
    rows = FollowUp.objects.filter(Q(gathering=gathering) | Q(gathering__part_of=gathering))
    return list(rows.select_related("promise__owner", "statement", "gathering").order_by("promise__made_at", "pk"))


def visit_before(visit: Gathering) -> Gathering | None:
    """Return the last visit before this one at which something was asked."""
    asked = FollowUp.objects.filter(Q(gathering=OuterRef("pk")) | Q(gathering__part_of=OuterRef("pk")))
    held = Gathering.objects.filter(kind="visit", status=Gathering.Status.HELD, starts_at__lt=visit.starts_at)
    return held.filter(Exists(asked)).order_by("-starts_at", "-pk").first()


def packs_of(gathering: Gathering) -> list[VisitPack]:
    """Return the packs with their files, the latest first."""
    return list(gathering.packs.prefetch_related("files__file").select_related("asked_by").order_by("-pk"))


@dataclass(frozen=True, slots=True)
class Looked:
    """A visitor's link, how often it was opened, and when last."""

    link: VisitLink
    looks: int
    last: datetime | None


def link_of(token: str) -> VisitLink | None:
    """Return the link of an address, open or not."""
    return VisitLink.objects.select_related("gathering").filter(token=token).first()


def links_of(gathering: Gathering) -> list[Looked]:
    links = list(gathering.links.order_by("-pk"))
    seen = TrailSubject.objects.filter(kind=trail.kind_of(VisitLink), object_id__in=[link.pk for link in links])
    looks = (
        seen.filter(entry__verb="visit_link.opened").values("object_id").annotate(n=Count("pk"), last=Max("entry__at"))
    )
    counted = {row["object_id"]: row for row in looks.order_by()}
    none: dict[str, Any] = {"n": 0, "last": None}
    rows = [(link, counted.get(link.pk, none)) for link in links]
    return [Looked(link, row["n"], row["last"]) for link, row in rows]


def publications_of(gathering: Gathering, *, today: date) -> list[Shown]:
    """Return what was explained there, policies first as they were published."""
    found = Publication.objects.filter(spread_at__gathering=gathering).order_by("-kind", "opened_at", "pk")
    return with_texts(list(found), today=today)


def to_be_spread(gathering: Gathering, *, today: date) -> list[Shown]:
    """Return what may be explained there and is not with it yet, the newest first."""
    found = Publication.objects.public().filter(kind__in=SPREADABLE).exclude(spread_at__gathering=gathering)
    return with_texts(list(found.order_by("-kind", "-opened_at", "-pk")), today=today)


def spread_of(publication: Publication) -> QuerySet[Gathering]:
    """Return where a publication was or will be explained, with how many came, the latest first."""
    found = Gathering.objects.filter(spreads__publication=publication).exclude(status=Gathering.Status.CANCELLED)
    came = Count("bookings", filter=Q(bookings__status=Booking.Status.ATTENDED))
    return found.annotate(came=came).order_by("-starts_at", "-pk")


@dataclass(frozen=True, slots=True)
class Reach:
    """At how many gatherings a publication was explained, and how many people came to them."""

    gatherings: int
    people: int


def reach_of(publication: Publication) -> Reach:
    held = Gathering.objects.filter(spreads__publication=publication, status=Gathering.Status.HELD)
    came = Count("bookings", filter=Q(bookings__status=Booking.Status.ATTENDED))
    told = held.aggregate(gatherings=Count("pk", distinct=True), people=came)
    return Reach(told["gatherings"], told["people"])


def materials_of(gathering: Gathering, *, for_all: bool = False) -> list[Material]:
    rows = gathering.materials.select_related("file").order_by("pk")
    return list(rows.filter(for_all=True) if for_all else rows)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What guests said afterwards."""

    count: int
    grade: float | None
    words: list[str]


def verdict_of(gathering: Gathering) -> Verdict:
    given = gathering.bookings.exclude(feedback=None)
    told = given.aggregate(count=Count("pk"), grade=Avg("feedback__grade"))
    words = given.exclude(feedback__text="").order_by("-feedback__given_at").values_list("feedback__text", flat=True)
    return Verdict(told["count"], told["grade"], list(words[:50]))


def happened_to(gathering: Gathering, *, most: int = 2000) -> QuerySet[TrailEntry]:
    return trail.of(gathering)[:most]


def my_bookings(user: User) -> list[Booking]:
    """Return the person's own places, what comes before what is past."""
    rows = Booking.objects.filter(person__user=user).select_related("gathering", "presence", "feedback", "certificate")
    return list(rows.order_by("-gathering__starts_at", "-pk"))


def own_booking(user: User, gathering: Gathering) -> Booking | None:
    return Booking.objects.filter(person__user=user, gathering=gathering).first()


def feed_of(token: str) -> CalendarFeed | None:
    return CalendarFeed.objects.select_related("person").filter(token=token).first()


def in_calendar(person: Person, *, since: datetime) -> list[Booking]:
    """Return the places that a calendar shows: live ones, and those that were given back so that they vanish there."""
    rows = Booking.objects.filter(person=person, gathering__ends_at__gte=since - timedelta(days=90))
    return list(
        rows.exclude(status=Booking.Status.DECLINED).select_related("gathering").order_by("gathering__starts_at")
    )


def held_by(day_end: datetime, *, kinds: frozenset[str] = PUBLIC) -> QuerySet[Gathering]:
    """Return what was held by a moment."""
    return Gathering.objects.filter(status=Gathering.Status.HELD, kind__in=kinds, starts_at__lte=day_end)
