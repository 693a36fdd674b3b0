"""The list of one's cases: for founders with several, and for agents with those of their clients."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from kudosbay.accounts.models import User
from kudosbay.cases.models import Case
from kudosbay.cases.queries import find_cases

PER_PAGE: Final = 30
NARROWED: Final[Mapping[str, Q]] = {
    "yours": Q(status=Case.Status.OPEN, turn=Case.Turn.CLIENT),
    "ours": Q(status=Case.Status.OPEN, turn=Case.Turn.US),
    "authority": Q(status=Case.Status.OPEN, turn=Case.Turn.AUTHORITY),
    "over": ~Q(status=Case.Status.OPEN),
}


@dataclass(frozen=True, slots=True)
class Listed:
    rows: QuerySet[Case]
    chips: list[dict[str, Any]]
    typed: str
    total: int
    only: str  # the reference, where somebody has one case and asked for nothing special
    query: dict[str, str]


def listed(user: User, asked: Mapping[str, str]) -> Listed:
    cases = Case.objects.visible_to(user)
    counts = cases.aggregate(all=Count("pk"), **{name: Count("pk", filter=rule) for name, rule in NARROWED.items()})
    name, typed = asked.get("show", ""), asked.get("q", "").strip()
    rows = find_cases(cases.filter(NARROWED.get(name, Q())), typed)
    rows = rows.select_related("founder", "adviser").order_by("-opened_at", "-pk")
    only = rows[0].reference if counts["all"] == 1 and not asked else ""
    return Listed(rows, _chips(counts, name), typed, counts["all"], only, {"show": name, "q": typed})


def _chips(counts: Mapping[str, int], here: str) -> list[dict[str, Any]]:
    words = {
        "": _("All"),
        "yours": _("Your turn"),
        "ours": _("We do this"),
        "authority": _("Authority"),
        "over": _("Over"),
    }
    return [
        {
            "label": label,
            "count": counts[name or "all"],
            "href": reverse("portal:cases", query={"show": name or "all"}),
            "current": name == here or (not name and here not in NARROWED),
            "tone": "turn" if name == "yours" else "",
        }
        for name, label in words.items()
    ]
