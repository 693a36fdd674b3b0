"""The house on the desk: floors and rooms, the pool of registered addresses."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.faces.answers import attempt, once
from kudosbay.faces.desk.exports import as_table
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.desk.premises_forms import (
    AddressFilter,
    AllotForm,
    DayForm,
    EndForm,
    LetForm,
    ReleaseForm,
    ReserveForm,
    RoomForm,
)
from kudosbay.faces.desk.premises_showing import address_page, columns, house_page, room_page
from kudosbay.faces.requests import user_of
from kudosbay.premises import commands, queries
from kudosbay.premises.models import RegisteredAddress, Room

ROWS = 50
KINDS = ("csv", "xlsx")


def house(request: HttpRequest) -> HttpResponse:
    form = DayForm(request.GET)
    return desk_page(request, "desk/premises/house.html", house_page(user_of(request), form.day) | {"day_form": form})


def room_of(request: HttpRequest, number: int) -> Room:
    return get_object_or_404(Room.objects.visible_to(user_of(request)), pk=number)


def address_of(request: HttpRequest, reference: str) -> RegisteredAddress:
    found = RegisteredAddress.objects.visible_to(user_of(request)).select_related("enterprise", "person", "reserved_by")
    return get_object_or_404(found, reference=reference)


def _form_page(
    request: HttpRequest, form: forms.Form, *, heading: str, verb: str, back: str, thing: str
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "heading": heading, "verb": verb, "back": back, "thing": thing}
    return desk_page(request, "desk/simple_form.html", context, status=422 if form.errors else 200)


def room(request: HttpRequest, room: int) -> HttpResponse:
    found = room_of(request, room)
    return desk_page(request, "desk/premises/room.html", room_page(found, localdate()))


def room_add(request: HttpRequest) -> HttpResponse:
    form = RoomForm(request.POST or None)
    if form.is_valid():
        address = attempt(form, lambda: once(request, lambda: _added(request, form)))
        if address:
            messages.success(request, _("Saved."))
            return redirect(address)
    said = {"heading": _("Add a room"), "verb": _("Add the room")}
    return _form_page(request, form, **said, back=reverse("desk:premises"), thing=_("Building and addresses"))


def _added(request: HttpRequest, form: RoomForm) -> str:
    row = commands.add_room(by=user_of(request), **form.cleaned_data)
    return reverse("desk:room", args=[row.pk])


def room_let(request: HttpRequest, room: int) -> HttpResponse:
    found = room_of(request, room)
    form = LetForm(request.POST or None, user=user_of(request))
    if form.is_valid() and attempt(form, lambda: _let(request, found, form)) is not None:
        messages.success(request, _("Recorded. The figures follow."))
        return redirect("desk:room", room)
    said = {"heading": _("Somebody moves in"), "verb": _("Record who sits there")}
    return _form_page(request, form, **said, back=reverse("desk:room", args=[room]), thing=str(found))


def _let(request: HttpRequest, found: Room, form: LetForm) -> object:
    since, by = form.cleaned_data["since"], user_of(request)
    return commands.let_room(found, form.occupant, since=since, by=by, now=timezone.now())


def room_end(request: HttpRequest, room: int) -> HttpResponse:
    found, form = room_of(request, room), EndForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: _ended(request, found, form)) is not None:
        messages.success(request, _("Recorded. The figures follow."))
        return redirect("desk:room", room)
    said = {"heading": _("The room becomes free"), "verb": _("Record that it is free")}
    return _form_page(request, form, **said, back=reverse("desk:room", args=[room]), thing=str(found))


def _ended(request: HttpRequest, found: Room, form: EndForm) -> object:
    return commands.end_occupancy(found, by=user_of(request), now=timezone.now(), **form.cleaned_data)


def addresses(request: HttpRequest) -> HttpResponse:
    form = AddressFilter(request.GET)
    found = queries.address_list(user_of(request), form.wanted)
    rows = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {"filter": form, "kept": form.kept, "rows": rows, "capacity": queries.capacity(localdate())}
    return desk_page(request, "desk/premises/addresses.html", context)


@require_POST
def export(request: HttpRequest) -> HttpResponseBase:
    form = AddressFilter(request.POST)
    kind = request.POST.get("as", "csv")
    kind = kind if kind in KINDS else KINDS[0]
    rows = queries.address_list(user_of(request), form.wanted)
    commands.note_addresses_export(kind=kind, rows=rows.count(), wanted=form.kept, by=user_of(request))
    return as_table(kind, "addresses", columns=columns(), rows=rows.iterator(chunk_size=500))


def reserve(request: HttpRequest) -> HttpResponse:
    form = ReserveForm(request.POST or None, user=user_of(request), initial={"whom": request.GET.get("for", "")[:30]})
    if form.is_valid():
        address = attempt(form, lambda: once(request, lambda: _reserved(request, form)))
        if address:
            messages.success(request, _("Reserved. It expires unless it is allotted in time."))
            return redirect(address)
    said = {"heading": _("Reserve an address"), "verb": _("Reserve the next address")}
    return _form_page(request, form, **said, back=reverse("desk:addresses"), thing=_("Registered addresses"))


def _reserved(request: HttpRequest, form: ReserveForm) -> str:
    row = commands.reserve_address(form.cleaned_data["whom"], by=user_of(request), now=timezone.now())
    return reverse("desk:address", args=[row.reference])


def address(request: HttpRequest, address: str) -> HttpResponse:
    found = address_of(request, address)
    return desk_page(request, "desk/premises/address.html", address_page(found))


def allot(request: HttpRequest, address: str) -> HttpResponse:
    found = address_of(request, address)
    known = {"version": found.version, "company": found.enterprise.reference if found.enterprise else ""}
    form = AllotForm(request.POST or None, user=user_of(request), initial=known)
    if form.is_valid() and attempt(form, lambda: _allotted(request, found, form)) is not None:
        messages.success(request, _("Allotted. The register of enterprises follows."))
        return redirect("desk:address", address)
    said = {"heading": _("Allot the address"), "verb": _("Allot the address")}
    return _form_page(request, form, **said, back=reverse("desk:address", args=[address]), thing=found.text)


def _allotted(request: HttpRequest, found: RegisteredAddress, form: AllotForm) -> RegisteredAddress:
    given, by, now = form.cleaned_data, user_of(request), timezone.now()
    held = {"agreed_until": given["agreed_until"], "evidence": given["evidence"]}
    return commands.allot_address(found, given["company"], seen=form.seen, by=by, now=now, **held)


def release(request: HttpRequest, address: str) -> HttpResponse:
    found = address_of(request, address)
    form = ReleaseForm(request.POST or None, initial={"version": found.version})
    if form.is_valid() and attempt(form, lambda: _released(request, found, form)) is not None:
        messages.success(request, _("Given back. It is free again."))
        return redirect("desk:address", address)
    said = {"heading": _("Give the address back"), "verb": _("Give the address back")}
    return _form_page(request, form, **said, back=reverse("desk:address", args=[address]), thing=found.text)


def _released(request: HttpRequest, found: RegisteredAddress, form: ReleaseForm) -> RegisteredAddress:
    because, by = form.cleaned_data["because"], user_of(request)
    return commands.release_address(found, because=because, seen=form.seen, by=by, now=timezone.now())
