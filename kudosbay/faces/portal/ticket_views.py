"""My events: ticket with its code, giving a seat back, taking an offered one, papers and certificate afterwards."""

from base64 import b64decode
from collections.abc import Callable
from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.documents.storage import read_file
from kudosbay.faces import gathering_words as words
from kudosbay.faces.answers import attempt
from kudosbay.faces.downloads import as_download
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.portal.event_forms import FeedbackForm
from kudosbay.faces.requests import user_of
from kudosbay.gatherings import commands, queries
from kudosbay.gatherings.models import Booking
from kudosbay.kernel.errors import Refused
from kudosbay.people.models import Person

LETS_IN = {Booking.Status.CONFIRMED, Booking.Status.ATTENDED}


def ticket_of(request: HttpRequest, key: str) -> Booking:
    own = Booking.objects.visible_to(user_of(request))
    wanted = own.select_related("gathering", "person", "certificate", "presence", "feedback")
    return get_object_or_404(wanted, key=key)


def tickets(request: HttpRequest) -> HttpResponse:
    now, rows = timezone.now(), queries.my_bookings(user_of(request))
    coming = [one for one in reversed(rows) if one.gathering.ends_at >= now and one.is_live]
    past = [one for one in rows if one not in coming]
    context = {"coming": coming, "past": past, "words": words, "feed": _feed(request)}
    return render(request, "portal/events/tickets.html", context)


def _feed(request: HttpRequest) -> str:
    person = Person.objects.filter(user=user_of(request)).first()
    feed = person.calendar_feeds.filter(language=request.LANGUAGE_CODE).first() if person else None
    return f"{settings.BASE_URL}{reverse('public:event_feed', args=[feed.token])}" if feed else ""


@require_POST
def calendar(request: HttpRequest) -> HttpResponse:
    person = get_object_or_404(Person, user=user_of(request))
    act = commands.renew_feed if request.POST.get("anew") else commands.open_feed
    act(person, language=request.LANGUAGE_CODE, by=user_of(request), now=timezone.now())
    messages.success(request, _("This is your calendar’s address. Give it to nobody."))
    return redirect("portal:tickets")


def ticket(request: HttpRequest, ticket: str) -> HttpResponse:
    return render(request, "portal/events/ticket.html", _shown(ticket_of(request, ticket)))


def _shown(booking: Booking, form: FeedbackForm | None = None) -> dict[str, Any]:
    gathering, now = booking.gathering, timezone.now()
    over = gathering.ends_at < now
    given = getattr(booking, "feedback", None)
    return {
        "booking": booking,
        "event": gathering,
        "words": words,
        "qr": _qr(booking) if booking.status in LETS_IN and not over else "",
        "before": queries.in_line_before(booking) if booking.status == "waiting" else 0,
        "over": over,
        "papers": queries.materials_of(gathering) if booking.status in Booking.SEATED else [],
        "certifies": over and booking.status == "attended" and gathering.nature.certifies,
        "form": form or FeedbackForm(initial={"grade": given.grade, "text": given.text} if given else None),
    }


def said_by(booking: Booking) -> str:
    """What the ticket's code says: an address of ours, so that any phone knows what to do with it."""
    return f"{settings.BASE_URL}/go/tickets/{booking.key}/"


def _qr(booking: Booking) -> str:
    return str(segno.make(said_by(booking), error="m").svg_data_uri(scale=6, border=3, light="white"))


def code(request: HttpRequest, ticket: str) -> HttpResponse:
    booking = ticket_of(request, ticket)
    drawn = segno.make(said_by(booking), error="m").png_data_uri(scale=12, border=4)
    return as_download(b64decode(drawn.partition(",")[2]), name=f"ticket-{booking.code}.png", kind="image/png")


def _act(request: HttpRequest, ticket: str, act: Callable[[Booking], Any], *, done: str) -> HttpResponse:
    """Run a command on one's own ticket; a refusal is told on the ticket."""
    booking = ticket_of(request, ticket)
    try:
        act(booking)
        messages.success(request, done)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("portal:ticket", ticket)


@require_POST
def cancel(request: HttpRequest, ticket: str) -> HttpResponse:
    by, now = user_of(request), timezone.now()
    done = _("The place is given back. Whoever waits first is offered it.")
    return _act(request, ticket, lambda one: commands.cancel_booking(one, by=by, now=now), done=done)


@require_POST
def accept(request: HttpRequest, ticket: str) -> HttpResponse:
    by, now = user_of(request), timezone.now()
    return _act(request, ticket, lambda one: commands.accept_offer(one, by=by, now=now), done=_("The seat is yours."))


@require_POST
def feedback(request: HttpRequest, ticket: str) -> HttpResponse:
    booking, form = ticket_of(request, ticket), FeedbackForm(request.POST)
    if not form.is_valid() or attempt(form, lambda: _rated(request, booking, form)) is None:
        return render(request, "portal/events/ticket.html", _shown(booking, form), status=422)
    messages.success(request, _("Thank you. Those who prepare the next event read it."))
    return redirect("portal:ticket", ticket)


def _rated(request: HttpRequest, booking: Booking, form: FeedbackForm) -> object:
    return commands.give_feedback(booking, **form.cleaned_data, by=user_of(request), now=timezone.now())


@require_POST
def certificate(request: HttpRequest, ticket: str) -> HttpResponse:
    booking, by = ticket_of(request, ticket), user_of(request)
    try:
        made = commands.make_certificate(booking, language=html_lang(), by=by, now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("portal:ticket", ticket)
    paper = made.certificate
    return redirect("portal:generated", paper.key) if paper else redirect("portal:ticket", ticket)


def material(request: HttpRequest, ticket: str, material: str) -> HttpResponse:
    booking = ticket_of(request, ticket)
    rows = booking.gathering.materials.select_related("file")
    paper = get_object_or_404(rows if booking.status in Booking.SEATED else rows.filter(for_all=True), key=material)
    return as_download(read_file(paper.file), name=paper.file.name, kind=paper.file.kind)
