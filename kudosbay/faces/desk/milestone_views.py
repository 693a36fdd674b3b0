"""What the centre and its firms reached: list, page, add, amend, terms and assessments."""

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

from kudosbay.enterprises import commands, queries
from kudosbay.enterprises.models import Milestone
from kudosbay.faces.answers import attempt, once
from kudosbay.faces.desk.exports import as_table
from kudosbay.faces.desk.milestone_forms import (
    AmendForm,
    AssessmentForm,
    MilestoneFilter,
    MilestoneForm,
    TermForm,
    amend_initial,
)
from kudosbay.faces.desk.milestone_showing import columns, milestone_page
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.requests import user_of
from kudosbay.kernel.labels import themes_of_many

ROWS = 50
KINDS = ("csv", "xlsx")


def milestone_of(request: HttpRequest, number: int) -> Milestone:
    found = Milestone.objects.visible_to(user_of(request)).select_related("enterprise")
    return get_object_or_404(found, pk=number)


def milestones(request: HttpRequest) -> HttpResponse:
    form = MilestoneFilter(request.GET, years=queries.milestone_years(user_of(request)))
    found = queries.milestone_list(user_of(request), form.wanted)
    rows = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {"filter": form, "kept": form.kept, "rows": rows, "today": localdate()}
    context |= {"themes": themes_of_many(list(rows))}
    return desk_page(request, "desk/milestones/list.html", context)


@require_POST
def export(request: HttpRequest) -> HttpResponseBase:
    form = MilestoneFilter(request.POST, years=queries.milestone_years(user_of(request)))
    kind = request.POST.get("as", "csv")
    kind = kind if kind in KINDS else KINDS[0]
    rows = queries.milestone_list(user_of(request), form.wanted)
    commands.note_milestones_export(kind=kind, rows=rows.count(), wanted=form.kept, by=user_of(request))
    return as_table(kind, "milestones", columns=columns(), rows=rows.iterator(chunk_size=500))


def milestone(request: HttpRequest, milestone: int) -> HttpResponse:
    found = milestone_of(request, milestone)
    return desk_page(request, "desk/milestones/milestone.html", milestone_page(found))


def _form_page(request: HttpRequest, form: forms.Form, *, found: Milestone | None = None, heading: str) -> HttpResponse:
    back = reverse("desk:milestone", args=[found.pk]) if found else reverse("desk:milestones")
    context: dict[str, Any] = {"form": form, "heading": heading, "back": back}
    context |= {"thing": str(found) if found else _("Milestones and accreditations")}
    return desk_page(request, "desk/simple_form.html", context, status=422 if form.errors else 200)


def _saved(request: HttpRequest, found: Milestone) -> HttpResponse:
    messages.success(request, _("Recorded. The figures follow."))
    return redirect("desk:milestone", found.pk)


def add(request: HttpRequest) -> HttpResponse:
    form = MilestoneForm(request.POST or None, user=user_of(request), initial={"kind": Milestone.Kind.MILESTONE})
    if form.is_valid():
        address = attempt(form, lambda: once(request, lambda: _added(request, form)))
        if address:
            messages.success(request, _("Recorded. The figures follow."))
            return redirect(address)
    return _form_page(request, form, heading=_("Add a milestone or an accreditation"))


def _added(request: HttpRequest, form: MilestoneForm) -> str:
    row = commands.add_milestone(form.honour, by=user_of(request), now=timezone.now())
    return reverse("desk:milestone", args=[row.pk])


def amend(request: HttpRequest, milestone: int) -> HttpResponse:
    found = milestone_of(request, milestone)
    form = AmendForm(request.POST or None, user=user_of(request), initial=amend_initial(found))
    if form.is_valid() and attempt(form, lambda: _amended(request, found, form)) is not None:
        return _saved(request, found)
    return _form_page(request, form, found=found, heading=_("Put right what is said"))


def _amended(request: HttpRequest, found: Milestone, form: AmendForm) -> Milestone:
    by, now, why = user_of(request), timezone.now(), form.cleaned_data["because"]
    return commands.amend_milestone(found, form.honour, because=why, seen=form.seen, by=by, now=now)


def term(request: HttpRequest, milestone: int) -> HttpResponse:
    found, form = milestone_of(request, milestone), TermForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: _term_added(request, found, form)) is not None:
        return _saved(request, found)
    return _form_page(request, form, found=found, heading=_("Add a term"))


def _term_added(request: HttpRequest, found: Milestone, form: TermForm) -> object:
    return commands.add_term(found, by=user_of(request), now=timezone.now(), **form.cleaned_data)


def assessment(request: HttpRequest, milestone: int) -> HttpResponse:
    found, form = milestone_of(request, milestone), AssessmentForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: _assessed(request, found, form)) is not None:
        return _saved(request, found)
    return _form_page(request, form, found=found, heading=_("Add an assessment"))


def _assessed(request: HttpRequest, found: Milestone, form: AssessmentForm) -> object:
    return commands.add_assessment(found, by=user_of(request), **form.cleaned_data)
