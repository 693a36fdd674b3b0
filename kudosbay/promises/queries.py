"""One function per screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Case, Count, Q, QuerySet, When

from kudosbay.accounts.models import User
from kudosbay.cases.models import Case as FounderCase
from kudosbay.centre.clock import HOME
from kudosbay.kernel import trail
from kudosbay.kernel.labels import with_theme
from kudosbay.kernel.models import TrailEntry
from kudosbay.kernel.permissions import Role
from kudosbay.people.models import Person
from kudosbay.promises.models import PROMISE_STAFF, Nomination, Promise, PromiseQuerySet, ZoneQuota
from kudosbay.promises.standards import end_of
from kudosbay.publications.models import AnswerGiven, Edition

QUEUES: Final = ("new", "us", "them", "asker")
CLOCKS: Final = ("due", "late")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of promises is narrowed to; what is empty narrows nothing."""

    text: str = ""
    kind: str = ""
    queue: str = ""  # new, us, them, asker, due, late, over; empty: all open ones
    theme: str = ""
    owner: int | None = None
    everything: str = ""  # also what is closed


def _conditions(now: datetime) -> dict[str, Q]:
    """Return by queue what stands in it: the first four share all open promises among them, each in exactly one."""
    today = now.astimezone(HOME).date()
    unanswered = Q(status__in=Promise.UNANSWERED)
    turns = {
        turn: Q(status__in=[status for status, whose in Promise.TURN_OF.items() if whose == turn]) for turn in QUEUES
    }
    due = unanswered & Q(due_at__gte=now, due_at__lt=end_of(today))
    return {**turns, "due": due, "late": unanswered & Q(due_at__lt=now)}


def promise_list(user: User, wanted: Wanted, *, now: datetime) -> QuerySet[Promise]:
    """Return promises, what is due first on top; closed ones, the latest first, where they are asked for."""
    found = _narrowed(Promise.objects.visible_to(user), wanted, now)
    over = wanted.queue == "over" or bool(wanted.everything)
    order = ("-made_at", "-id") if over else ("due_at", "id")
    return found.select_related("owner", "asker_person", "asker_enterprise").order_by(*order)


def _narrowed(found: PromiseQuerySet, wanted: Wanted, now: datetime) -> PromiseQuerySet:
    chosen: dict[str, Any] = {"kind": wanted.kind, "owner": wanted.owner}
    found = found.filter(**{name: value for name, value in chosen.items() if value})
    found = _in_queue(found, wanted, now)
    for part in wanted.text.split():
        asker = Q(asker_person__full_name__icontains=part) | Q(asker_enterprise__name_zh__icontains=part)
        found = found.filter(asker | Q(reference__icontains=part) | Q(title__icontains=part))
    return with_theme(found, wanted.theme) if wanted.theme else found


def _in_queue(found: PromiseQuerySet, wanted: Wanted, now: datetime) -> PromiseQuerySet:
    if wanted.queue == "over":
        return found.exclude(status__in=Promise.OPEN)
    conditions = _conditions(now)
    if wanted.queue in conditions:
        return found.filter(conditions[wanted.queue])
    return found if wanted.everything else found.open()


def queue_counts(user: User, *, now: datetime, owner: int | None = None, kind: str = "") -> dict[str, int]:
    """Return how many promises stand in each queue, in one query; `all` is every open one."""
    found = Promise.objects.visible_to(user).open()
    chosen: dict[str, Any] = {"owner": owner, "kind": kind}
    found = found.filter(**{name: value for name, value in chosen.items() if value})
    counts = {name: Count("pk", filter=condition) for name, condition in _conditions(now).items()}
    return found.aggregate(all=Count("pk"), **counts)


def open_promises(user: User, *, everybody: bool = False) -> int:
    """How many open promises somebody looks after, or the whole team does."""
    if not user.role_set & PROMISE_STAFF:
        return 0
    found = Promise.objects.visible_to(user).open()
    return found.count() if everybody else found.filter(owner=user).count()


def own_promises(user: User) -> QuerySet[Promise]:
    """Return what somebody asked for, open ones first, the latest on top."""
    running = Case(When(status__in=Promise.OPEN, then=1), default=0)
    found = Promise.objects.visible_to(user).select_related("owner", "asker_person")
    return found.annotate(running=running).order_by("-running", "-made_at", "-id")


