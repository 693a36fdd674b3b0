"""Wisdom guests: list, entering what one brings, whose merit it is, and the talents gathered."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.faces.answers import attempt
from kudosbay.faces.desk.exports import as_table
from kudosbay.faces.desk.guest_forms import CreditForm, GuestFilter, GuestForm, credit_initial, guest_initial
from kudosbay.faces.desk.guest_showing import columns, consent_to_ask, guest_rows, talents_page
from kudosbay.faces.desk.overview_forms import AsOfForm
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.desk.person_views import person_of
from kudosbay.faces.requests import user_of
from kudosbay.people import commands, queries
from kudosbay.people.models import GuestProfile, Person

ROWS = 50
KINDS = ("csv", "xlsx")


def guests(request: HttpRequest) -> HttpResponse:
    form, user, now = GuestFilter(request.GET), user_of(request), timezone.now()
    found = queries.guest_list(user, form.wanted, now=now)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    tags = queries.guest_tags(user, now=now)
    context = {"filter": form, "kept": form.kept, "rows": page, "guests": guest_rows(list(page)), "tags": tags}
    return desk_page(request, "desk/guests/list.html", context)


@require_POST
def export(request: HttpRequest) -> HttpResponseBase:
    form, user = GuestFilter(request.POST), user_of(request)
    kind = request.POST.get("as", "csv")
    kind = kind if kind in KINDS else KINDS[0]
    rows = queries.guest_list(user, form.wanted, now=timezone.now())
    commands.note_guests_export(kind=kind, rows=rows.count(), wanted=form.kept, by=user)
    return as_table(kind, "guests", columns=columns(), rows=rows.iterator(chunk_size=500))


def profile(request: HttpRequest, person: str) -> HttpResponse:
    found = person_of(request, person)
    held, version = queries.guest_profile(found, now=timezone.now()), queries.profile_version(found)
    initial = guest_initial(held, version=version)
    form = GuestForm(request.POST or None, initial=initial, text=consent_to_ask(found))
    if form.is_valid() and attempt(form, lambda: _kept(request, found, form)) is not None:
        messages.success(request, _("Kept. The guest stands in the list."))
        return redirect("desk:person", person)
    context = {"form": form, "person": found}
    return desk_page(request, "desk/guests/profile.html", context, status=422 if form.errors else 200)


def _kept(request: HttpRequest, found: Person, form: GuestForm) -> GuestProfile:
    by, now = user_of(request), timezone.now()
    return commands.keep_guest_profile(found, form.profile, agreed=form.agreed, seen=form.seen, by=by, now=now)


def credit(request: HttpRequest, person: str) -> HttpResponse:
    found = person_of(request, person)
    form = CreditForm(request.POST or None, initial=credit_initial(found), user=user_of(request))
    if form.is_valid() and attempt(form, lambda: _credited(request, found, form)) is not None:
        messages.success(request, _("Saved."))
        return redirect("desk:person", person)
    context = {"form": form, "person": found}
    return desk_page(request, "desk/guests/credit.html", context, status=422 if form.errors else 200)


def _credited(request: HttpRequest, found: Person, form: CreditForm) -> Person:
    why = form.cleaned_data["because"]
    return commands.credit_source(found, form.credit, because=why, seen=form.seen, by=user_of(request))


def talents(request: HttpRequest) -> HttpResponse:
    form = AsOfForm(request.GET)
    return desk_page(request, "desk/guests/talents.html", talents_page(form.asked) | {"as_of_form": form})
