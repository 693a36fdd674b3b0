"""Her company: what it is, what it got since the licence, and which days it must not miss."""

from typing import Any

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate

from kudosbay.cases.models import Case
from kudosbay.cases.standing import deadlines_of
from kudosbay.cases.words import form_words, step_words
from kudosbay.enterprises.identity import identity
from kudosbay.enterprises.models import Enterprise
from kudosbay.faces.duty_showing import duties_page
from kudosbay.faces.portal.fetching import frame
from kudosbay.faces.requests import user_of
from kudosbay.premises.queries import address_of

DUTY_DAYS = 90


def company(request: HttpRequest, reference: str) -> HttpResponse:
    case = case_of_company(request, reference)
    one = case.enterprise if case and case.enterprise else own_company(request, reference)
    context: dict[str, Any] = {
        "company": one,
        "form_words": form_words(one.form),
        "qr": _qr(one.credit_code),
        **_facts(one),
        "address": address_of(one),
    }
    if case:
        context |= frame(case, "company") | {"deadlines": deadlines_of(case, one)}
    return render(request, "portal/case/company.html", context)


def case_of_company(request: HttpRequest, reference: str) -> Case | None:
    """Return the case that made the company, if it is one's own: also an agent sees the company of a client."""
    cases = Case.objects.visible_to(user_of(request)).filter(enterprise__reference=reference)
    return cases.select_related("founder", "adviser", "thread", "enterprise").order_by("pk").first()


def own_company(request: HttpRequest, reference: str) -> Enterprise:
    return get_object_or_404(Enterprise.objects.visible_to(user_of(request)), reference=reference)


def _qr(code: str) -> str:
    return segno.make(code, error="m").svg_data_uri(scale=4, border=2, light="white")


def _facts(one: Enterprise) -> dict[str, Any]:
    told = identity(one)
    registered = [{"name": step_words(row.step), "row": row} for row in told.registrations]
    duties = duties_page(one, today=localdate(), days=DUTY_DAYS)
    return duties | {"capital": told.capital, "investors": told.investors, "registered": registered}