def promise_timeline(promise: Promise, *, most: int = 100) -> QuerySet[TrailEntry]:
    return trail.of(promise)[:most]


def promise_owners() -> list[User]:
    """Return who can look after promises, by name."""
    named = Q()
    for role in PROMISE_STAFF:
        named |= Q(roles__icontains=f'"{role}"')
    return list(User.objects.filter(named, is_active=True).order_by("name", "pk"))


def people_asked_for(user: User) -> list[Person]:
    """Return for whom somebody may ask on the portal: for oneself, and an agent for the clients of her or his cases."""
    mine = Q(user=user)
    if user.has_role(Role.AGENT):
        mine |= Q(pk__in=FounderCase.objects.filter(agent=user).values("founder"))
    return list(Person.objects.filter(mine).order_by("full_name", "pk"))


def suggestions(user: User) -> QuerySet[Promise]:
    """Return what officials suggested, the latest first."""
    found = Promise.objects.visible_to(user).filter(kind="suggestion").select_related("owner")
    return found.order_by("-made_at", "id")


def ungrouped_grievances(user: User) -> QuerySet[Promise]:
    """Return grievances that are ours to pass upward or to answer, the oldest first."""
    ready = [status for status in Promise.UNANSWERED if status != Promise.Status.PASSED_ON]
    found = Promise.objects.visible_to(user).filter(kind="grievance", part_of=None, status__in=ready)
    return found.select_related("owner", "asker_person").order_by("made_at", "id")


def grievance_groups(user: User) -> QuerySet[Promise]:
    """Return what went upward, each with the number of those who asked, the latest first."""
    found = Promise.objects.visible_to(user).filter(kind="grievance", from_side=Promise.Side.CENTRE)
    return found.select_related("owner").annotate(askers=Count("gathers")).order_by("-made_at", "-id")


def quotas() -> QuerySet[ZoneQuota]:
    """Return what the zone gave by period, the latest first, with how many places were named, asked for and granted."""
    counts = {name: Count("nominations", filter=Q(nominations__status=name)) for name in Nomination.Status.values}
    return ZoneQuota.objects.annotate(**counts).order_by("-valid_from", "area")


def nominations(quota: ZoneQuota) -> QuerySet[Nomination]:
    """Return who is named for a quota, in order."""
    asked = ("promise", "promise__asker_person", "promise__asker_enterprise", "promise__owner")
    return quota.nominations.select_related(*asked).order_by("place")


def to_be_named(quota: ZoneQuota) -> list[Promise]:
    """Return open requests for priority in the quota's area that nobody has named yet, the oldest first."""
    found = Promise.objects.filter(kind="zone_priority", status__in=Promise.UNANSWERED, nomination=None)
    ready = found.filter(details__area=quota.area).select_related("asker_person", "asker_enterprise")
    return list(ready.order_by("made_at", "id"))


def questions_behind(given: Sequence[AnswerGiven]) -> dict[tuple[int, int], Promise]:
    """Return by edition and person the question that an answer was given to, the latest where there are several."""
    editions, people = {one.edition_id for one in given}, {one.person_id for one in given}
    asked = Promise.objects.filter(answer__in=editions, asker_person__in=people, replied_at__isnull=False)
    found: dict[tuple[int, int], Promise] = {}
    for promise in asked.order_by("replied_at", "pk"):
        if promise.answer_id and promise.asker_person_id:
            found[promise.answer_id, promise.asker_person_id] = promise
    return found


def asked_before(edition: Edition) -> int:
    """How many questions were answered with an edition."""
    return edition.answers.filter(replied_at__isnull=False).count()


@dataclass(frozen=True, slots=True)
class SpaceAsked:
    """Open needs of space, what is due first on top, and what they ask for together."""

    needs: list[Promise]

    @property
    def area(self) -> int:
        return sum(int(one.details.get("area") or 0) for one in self.needs)

    @property
    def people(self) -> int:
        return sum(int(one.details.get("people") or 0) for one in self.needs)

    @property
    def in_the_building(self) -> int:
        """Square metres of those that ask for the building, or do not say where."""
        inside = [one for one in self.needs if one.details.get("where", "building") == "building"]
        return sum(int(one.details.get("area") or 0) for one in inside)


def space_asked(user: User) -> SpaceAsked:
    found = Promise.objects.visible_to(user).open().filter(kind="space_need")
    return SpaceAsked(list(found.select_related("asker_person", "asker_enterprise").order_by("due_at", "id")))
