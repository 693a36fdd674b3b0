"""Acts on a gathering and on the bookings of its guests."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.faces.answers import attempt
from kudosbay.faces.desk.exports import as_table
from kudosbay.faces.desk.gathering_fetching import booking_of, gathering_of
from kudosbay.faces.desk.gathering_forms import BecauseForm, SignUpForm
from kudosbay.faces.desk.gathering_showing import guest_columns
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.requests import user_of
from kudosbay.gatherings import commands, queries
from kudosbay.gatherings.models import Booking, Gathering
from kudosbay.kernel.errors import Refused
from kudosbay.people.models import Person

MOVES: Final[dict[str, Callable[..., Gathering]]] = {
    "open": commands.open_sign_up,
    "close": commands.close_sign_up,
    "held": commands.record_held,
}
DECISIONS: Final[dict[str, Callable[..., Any]]] = {
    "approve": commands.approve_booking,
    "decline": commands.decline_booking,
    "cancel": commands.cancel_booking,
    "accept": commands.accept_offer,
}
AT_THE_DOOR: Final[dict[str, Callable[..., Any]]] = {
    "absent": commands.mark_absent,
    "undo": commands.undo_check_in,
}


def tried(request: HttpRequest, act: Callable[[], object], gathering: str) -> HttpResponse:
    """Do it and say so; a refusal is told on the page of the event."""
    try:
        act()
        messages.success(request, _("Done."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:gathering", gathering)


@require_POST
def move(request: HttpRequest, gathering: str) -> HttpResponse:
    found = gathering_of(request, gathering)
    act = MOVES.get(request.POST.get("verb", ""))
    if act is None:
        return redirect("desk:gathering", gathering)
    return tried(request, lambda: act(found, by=user_of(request), now=timezone.now()), gathering)


@require_POST
def decide(request: HttpRequest, gathering: str, booking: int) -> HttpResponse:
    found, verb = booking_of(request, gathering, booking), request.POST.get("verb", "")
    by, now = user_of(request), timezone.now()
    if verb in AT_THE_DOOR:
        return tried(request, lambda: AT_THE_DOOR[verb](found, by=by), gathering)
    if verb in DECISIONS:
        return tried(request, lambda: DECISIONS[verb](found, by=by, now=now), gathering)
    return redirect("desk:gathering", gathering)


def cancel(request: HttpRequest, gathering: str) -> HttpResponse:
    found = gathering_of(request, gathering)
    form = BecauseForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: _cancelled(request, found, form)) is not None:
        messages.success(request, _("Called off. Everybody who had a place is told."))
        return redirect("desk:gathering", gathering)
    context = {"form": form, "event": found, "heading": _("Call the event off"), "verb": _("Call it off and tell all")}
    return desk_page(request, "desk/gatherings/form.html", context, status=422 if form.errors else 200)


def _cancelled(request: HttpRequest, found: Gathering, form: BecauseForm) -> Gathering:
    because = form.cleaned_data["because"]
    return commands.cancel_gathering(found, because=because, by=user_of(request), now=timezone.now())


def sign_up(request: HttpRequest, gathering: str) -> HttpResponse:
    found = gathering_of(request, gathering)
    form = SignUpForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: _signed_up(request, found, form)) is not None:
        messages.success(request, _("Signed up, and told."))
        return redirect("desk:gathering", gathering)
    context = {"form": form, "event": found, "heading": _("Sign somebody up"), "verb": _("Sign up")}
    return desk_page(request, "desk/gatherings/form.html", context, status=422 if form.errors else 200)


def _signed_up(request: HttpRequest, found: Gathering, form: SignUpForm) -> Booking:
    people = Person.objects.visible_to(user_of(request))
    person = people.filter(reference=form.cleaned_data["person"].strip().upper()).first()
    if person is None:
        raise Refused(_("Nobody has this reference."), field="person")
    by, now = user_of(request), timezone.now()
    return commands.sign_up(found, person, by=by, now=now, how=Booking.How.DESK)


@require_POST
def export(request: HttpRequest, gathering: str) -> HttpResponseBase:
    found = gathering_of(request, gathering)
    kind = "xlsx" if request.POST.get("as") == "xlsx" else "csv"
    rows = queries.bookings_of(found)
    commands.note_export(what=found.reference, kind=kind, rows=len(rows), by=user_of(request))
    return as_table(kind, found.reference, columns=guest_columns(found), rows=rows)
