"""What the operator sets: read by all staff, changed by managers and administrators; nothing old is overwritten."""

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.centre import commands, queries
from kudosbay.centre.models import Operator, Parameter, Service, Territory
from kudosbay.faces.answers import attempt
from kudosbay.faces.context import forget_places
from kudosbay.faces.desk.centre_forms import FeeForm, OperatorForm, ParameterForm, RateForm, TerritoryForm
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.desk.parameter_words import named, value_words
from kudosbay.faces.requests import user_of


def centre(request: HttpRequest) -> HttpResponse:
    today = localdate()
    context = {
        "today": today,
        "services": queries.services_by_day(),
        "parameters": queries.parameters(),
        "named": named,
        "value_words": value_words,
        "rates": queries.rates_on(today).values(),
        "places": queries.all_territories(),
    }
    return desk_page(request, "desk/centre/centre.html", context)


def _page(request: HttpRequest, form: forms.Form, heading: Any) -> HttpResponse:
    context = {"form": form, "heading": heading}
    return desk_page(request, "desk/centre/form.html", context, status=422 if form.errors else 200)


def _saved(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("desk:centre")


def operator(request: HttpRequest) -> HttpResponse:
    found, by = get_object_or_404(Operator), user_of(request)
    form = OperatorForm(request.POST or None, operator=found)
    if (
        form.is_valid()
        and attempt(form, lambda: commands.change_operator(found, seen=form.seen, by=by, values=form.values))
        is not None
    ):
        return _saved(request)
    return _page(request, form, _("The operator"))


def fee(request: HttpRequest, fee: int) -> HttpResponse:
    found = get_object_or_404(Service, pk=fee)
    form = FeeForm(request.POST or None, initial={"version": found.version, "price": found.price})
    if form.is_valid() and attempt(form, lambda: _fee_set(request, found, form)) is not None:
        return _saved(request)
    return _page(request, form, found.names)


def _fee_set(request: HttpRequest, found: Service, form: FeeForm) -> Service:
    given, by = form.cleaned_data, user_of(request)
    return commands.change_fee(found, price=given["price"], since=given["since"], seen=form.seen, by=by)


def parameter(request: HttpRequest, setting: str) -> HttpResponse:
    latest = queries.latest_parameter(setting)
    if latest is None:
        raise Http404
    form = ParameterForm(
        request.POST or None, initial={"version": latest.pk, "value": json.dumps(latest.value, ensure_ascii=False)}
    )
    if form.is_valid() and attempt(form, lambda: _parameter_set(request, setting, form)) is not None:
        return _saved(request)
    return _page(request, form, named(setting))


def _parameter_set(request: HttpRequest, setting: str, form: ParameterForm) -> Parameter:
    given, by, today = form.cleaned_data, user_of(request), localdate()
    told = {"since": given["since"], "evidence": form.evidence, "known_since": today}
    return commands.set_parameter(setting, given["value"], seen=form.seen, by=by, **told)


def rate(request: HttpRequest) -> HttpResponse:
    form = RateForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: _rate_added(request, form)) is not None:
        return _saved(request)
    return _page(request, form, _("Add an exchange rate"))


def _rate_added(request: HttpRequest, form: RateForm) -> object:
    given, told = form.cleaned_data, {"since": form.cleaned_data["since"], "evidence": form.evidence}
    return commands.add_rate(given["currency"], given["usd"], by=user_of(request), **told)


def territory(request: HttpRequest, place: str) -> HttpResponse:
    found = get_object_or_404(Territory, pk=place)
    form = TerritoryForm(request.POST or None, place=found)
    if form.is_valid() and attempt(form, lambda: _named(request, found, form)) is not None:
        return _saved(request)
    return _page(request, form, f"{found.code}: {found.names.get('en', '')}")


def _named(request: HttpRequest, found: Territory, form: TerritoryForm) -> Territory:
    hidden, by = form.cleaned_data["hidden"], user_of(request)
    named = commands.name_territory(found, names=form.names, hidden=hidden, seen=form.seen, by=by)
    forget_places()
    return named
