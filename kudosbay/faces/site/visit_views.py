"""What a government visitor reads without signing in: the frozen figures of a visit, as a page, as slides, as data."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from kudosbay.accounts.policy import STRANGER
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.presenting import slide_page
from kudosbay.faces.site import visit_showing as showing
from kudosbay.gatherings.commands import note_look
from kudosbay.gatherings.models import VisitLink
from kudosbay.gatherings.queries import link_of

CLOSED = {"X-Robots-Tag": "noindex, nofollow", "Cache-Control": "private, no-store"}


def visit(request: HttpRequest, link: str) -> HttpResponse:
    found = _looked_at(link)
    if found is None:
        return _closed(render(request, "site/visits/ended.html", status=410))
    return _closed(render(request, "site/visits/visit.html", showing.visit_page(found)))


def slides(request: HttpRequest, link: str) -> HttpResponse:
    found = _looked_at(link)
    if found is None:
        return _closed(render(request, "site/visits/ended.html", status=410))
    shown = showing.on_the_wall(found, html_lang())
    page = slide_page(shown, request.GET, lambda query: reverse("public:visit_slides", args=[link], query=query))
    return _closed(render(request, "present/slide.html", shown | page))


def figures(_request: HttpRequest, link: str) -> HttpResponse:
    found = _looked_at(link)
    content: dict[str, Any] = showing.as_data(found) if found else {"ended": True}
    answer = JsonResponse(content, status=200 if found else 410, json_dumps_params={"ensure_ascii": False})
    return _closed(answer)


def _looked_at(link: str) -> VisitLink | None:
    """Return the link, its opening counted; nothing where it has ended; an address that never was is not there."""
    found, now = link_of(link), timezone.now()
    if found is None:
        raise Http404
    if not found.is_open(now):
        return None
    note_look(found, by=STRANGER, now=now)
    return found


def _closed(answer: HttpResponse) -> HttpResponse:
    """Nobody else keeps it or finds it; other sites never learn its address, as the house's headers say."""
    for name, value in CLOSED.items():
        answer.headers[name] = value
    return answer
