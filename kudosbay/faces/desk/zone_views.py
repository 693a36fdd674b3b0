"""What the zone gives the centre's people: quotas by period, who is named in which order, and what the zone answered."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.faces.answers import attempt
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.desk.zone_forms import NominateForm, QuotaChangeForm, QuotaForm, ZoneAnswerForm
from kudosbay.faces.promise_showing import asker, in_words
from kudosbay.faces.requests import user_of
from kudosbay.promises import commands, queries
from kudosbay.promises.models import Nomination, ZoneQuota

ANSWERS = {"grant": commands.grant, "turn-down": commands.turn_down}


def zone(request: HttpRequest) -> HttpResponse:
    return desk_page(request, "desk/zone/list.html", {"quotas": queries.quotas()})


def quota_new(request: HttpRequest) -> HttpResponse:
    form = QuotaForm(request.POST or None)

    def act() -> ZoneQuota:
        return commands.set_quota(**form.cleaned_data, by=user_of(request), now=timezone.now())

    done = attempt(form, act) if form.is_valid() else None
    if done:
        return redirect("desk:zone_quota", done.pk)
    return _form(request, form, heading=_("A quota of the zone"), verb=_("Record the quota"))


def _form(request: HttpRequest, form: forms.Form, *, heading: str, verb: str) -> HttpResponse:
    context = {"form": form, "heading": heading, "verb": verb}
    return desk_page(request, "desk/zone/form.html", context, status=422 if form.errors else 200)


def _quota(number: int) -> ZoneQuota:
    return get_object_or_404(queries.quotas(), pk=number)


def zone_quota(request: HttpRequest, quota: int) -> HttpResponse:
    return _page(request, _quota(quota))


def _page(request: HttpRequest, quota: ZoneQuota, failing: forms.Form | None = None) -> HttpResponse:
    context: dict[str, Any] = {
        "quota": quota,
        "rows": queries.nominations(quota),
        "naming": NominateForm(ready=queries.to_be_named(quota)),
        "answering": ZoneAnswerForm(),
        "asker": asker,
        "said": in_words,
    }
    context |= {"form": failing, "naming": failing} if isinstance(failing, NominateForm) else {"form": failing}
    return desk_page(request, "desk/zone/quota.html", context, status=422 if failing else 200)


def quota_change(request: HttpRequest, quota: int) -> HttpResponse:
    found = _quota(quota)
    given = {"version": found.version, "places": found.places, "evidence": found.evidence}
    form = QuotaChangeForm(request.POST or None, initial=given)

    def act() -> ZoneQuota:
        places, evidence = form.cleaned_data["places"], form.cleaned_data["evidence"]
        return commands.change_quota(found, places, evidence=evidence, seen=form.seen, by=user_of(request))

    done = attempt(form, act) if form.is_valid() else None
    if done:
        return redirect("desk:zone_quota", found.pk)
    return _form(request, form, heading=_("Change the quota"), verb=_("Change the quota"))


def _answer(
    request: HttpRequest, quota: ZoneQuota, *, form: forms.Form, act: Callable[[], object], said: str
) -> HttpResponse:
    if form.is_valid() and attempt(form, act) is not None:
        messages.success(request, said)
        return redirect("desk:zone_quota", quota.pk)
    return _page(request, quota, form)


@require_POST
def quota_nominate(request: HttpRequest, quota: int) -> HttpResponse:
    found = _quota(quota)
    form = NominateForm(request.POST, ready=queries.to_be_named(found))

    def act() -> Nomination:
        promise, reason = form.ready[form.cleaned_data["promise"]], form.cleaned_data["reason"]
        return commands.nominate(promise, found, reason, by=user_of(request), now=timezone.now())

    return _answer(request, found, form=form, act=act, said=_("Named, after all who are named already."))


@require_POST
def quota_send(request: HttpRequest, quota: int) -> HttpResponse:
    found = _quota(quota)

    def act() -> int:
        return commands.send_nominations(found, by=user_of(request), now=timezone.now())

    return _answer(request, found, form=forms.Form(request.POST), act=act, said=_("Sent to the zone, in this order."))


@require_POST
def nomination_up(request: HttpRequest, quota: int, place: int) -> HttpResponse:
    found = _quota(quota)
    row = get_object_or_404(found.nominations, place=place)

    def act() -> Nomination:
        return commands.move_up(row, by=user_of(request))

    return _answer(request, found, form=forms.Form(request.POST), act=act, said=_("Moved up."))


@require_POST
def nomination_answer(request: HttpRequest, quota: int, place: int) -> HttpResponse:
    """Record what the zone said: `verb` is grant or turn-down."""
    found, form = _quota(quota), ZoneAnswerForm(request.POST)
    row = get_object_or_404(found.nominations, place=place)
    command = ANSWERS.get(request.POST.get("verb", ""), commands.turn_down)

    def act() -> Nomination:
        return command(row, **form.cleaned_data, by=user_of(request), now=timezone.now())

    return _answer(request, found, form=form, act=act, said=_("Recorded; whoever asked is told."))
