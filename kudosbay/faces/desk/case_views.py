"""The case workspace, and the list of all cases."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.cases import commands, queries
from kudosbay.cases.models import Case
from kudosbay.faces.desk.case_forms import CloseForm, MessageForm, NoteForm
from kudosbay.faces.desk.case_showing import workspace
from kudosbay.faces.desk.fetching import case_of
from kudosbay.faces.desk.filters import CaseFilter
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.requests import user_of

ROWS = 50


def cases(request: HttpRequest) -> HttpResponse:
    form = CaseFilter(request.GET)
    found = queries.find_cases(queries.all_cases(user_of(request), **form.chosen), request.GET.get("q", ""))
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    return desk_page(request, "desk/cases.html", {"filter": form, "rows": page, "query": form.kept})


def case(request: HttpRequest, reference: str) -> HttpResponse:
    return desk_page(request, "desk/case/case.html", workspace(case_of(request, reference)))


def _back(found: Case, anchor: str = "") -> HttpResponse:
    return redirect(f"/desk/cases/{found.reference}/{anchor}")


@require_POST
def note(request: HttpRequest, reference: str) -> HttpResponse:
    found, form = case_of(request, reference), NoteForm(request.POST)
    if not form.is_valid():
        return desk_page(request, "desk/case/case.html", workspace(found, note=form), status=422)
    commands.note_on_case(found, form.cleaned_data["text"], by=user_of(request), now=timezone.now())
    messages.success(request, _("Noted."))
    return _back(found, "#talk")


@require_POST
def message(request: HttpRequest, reference: str) -> HttpResponse:
    found, form = case_of(request, reference), MessageForm(request.POST)
    if not form.is_valid():
        return desk_page(request, "desk/case/case.html", workspace(found, message=form), status=422)
    text, by = form.cleaned_data["text"], user_of(request)
    commands.write_to_founder(found, text, by=by, now=timezone.now(), language=by.language)
    messages.success(request, _("Sent. The founder is told at once."))
    return _back(found, "#talk")


@require_POST
def close(request: HttpRequest, reference: str) -> HttpResponse:
    found, form = case_of(request, reference), CloseForm(request.POST)
    if not form.is_valid():
        return desk_page(request, "desk/case/case.html", workspace(found, close=form), status=422)
    commands.close_case(found, because=form.cleaned_data["because"], by=user_of(request), now=timezone.now())
    messages.success(request, _("The case is closed. You can open it again."))
    return _back(found)


@require_POST
def reopen(request: HttpRequest, reference: str) -> HttpResponse:
    found = case_of(request, reference)
    commands.reopen_case(found, by=user_of(request), now=timezone.now())
    messages.success(request, _("The case is open again."))
    return _back(found)
