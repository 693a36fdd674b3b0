"""The case workspace, and the list of all cases."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.cases import commands, queries
from kudosbay.cases.models import Case
from kudosbay.faces.answers import once
from kudosbay.faces.desk.case_forms import CloseForm, MessageForm, NoteForm, PastForm
from kudosbay.faces.desk.case_showing import past_workspace, workspace
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
    """The case as it is, or with `?as_of=2026-11-28` as it was at the end of that day."""
    found, asked = case_of(request, reference), PastForm(request.GET)
    if asked.day:
        return desk_page(request, "desk/case/past.html", past_workspace(found, asked))
    return desk_page(request, "desk/case/case.html", workspace(found))


def _back(found: Case) -> HttpResponse:
    return redirect("desk:case", found.reference)


@require_POST
def note(request: HttpRequest, reference: str) -> HttpResponse:
    found, form = case_of(request, reference), NoteForm(request.POST)
    if not form.is_valid():
        return desk_page(request, "desk/case/case.html", workspace(found, note=form), status=422)
    address = once(request, lambda: _noted(request, found, form.cleaned_data["text"]))
    messages.success(request, _("Noted."))
    return redirect(address)


def _noted(request: HttpRequest, found: Case, text: str) -> str:
    commands.note_on_case(found, text, by=user_of(request), now=timezone.now())
    return _talk_of(found)


def _talk_of(found: Case) -> str:
    return f"{reverse('desk:case', args=[found.reference])}#talk"


@require_POST
def message(request: HttpRequest, reference: str) -> HttpResponse:
    found, form = case_of(request, reference), MessageForm(request.POST)
    if not form.is_valid():
        return desk_page(request, "desk/case/case.html", workspace(found, message=form), status=422)
    address = once(request, lambda: _written(request, found, form.cleaned_data["text"]))
    messages.success(request, _("Sent. The founder is told at once."))
    return redirect(address)


def _written(request: HttpRequest, found: Case, text: str) -> str:
    by = user_of(request)
    commands.write_to_founder(found, text, by=by, now=timezone.now(), language=by.language)
    return _talk_of(found)


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
