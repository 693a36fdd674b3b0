"""Events for everybody: the list, one event with its seats, and the papers that anybody may read."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from kudosbay.accounts.matrix import CLIENTS
from kudosbay.documents.storage import read_file
from kudosbay.faces import gathering_words as words
from kudosbay.faces.downloads import as_download
from kudosbay.faces.requests import user_of
from kudosbay.faces.site.event_forms import EventFilter
from kudosbay.faces.site.event_showing import head_of
from kudosbay.gatherings import queries
from kudosbay.gatherings.models import Booking, Gathering
from kudosbay.kernel.labels import themes_of

ROWS = 24


def events(request: HttpRequest) -> HttpResponse:
    form = EventFilter(request.GET)
    found = queries.events(form.wanted(timezone.now()))
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {"filter": form, "kept": form.kept, "page": page, "shown": words.with_themes(list(page.object_list))}
    return render(request, "site/events/list.html", context | {"words": words})


def event(request: HttpRequest, event: str) -> HttpResponse:
    found = get_object_or_404(Gathering.objects.visible_to(None), reference=event)
    return render(request, "site/events/event.html", _shown(request, found))


def _shown(request: HttpRequest, found: Gathering) -> dict[str, Any]:
    now = timezone.now()
    return {
        "event": found,
        "words": words,
        "themes": themes_of(found),
        "papers": queries.materials_of(found, for_all=True),
        "takes_bookings": found.is_open and found.starts_at > now,
        "booking": _own(request, found),
        "over": found.ends_at < now,
        **_quick(request, found),
        **head_of(found),
    }


def _own(request: HttpRequest, found: Gathering) -> Booking | None:
    return queries.own_booking(user_of(request), found) if request.user.is_authenticated else None


def _quick(request: HttpRequest, found: Gathering) -> dict[str, bool]:
    """Tell who may sign up at all, and who can do it with one button: we know the person and ask nothing more."""
    if not request.user.is_authenticated:
        return {"may_sign_up": True, "one_tap": False}
    user = user_of(request)
    is_client = bool(user.role_set & CLIENTS)
    return {"may_sign_up": is_client, "one_tap": is_client and not found.questions and hasattr(user, "person")}


def material(_request: HttpRequest, event: str, material: str) -> HttpResponse:
    found = get_object_or_404(Gathering.objects.visible_to(None), reference=event)
    paper = get_object_or_404(found.materials.filter(for_all=True).select_related("file"), key=material)
    return as_download(read_file(paper.file), name=paper.file.name, kind=paper.file.kind)
