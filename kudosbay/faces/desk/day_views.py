"""My day: what is due, late, waiting for whom, unanswered."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.cases.models import Case
from kudosbay.cases.queries import QUEUES, begins_with_team, days_left, find_cases, queue, queue_counts
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.desk.promise_showing import promise_chips
from kudosbay.faces.requests import user_of

ROWS = 50
TEAM = {True: "1", False: "0"}
TONES = {"due": "turn", "late": "bad", "unanswered": "info"}


def day(request: HttpRequest) -> HttpResponse:
    user, today, chosen, everybody = user_of(request), localdate(), chosen_queue(request), wants_team(request)
    found = queue(user, chosen, today=today, everybody=everybody)
    context = {
        "today": today,
        "chips": chips(request, chosen, everybody=everybody),
        "everybody": everybody,
        "rows": rows(find_cases(found, request.GET.get("q", "")), request.GET.get("page", "1")),
        "left": days_left,
        "promise_chips": promise_chips(user),
        "query": {"queue": chosen, "team": TEAM[everybody]},
    }
    return desk_page(request, "desk/day.html", context)


def wants_team(request: HttpRequest) -> bool:
    wanted = request.GET.get("team", "")
    return wanted == "1" if wanted else begins_with_team(user_of(request))


def chosen_queue(request: HttpRequest) -> str:
    wanted = request.GET.get("queue", "")
    return wanted if wanted in QUEUES else "all"


def rows(cases: QuerySet[Case], page: str) -> Any:
    return Paginator(cases, ROWS).get_page(page)


def chips(request: HttpRequest, chosen: str, *, everybody: bool) -> list[dict[str, Any]]:
    """Return a chip for each queue with its live count; the address keeps the rest of the filter."""
    counts = queue_counts(user_of(request), today=localdate(), everybody=everybody)
    made = [{"label": label, "count": counts[name], "live": name} for name, label in labels().items()]
    for chip in made:
        name = chip["live"]
        chip["href"] = f"{reverse('desk:day')}?queue={name}&team={TEAM[everybody]}"
        chip["current"], chip["tone"] = name == chosen, TONES.get(str(name))
    return made


def labels() -> dict[str, str]:
    return {
        "all": _("All open"),
        "due": _("Due today"),
        "late": _("Late"),
        "us": _("Our turn"),
        "client": _("Waiting for the client"),
        "authority": _("Waiting for the authority"),
        "unanswered": _("Unanswered"),
    }
