"""The case of a founder: whose turn it is, what comes next, what happened."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.cases.commands import do_own_step
from kudosbay.cases.standing import news, standing
from kudosbay.documents.papers import render_pdf
from kudosbay.faces.downloads import as_download
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.portal import case_list, case_showing, past_showing, visits
from kudosbay.faces.portal.case_forms import PastDayForm, SeenForm
from kudosbay.faces.portal.fetching import case_of, frame
from kudosbay.faces.portal.news import TOLD, told
from kudosbay.faces.requests import user_of

MOST = 200


def cases(request: HttpRequest) -> HttpResponse:
    """Several cases are a list; who has one case goes straight to it."""
    shown = case_list.listed(user_of(request), request.GET)
    if shown.only:
        return redirect("portal:case", reference=shown.only)
    page = Paginator(shown.rows, case_list.PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "portal/case/list.html", {"shown": shown, "page": page})


def case(request: HttpRequest, reference: str) -> HttpResponse:
    one = case_of(request, reference)
    now = standing(one)
    context = frame(one, "case", now) | case_showing.home(now, at=timezone.now())
    return render(request, "portal/case/home.html", context | visits.since_last(request, one))


def case_history(request: HttpRequest, reference: str) -> HttpResponse:
    one = case_of(request, reference)
    entries = told(one, news(one, TOLD, most=MOST))
    return render(request, "portal/case/history.html", frame(one, "case") | {"entries": entries})


def case_plan(request: HttpRequest, reference: str) -> HttpResponse:
    one = case_of(request, reference)
    paper = render_pdf("plan", language=html_lang(), data=case_showing.plan_paper(one, today=localdate()))
    return as_download(paper, name=f"plan-{one.reference}.pdf", kind="application/pdf")


def case_past(request: HttpRequest, reference: str) -> HttpResponse:
    """The case as it stood at the end of a day, `?as_of=2026-11-28`; without one the page asks for it."""
    one = case_of(request, reference)
    given = request.GET if "as_of" in request.GET else None
    form = PastDayForm(given, first=localdate(one.opened_at), today=localdate())
    context = frame(one, "case") | past_showing.past_page(one, form)
    return render(request, "portal/case/past.html", context, status=422 if form.errors else 200)


@require_POST
def step_done(request: HttpRequest, reference: str, step_id: int) -> HttpResponse:
    one = case_of(request, reference)
    step = get_object_or_404(one.steps, pk=step_id)
    form = SeenForm(request.POST)
    if form.is_valid():
        do_own_step(step, seen=form.cleaned_data["version"], by=user_of(request), now=timezone.now())
        messages.success(request, _("Noted. Thank you."))
    return redirect("portal:case", reference=one.reference)
