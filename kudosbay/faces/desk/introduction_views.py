"""Introductions at the desk: list, page, and the acts of the adviser between two sides."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.faces.answers import attempt
from kudosbay.faces.desk.exports import as_table
from kudosbay.faces.desk.introduction_forms import (
    FollowUpForm,
    IntroductionFilter,
    MeetingForm,
    OutcomeForm,
    ReceiptForm,
    SideForm,
)
from kudosbay.faces.desk.introduction_showing import columns, introduction_page
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.requests import user_of
from kudosbay.introductions import commands, queries
from kudosbay.introductions.models import Introduction

ROWS = 50
KINDS = ("csv", "xlsx")


def introduction_of(request: HttpRequest, reference: str) -> Introduction:
    found = Introduction.objects.visible_to(user_of(request)).with_sides()
    return get_object_or_404(found.select_related("credit", "answered_by"), reference=reference)


def introductions(request: HttpRequest) -> HttpResponse:
    form, user = IntroductionFilter(request.GET), user_of(request)
    found = queries.introduction_list(user, form.wanted)
    context: dict[str, Any] = {"filter": form, "kept": form.kept, "waiting": queries.waiting(user, now=timezone.now())}
    context["rows"] = Paginator(found, ROWS).get_page(request.GET.get("page"))
    return desk_page(request, "desk/introductions/list.html", context)


@require_POST
def export(request: HttpRequest) -> HttpResponseBase:
    form = IntroductionFilter(request.POST)
    asked = request.POST.get("as", "csv")
    kind = asked if asked in KINDS else KINDS[0]
    rows = queries.introduction_list(user_of(request), form.wanted)
    commands.note_export(kind=kind, rows=rows.count(), wanted=form.kept, by=user_of(request))
    return as_table(kind, "introductions", columns=columns(), rows=rows.iterator(chunk_size=500))


def introduction(request: HttpRequest, introduction: str) -> HttpResponse:
    found = introduction_of(request, introduction)
    return desk_page(request, "desk/introductions/introduction.html", introduction_page(found, user_of(request)))


def _side_act(request: HttpRequest, reference: str, act: Callable[..., Introduction]) -> HttpResponse:
    """Do what is said for one side by the desk; a form without a side does nothing."""
    found, form = introduction_of(request, reference), SideForm(request.POST)
    if form.is_valid():
        act(found, form)
    return redirect("desk:introduction", found.reference)


@require_POST
def agree(request: HttpRequest, introduction: str) -> HttpResponse:
    def act(found: Introduction, form: SideForm) -> Introduction:
        return commands.agree(found, form.cleaned_data["side"], by=user_of(request), now=timezone.now())

    return _side_act(request, introduction, act)


@require_POST
def decline(request: HttpRequest, introduction: str) -> HttpResponse:
    def act(found: Introduction, form: SideForm) -> Introduction:
        side, because = form.cleaned_data["side"], form.cleaned_data["because"]
        return commands.decline(found, side, because=because, by=user_of(request), now=timezone.now())

    return _side_act(request, introduction, act)


@require_POST
def withdraw(request: HttpRequest, introduction: str) -> HttpResponse:
    def act(found: Introduction, form: SideForm) -> Introduction:
        side = form.cleaned_data["side"]
        return commands.withdraw_agreement(found, side, by=user_of(request), now=timezone.now())

    return _side_act(request, introduction, act)


@require_POST
def pass_on(request: HttpRequest, introduction: str) -> HttpResponse:
    found = introduction_of(request, introduction)
    commands.pass_answer_on(found, by=user_of(request), now=timezone.now())
    return redirect("desk:introduction", found.reference)


@require_POST
def resume(request: HttpRequest, introduction: str) -> HttpResponse:
    found = introduction_of(request, introduction)
    commands.resume_introduction(found, by=user_of(request), now=timezone.now())
    return redirect("desk:introduction", found.reference)


@require_POST
def follow_up(request: HttpRequest, introduction: str) -> HttpResponse:
    found, form = introduction_of(request, introduction), FollowUpForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        row = get_object_or_404(found.follow_ups, pk=given["follow_up"])
        said = {"answer": given["answer"], "note": given["note"]}
        commands.answer_follow_up(row, **said, by=user_of(request), now=timezone.now())
    return redirect("desk:introduction", found.reference)


def _form_page(
    request: HttpRequest, found: Introduction, *, form: forms.Form, heading: str | Promise, verb: str | Promise
) -> HttpResponse:
    context: dict[str, Any] = {"pair": found, "form": form, "heading": heading, "verb": verb}
    return desk_page(request, "desk/introductions/act.html", context, status=422 if form.errors else 200)


def _done(request: HttpRequest, found: Introduction) -> HttpResponse:
    messages.success(request, _("Recorded. The figures follow."))
    return redirect("desk:introduction", found.reference)


def meeting(request: HttpRequest, introduction: str) -> HttpResponse:
    found = introduction_of(request, introduction)
    form = MeetingForm(request.POST or None, initial={"version": found.version})
    if form.is_valid() and attempt(form, lambda: _met(request, found, form)) is not None:
        return _done(request, found)
    return _form_page(request, found, form=form, heading=_("Meeting"), verb=_("Record the meeting"))


def _met(request: HttpRequest, found: Introduction, form: MeetingForm) -> Introduction:
    place = form.cleaned_data["place"]
    return commands.arrange_meeting(found, at=form.at, place=place, by=user_of(request), seen=form.seen)


def receipt(request: HttpRequest, introduction: str) -> HttpResponse:
    found = introduction_of(request, introduction)
    form = ReceiptForm(request.POST or None, initial={"version": found.version})
    if form.is_valid() and attempt(form, lambda: _received(request, found, form)) is not None:
        return _done(request, found)
    return _form_page(request, found, form=form, heading=_("Receipt"), verb=_("Record the receipt"))


def _received(request: HttpRequest, found: Introduction, form: ReceiptForm) -> Introduction:
    names = ("number", "receipt_from", "received_on")
    told = {name: form.cleaned_data[name] for name in names}
    return commands.record_receipt(found, **told, by=user_of(request), now=timezone.now(), seen=form.seen)


def outcome(request: HttpRequest, introduction: str) -> HttpResponse:
    found = introduction_of(request, introduction)
    form = OutcomeForm(request.POST or None, kind=found.the_kind, initial={"version": found.version})
    if form.is_valid() and attempt(form, lambda: _ended(request, found, form)) is not None:
        return _done(request, found)
    return _form_page(request, found, form=form, heading=_("Outcome"), verb=_("Record the outcome"))


def _ended(request: HttpRequest, found: Introduction, form: OutcomeForm) -> Introduction:
    return commands.record_outcome(found, form.told, by=user_of(request), now=timezone.now(), seen=form.seen)
