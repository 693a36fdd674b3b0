"""The register of enterprises: list, page, and the acts that change what is recorded of one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kudosbay.enterprises import commands, queries
from kudosbay.enterprises.models import Enterprise, Investor
from kudosbay.faces.answers import attempt
from kudosbay.faces.desk.enterprise_forms import (
    CapitalForm,
    DepartureForm,
    EnterpriseFilter,
    InvestorForm,
    LicenceDayForm,
)
from kudosbay.faces.desk.enterprise_showing import columns, enterprise_page
from kudosbay.faces.desk.exports import as_table
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.requests import user_of

ROWS = 50
KINDS = ("csv", "xlsx")


def company_of(request: HttpRequest, reference: str) -> Enterprise:
    found = Enterprise.objects.visible_to(user_of(request)).select_related("adviser")
    return get_object_or_404(found, reference=reference)


def enterprises(request: HttpRequest) -> HttpResponse:
    form = EnterpriseFilter(request.GET, years=queries.licence_years(user_of(request)))
    found = queries.enterprise_list(user_of(request), form.wanted)
    context: dict[str, Any] = {"filter": form, "kept": form.kept}
    context["rows"] = Paginator(found, ROWS).get_page(request.GET.get("page"))
    return desk_page(request, "desk/enterprises/list.html", context)


@require_POST
def export(request: HttpRequest) -> HttpResponseBase:
    form = EnterpriseFilter(request.POST, years=queries.licence_years(user_of(request)))
    kind = request.POST.get("as", "csv")
    kind = kind if kind in KINDS else KINDS[0]
    rows = queries.enterprise_list(user_of(request), form.wanted)
    commands.note_export(kind=kind, rows=rows.count(), wanted=form.kept, by=user_of(request))
    return as_table(kind, "enterprises", columns=columns(), rows=rows.iterator(chunk_size=500))


def enterprise(request: HttpRequest, company: str) -> HttpResponse:
    found = company_of(request, company)
    return desk_page(request, "desk/enterprises/enterprise.html", enterprise_page(found, user_of(request)))


def _form_page(
    request: HttpRequest, company: Enterprise, *, form: forms.Form, heading: str | Promise, verb: str | Promise
) -> HttpResponse:
    context: dict[str, Any] = {"company": company, "form": form, "heading": heading, "verb": verb}
    return desk_page(request, "desk/enterprises/form.html", context, status=422 if form.errors else 200)


def _done(request: HttpRequest, company: Enterprise) -> HttpResponse:
    messages.success(request, _("Recorded. The figures follow."))
    return redirect("desk:enterprise", company.reference)


def departure(request: HttpRequest, company: str) -> HttpResponse:
    found = company_of(request, company)
    form = DepartureForm(request.POST or None, initial={"version": found.version})
    if form.is_valid() and attempt(form, lambda: _left(request, found, form)) is not None:
        return _done(request, found)
    return _form_page(request, found, form=form, heading=_("The enterprise left"), verb=_("Record the departure"))


def _left(request: HttpRequest, found: Enterprise, form: DepartureForm) -> Enterprise:
    given, by = form.cleaned_data, user_of(request)
    return commands.record_departure(found, left_on=given["left_on"], because=given["because"], by=by, seen=form.seen)


def capital(request: HttpRequest, company: str) -> HttpResponse:
    found = company_of(request, company)
    form = CapitalForm(request.POST or None, initial={"version": queries.standing_capital(found)})
    if form.is_valid() and attempt(form, lambda: _changed(request, found, form)) is not None:
        return _done(request, found)
    return _form_page(request, found, form=form, heading=_("Change the capital"), verb=_("Record the capital"))


def _changed(request: HttpRequest, found: Enterprise, form: CapitalForm) -> object:
    since, by = form.cleaned_data["since"], user_of(request)
    return commands.change_capital(found, form.money, since=since, seen=form.seen, by=by, now=timezone.now())


def correct(request: HttpRequest, company: str) -> HttpResponse:
    found = company_of(request, company)
    form = LicenceDayForm(request.POST or None, initial={"version": found.version, "licensed_on": found.licensed_on})
    if form.is_valid() and attempt(form, lambda: _corrected(request, found, form)) is not None:
        return _done(request, found)
    return _form_page(request, found, form=form, heading=CORRECT_DAY, verb=_("Correct the day"))


CORRECT_DAY = gettext_lazy("Correct the day of the licence")


def _corrected(request: HttpRequest, found: Enterprise, form: LicenceDayForm) -> Enterprise:
    given, by, now = form.cleaned_data, user_of(request), timezone.now()
    why = given["because"]
    return commands.correct_licence(
        found, licensed_on=given["licensed_on"], because=why, by=by, now=now, seen=form.seen
    )


def investor(request: HttpRequest, company: str, investor: int) -> HttpResponse:
    found = company_of(request, company)
    row = get_object_or_404(found.investors, pk=investor)
    initial = {"version": row.version, "name": row.name, "country": row.country}
    form = InvestorForm(request.POST or None, initial=initial)
    if form.is_valid() and attempt(form, lambda: _investor_corrected(request, row, form)) is not None:
        return _done(request, found)
    return _form_page(request, found, form=form, heading=_("Correct an investor"), verb=_("Correct the investor"))


def _investor_corrected(request: HttpRequest, row: Investor, form: InvestorForm) -> Investor:
    given = {name: form.cleaned_data[name] for name in ("country", "name", "because")}
    return commands.correct_investor(row, seen=form.seen, by=user_of(request), now=timezone.now(), **given)
