"""Growth of enterprises: firms that move in, stages with evidence."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kudosbay.enterprises import commands
from kudosbay.enterprises.models import Enterprise, Stage
from kudosbay.faces.answers import attempt, once
from kudosbay.faces.desk.enterprise_views import company_of
from kudosbay.faces.desk.growth_forms import MovedInForm, StageBackForm, StageForm, WhereFromForm
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.requests import user_of


def _form_page(
    request: HttpRequest, form: forms.Form, *, found: Enterprise | None = None, heading: str
) -> HttpResponse:
    back = reverse("desk:enterprise", args=[found.reference]) if found else reverse("desk:enterprises")
    context = {"form": form, "heading": heading, "back": back, "thing": str(found) if found else _("Enterprises")}
    return desk_page(request, "desk/simple_form.html", context, status=422 if form.errors else 200)


def _done(request: HttpRequest, found: Enterprise) -> HttpResponse:
    messages.success(request, _("Recorded. The figures follow."))
    return redirect("desk:enterprise", found.reference)


def moved_in(request: HttpRequest) -> HttpResponse:
    form = MovedInForm(request.POST or None)
    if form.is_valid():
        address = attempt(form, lambda: once(request, lambda: _moved_in(request, form)))
        if address:
            messages.success(request, _("Recorded. The figures follow."))
            return redirect(address)
    return _form_page(request, form, heading=_("Register a firm that moves in"))


def _moved_in(request: HttpRequest, form: MovedInForm) -> str:
    by, now = user_of(request), timezone.now()
    row = commands.register_moved_in(form.licence, form.came, by=by, now=now)
    return reverse("desk:enterprise", args=[row.reference])


def where_from(request: HttpRequest, company: str) -> HttpResponse:
    found = company_of(request, company)
    known = {"place": found.moved_from, "founded_on": found.founded_on, "evidence": found.moved_evidence}
    form = WhereFromForm(request.POST or None, initial=known | {"version": found.version})
    if form.is_valid() and attempt(form, lambda: _told_where_from(request, found, form)) is not None:
        return _done(request, found)
    return _form_page(request, form, found=found, heading=_("From where it moved in"))


def _told_where_from(request: HttpRequest, found: Enterprise, form: WhereFromForm) -> Enterprise:
    return commands.record_where_from(found, form.came, by=user_of(request), seen=form.seen)


def stage(request: HttpRequest, company: str) -> HttpResponse:
    found, form = company_of(request, company), StageForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: _reached(request, found, form)) is not None:
        return _done(request, found)
    return _form_page(request, form, found=found, heading=_("Record a stage of growth"))


def _reached(request: HttpRequest, found: Enterprise, form: StageForm) -> Stage:
    return commands.record_stage(found, by=user_of(request), now=timezone.now(), **form.cleaned_data)


def stage_back(request: HttpRequest, company: str, stage: int) -> HttpResponse:
    found = company_of(request, company)
    row, form = get_object_or_404(found.stages, pk=stage), StageBackForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: _taken_back(request, row, form)):
        return _done(request, found)
    return _form_page(request, form, found=found, heading=_("Take back a stage"))


def _taken_back(request: HttpRequest, row: Stage, form: StageBackForm) -> bool:
    commands.take_back_stage(row, because=form.cleaned_data["because"], by=user_of(request))
    return True
