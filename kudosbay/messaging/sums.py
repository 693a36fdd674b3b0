"""What became of a message to many, counted from its rows, never kept beside them."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q, QuerySet

from kudosbay.accounts.models import User
from kudosbay.messaging.models import Campaign, Delivery, Recipient

Status = Delivery.Status
ENDS: Final[dict[str, list[str]]] = {
    "waiting": [*Delivery.WAITING, Status.CLAIMED],
    "accepted": [Status.ACCEPTED],
    "failed": [Status.FAILED, Status.PARKED],
    "suppressed": [Status.SUPPRESSED],
}


@dataclass(frozen=True, slots=True)
class Sums:
    """People by what became of them: `left_out` and `to_write` have no delivery, the others are deliveries."""

    left_out: int = 0
    to_write: int = 0
    waiting: int = 0
    accepted: int = 0
    failed: int = 0
    suppressed: int = 0

    @property
    def concerned(self) -> int:
        return self.left_out + self.to_write + self.waiting + self.accepted + self.failed + self.suppressed


def campaigns(user: User, *, kind: str = "", status: str = "") -> QuerySet[Campaign]:
    """Return messages to many, newest first."""
    chosen = {name: value for name, value in {"kind": kind, "status": status}.items() if value}
    return Campaign.objects.visible_to(user).filter(**chosen).select_related("made_by").order_by("-made_at", "-id")


def sums_of(some: list[Campaign]) -> dict[int, Sums]:
    """Return the sums of a page of campaigns by their ids: two queries, however many there are."""
    keys = [campaign.pk for campaign in some]
    out, ready = Count("pk", filter=~Q(left_out="")), Count("pk", filter=Q(left_out=""))
    people = Recipient.objects.filter(campaign__in=keys).values_list("campaign").annotate(out=out, ready=ready)
    counted = {name: Count("pk", filter=Q(status__in=statuses)) for name, statuses in ENDS.items()}
    ends = written_to().filter(campaign__in=keys).values_list("campaign").annotate(**counted)
    before, after = {row[0]: row[1:] for row in people}, {row[0]: row[1:] for row in ends}
    return {key: Sums(*before.get(key, (0, 0)), *after.get(key, (0, 0, 0, 0))) for key in keys}


def written_to() -> QuerySet[Delivery]:
    return Delivery.objects.exclude(kind=Delivery.Kind.TEST)


def coverage(campaign: Campaign) -> list[tuple[str, int, bool]]:
    """Return (language, people, whether there are words in it) of those who get it, most first."""
    waiting = campaign.recipients.filter(left_out="").values_list("language").annotate(people=Count("pk"))
    gone = written_to().filter(campaign=campaign).values_list("language").annotate(people=Count("pk"))
    people: Counter[str] = Counter(dict(waiting.order_by()))
    people.update(dict(gone.order_by()))
    return [(code, count, code in campaign.texts) for code, count in people.most_common()]


def left_out(campaign: Campaign) -> list[tuple[str, int]]:
    """Return (reason, people), most first."""
    rows = campaign.recipients.exclude(left_out="").values_list("left_out").annotate(people=Count("pk"))
    return [(str(Recipient.LeftOut(reason).label), people) for reason, people in rows.order_by("-people")]


def status_counts() -> dict[str, int]:
    rows = Campaign.objects.values_list("status").annotate(number=Count("pk"))
    return {str(status): number for status, number in rows}
