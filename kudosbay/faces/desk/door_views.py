"""The door on a phone: tickets in and out, also told later by a phone without network; walk-ins; the paper list."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.accounts.models import User
from kudosbay.centre.models import ConsentText
from kudosbay.centre.queries import consent_texts
from kudosbay.faces import gathering_words as words
from kudosbay.faces.answers import attempt
from kudosbay.faces.desk.door_forms import DoorForm, Told, WalkInForm, told
from kudosbay.faces.desk.gathering_fetching import gathering_of
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.requests import user_of
from kudosbay.gatherings import commands, queries
from kudosbay.gatherings.models import Booking, Gathering
from kudosbay.kernel.errors import Refused
from kudosbay.people.models import Person

CONSENT = "exchange"


def door(request: HttpRequest, gathering: str) -> HttpResponse:
    found = gathering_of(request, gathering)
    form = DoorForm(request.POST if request.method == "POST" else None, initial={"act": "in"})
    said = attempt(form, lambda: _noted(found, form.cleaned_data, by=user_of(request))) if form.is_valid() else None
    if said:
        (messages.info if said["again"] else messages.success)(request, said["words"])
        return redirect("desk:gathering_door", gathering)
    context = {"event": found, "form": form, "guests": _expected(found), "words": words}
    return desk_page(request, "desk/gatherings/door.html", context, status=422 if form.errors else 200)


def _expected(found: Gathering) -> list[Booking]:
    rows = queries.bookings_of(found)
    return sorted(
        (one for one in rows if one.status in Booking.SEATED or one.status == "no_show"),
        key=lambda one: one.person.sort_key,
    )


def _noted(found: Gathering, given: dict[str, str], *, by: User, at: datetime | None = None) -> dict[str, Any]:
    """Let in or out; return words for the person at the door."""
    now = timezone.now()
    if given["act"] == "out":
        noted = commands.check_out(found, given["ticket"], left_at=at or now, by=by, now=now)
        said = _("Had left already: %(name)s") if noted.again else _("Leaves: %(name)s")
    else:
        noted = commands.check_in(found, given["ticket"], came_at=at or now, by=by, now=now)
        said = _("Is in already: %(name)s") if noted.again else _("Welcome: %(name)s")
    return {"again": noted.again, "words": said % {"name": noted.booking.person.full_name}, "code": noted.booking.code}


@require_POST
def replay(request: HttpRequest, gathering: str) -> JsonResponse:
    """Take what a phone noted, in the order in which it happened. The same note a second time changes nothing."""
    found, by = gathering_of(request, gathering), user_of(request)
    try:
        notes = told(request.body)
    except ValueError:
        return JsonResponse({"notes": []}, status=400)
    return JsonResponse({"notes": [_answer(found, note, by) for note in notes]})


def _answer(found: Gathering, note: Told, by: User) -> dict[str, Any]:
    try:
        return {"key": note.key, "taken": True} | _noted(
            found, {"act": note.act, "ticket": note.ticket}, by=by, at=note.at
        )
    except Refused as refusal:
        return {"key": note.key, "taken": False, "words": str(refusal)}


def walk_in(request: HttpRequest, gathering: str) -> HttpResponse:
    found = gathering_of(request, gathering)
    form = WalkInForm(request.POST if request.method == "POST" else None, text=_consent())
    if form.is_valid() and attempt(form, lambda: _let_in(request, found, form)) is not None:
        messages.success(request, _("Let in, and written down."))
        return redirect("desk:gathering_door", gathering)
    context = {"form": form, "event": found, "heading": _("Somebody without a booking"), "verb": _("Let in")}
    return desk_page(request, "desk/gatherings/form.html", context, status=422 if form.errors else 200)


def _consent() -> ConsentText | None:
    texts = consent_texts(localdate(), language=html_lang())
    return next((text for text in texts if text.purpose == CONSENT), None)


def _let_in(request: HttpRequest, found: Gathering, form: WalkInForm) -> Booking:
    by, now, reference = user_of(request), timezone.now(), form.cleaned_data["person"].strip().upper()
    if not reference:
        return commands.walk_in(found, form.newcomer, by=by, now=now)
    person = Person.objects.visible_to(by).filter(reference=reference).first()
    if person is None:
        raise Refused(_("Nobody has this reference."), field="person")
    return commands.walk_in(found, person, by=by, now=now)


def paper_list(request: HttpRequest, gathering: str) -> HttpResponse:
    """The list to print and sign; afterwards the same page to tick who signed."""
    found = gathering_of(request, gathering)
    if request.method == "POST":
        chosen = [int(number) for number in request.POST.getlist("booking") if number.isdecimal()]
        count = commands.tick_from_paper(found, chosen, by=user_of(request))
        messages.success(request, _("Noted as having been there: %(count)s") % {"count": count})
        return redirect("desk:gathering", gathering)
    return desk_page(
        request, "desk/gatherings/paper.html", {"event": found, "guests": _expected(found), "words": words}
    )
