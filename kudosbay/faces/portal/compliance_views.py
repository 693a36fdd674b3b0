"""My companies: what falls due and who does it, a return to confirm, the calendar to subscribe to."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.compliance import commands, queries
from kudosbay.compliance.models import FilingJob
from kudosbay.compliance.words import duty_words
from kudosbay.documents.storage import read_file
from kudosbay.enterprises.models import Enterprise
from kudosbay.faces.downloads import as_download
from kudosbay.faces.duty_showing import duties_page
from kudosbay.faces.portal.company_views import case_of_company, own_company
from kudosbay.faces.portal.fetching import frame
from kudosbay.faces.requests import user_of
from kudosbay.kernel.permissions import Role

DAYS, BACK, SOON = 365, 90, timedelta(days=62)


def companies(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    rows = list(Enterprise.objects.visible_to(user).order_by("left_on", "-licensed_on", "-pk"))
    return render(request, "portal/company/list.html", {"rows": rows, "waiting": queries.waiting_by_firm(user)})


def duties(request: HttpRequest, company: str) -> HttpResponse:
    case = case_of_company(request, company)
    one = case.enterprise if case and case.enterprise else own_company(request, company)
    context: dict[str, Any] = {"company": one, **_of_year(one)}
    context |= _of_owner(request, one) | (frame(case, "company") if case else {})
    return render(request, "portal/company/duties.html", context)


def _of_year(company: Enterprise) -> dict[str, Any]:
    """Return the duties of a year: those of the next weeks in full, what comes later in one line each."""
    told = duties_page(company, today=localdate(), days=DAYS, back=BACK)
    until = localdate() + SOON
    later = [one for one in told["duties"] if one.day and one.day > until]
    return told | {"duties": [one for one in told["duties"] if one not in later], "later": later}


def _of_owner(request: HttpRequest, company: Enterprise) -> dict[str, Any]:
    """Return what only the firm itself sees: returns to confirm, its filed ones, its calendar's address."""
    user = user_of(request)
    if Role.FOUNDER not in user.role_set:
        return {"waiting": [], "feed": "", "owner": False}
    feed = company.duty_feeds.filter(user=user, language=request.LANGUAGE_CODE).first()
    address = f"{settings.BASE_URL}{reverse('public:duty_feed', args=[feed.token])}" if feed else ""
    return {"waiting": queries.to_confirm(user, company), "feed": address, "owner": True, "name_of": duty_words}


@require_POST
def calendar(request: HttpRequest, company: str) -> HttpResponse:
    one = own_company(request, company)
    act = commands.renew_duty_feed if request.POST.get("anew") else commands.open_duty_feed
    act(one, language=request.LANGUAGE_CODE, by=user_of(request), now=timezone.now())
    messages.success(request, _("This is your calendar’s address. Give it to nobody."))
    return redirect("portal:company_duties", company)


def return_of(request: HttpRequest, company: str, number: int) -> FilingJob:
    rows = FilingJob.objects.visible_to(user_of(request)).select_related("batch", "enterprise", "figures")
    return get_object_or_404(rows, pk=number, enterprise__reference=company)


def filed(request: HttpRequest, company: str, filed: int) -> HttpResponse:
    """Look at a return; where it waits for the firm's word, give it."""
    found = return_of(request, company, filed)
    if request.method == "POST":
        figures = request.POST.get("figures", "")
        commands.confirm_return(found, figures=figures, by=user_of(request), now=timezone.now())
        messages.success(request, _("Confirmed. The tax partner files it and you find the receipt here."))
        return redirect("portal:company_duties", company)
    return render(request, "portal/company/return.html", {"job": found, "name": duty_words(found.batch.duty)})


def figures(request: HttpRequest, company: str, filed: int) -> HttpResponse:
    file = return_of(request, company, filed).figures
    if file is None:
        raise Http404
    return as_download(read_file(file), name=file.name, kind=file.kind)
