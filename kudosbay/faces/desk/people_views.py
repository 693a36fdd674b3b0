"""The database of people: find, narrow, export, register."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.faces.answers import attempt, once
from kudosbay.faces.desk.exports import as_table
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.desk.people_forms import PeopleFilter, RegisterForm, look_alikes
from kudosbay.faces.desk.people_showing import columns
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.requests import user_of
from kudosbay.people import commands, queries

FORMS = ("csv", "xlsx")


def people(request: HttpRequest) -> HttpResponse:
    form = PeopleFilter(request.GET)
    page = queries.people_page(user_of(request), form.wanted, after=request.GET.get("after", ""))
    context = {"filter": form, "page": page, "kept": form.kept, "later": bool(request.GET.get("after"))}
    return desk_page(request, "desk/people/list.html", context)


@require_POST
def export(request: HttpRequest) -> HttpResponseBase:
    """Hand out all people of the filter. How many left, and for which filter, stands in the trail."""
    form = PeopleFilter(request.POST)
    kind = request.POST.get("form", "csv")
    rows = queries.narrowed(user_of(request), form.wanted)
    kind = kind if kind in FORMS else FORMS[0]
    commands.note_export(kind=kind, rows=rows.count(), wanted=form.kept, by=user_of(request))
    ordered = queries.in_order(rows, form.wanted).select_related("adviser")
    return as_table(kind, "people", columns=columns(), rows=ordered.iterator(chunk_size=500))


def alike(request: HttpRequest) -> HttpResponse:
    """Answer a form that is being filled in: who may be the same person."""
    found = look_alikes(request.GET, user_of(request))
    return render(request, "desk/people/alike.html", {"alike": found})


def register(request: HttpRequest) -> HttpResponse:
    initial = {"full_name": request.GET.get("name", ""), "language": html_lang()}
    form = RegisterForm(request.POST or None, user=user_of(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        address = attempt(form, lambda: once(request, lambda: _registered(request, form)))
        if address:
            messages.success(request, _("Registered."))
            return redirect(address)
    status = 422 if form.errors else 200
    return desk_page(request, "desk/people/register.html", {"form": form, "alike": form.alike}, status=status)


def _registered(request: HttpRequest, form: RegisterForm) -> str:
    form.must_be_another()
    by = user_of(request)
    person = commands.register_person(by=by, now=timezone.now(), brought_by=by, **form.values)
    return reverse("desk:person", args=[person.reference])
