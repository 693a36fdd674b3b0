"""Calendars: one event for everybody, and a person's own under an address that nobody guesses."""

import hashlib

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kudosbay.faces.jinja import html_lang
from kudosbay.gatherings import queries
from kudosbay.gatherings.calendars import one_event, own_events
from kudosbay.gatherings.models import Gathering

KIND = "text/calendar; charset=utf-8"


def one(request: HttpRequest, event: str) -> HttpResponse:
    found = get_object_or_404(Gathering.objects.visible_to(None), reference=event)
    address = f"{settings.BASE_URL}{reverse('public:event', args=[found.reference])}"
    return as_calendar(request, one_event(found, language=html_lang(), address=address), name=f"{found.reference}.ics")


def feed(request: HttpRequest, feed: str) -> HttpResponse:
    found = queries.feed_of(feed)
    if found is None:
        raise Http404
    places = queries.in_calendar(found.person, since=timezone.now())
    address = f"{settings.BASE_URL}/go/tickets/{{key}}/"
    content = own_events(places, language=html_lang(found.language), address=address, name=_("Kudosbay events"))
    return as_calendar(request, content, name="kudosbay.ics")


def as_calendar(request: HttpRequest, content: bytes, *, name: str) -> HttpResponse:
    """Calendars ask often: what they have already is not sent again."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified()
    response = HttpResponse(content, content_type=KIND)
    response.headers["ETag"] = tag
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response
