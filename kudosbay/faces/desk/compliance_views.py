"""Batches of returns: one duty of one period, filed for many firms."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kudosbay.compliance import commands, queries
from kudosbay.compliance.models import FilingBatch, FilingJob
from kudosbay.compliance.plans import offered, plan_of
from kudosbay.faces.answers import attempt, once
from kudosbay.faces.desk.compliance_forms import ACTS, BatchFilter, ManyForm, OpenForm
from kudosbay.faces.desk.compliance_showing import batch_page, columns, list_page, plan_page
from kudosbay.faces.desk.exports import as_table
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.requests import user_of

ROWS, JOBS, MOST, LONG = 50, 100, 2000, 12
KINDS = ("csv", "xlsx")


def batch_of(request: HttpRequest, reference: str) -> FilingBatch:
    found = FilingBatch.objects.visible_to(user_of(request)).select_related("opened_by", "closed_by")
    return get_object_or_404(found, reference=reference)


def _filter(request: HttpRequest, data: object) -> BatchFilter:
    user = user_of(request)
    return BatchFilter(data, duties=queries.batch_duties(user), years=queries.batch_years(user))


def batches(request: HttpRequest) -> HttpResponse:
    form = _filter(request, request.GET)
    found = queries.batch_list(user_of(request), form.wanted)
    rows = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = list_page(rows, user_of(request), localdate()) | {"filter": form, "kept": form.kept}
    return desk_page(request, "desk/compliance/batches.html", context)


@require_POST
def export(request: HttpRequest) -> HttpResponseBase:
    form = _filter(request, request.POST)
    kind = request.POST.get("as", "csv")
    kind = kind if kind in KINDS else KINDS[0]
    rows = queries.batch_list(user_of(request), form.wanted)
    commands.note_filings_export(kind=kind, rows=rows.count(), wanted=form.kept, by=user_of(request))
    return as_table(kind, "filings", columns=columns(), rows=rows.iterator(chunk_size=500))


def batch_open(request: HttpRequest) -> HttpResponse:
    """Choose a duty and a period, see for whom it would be filed, open it."""
    form = OpenForm(request.POST or None, offered=offered(localdate()), initial={"what": request.GET.get("what", "")})
    if form.is_valid():
        address = attempt(form, lambda: once(request, lambda: _opened(request, form)))
        if address:
            messages.success(request, _("Opened. Each return begins with its figures."))
            return redirect(address)
    plan = plan_of(form.chosen, day=localdate()) if form.chosen else None
    context = plan_page(plan) | {"form": form}
    return desk_page(request, "desk/compliance/open.html", context, status=422 if form.errors else 200)


def _opened(request: HttpRequest, form: OpenForm) -> str:
    duty, _slash, period = form.cleaned_data["what"].partition("/")
    batch = commands.open_batch(duty, period, by=user_of(request), now=timezone.now())
    return reverse("desk:batch", args=[batch.reference])


def batch(request: HttpRequest, batch: str) -> HttpResponse:
    found, user = batch_of(request, batch), user_of(request)
    status = request.GET.get("status", "")
    status = status if status in FilingJob.Status.values else ""
    jobs = queries.jobs_of(found, user, status=status, text=request.GET.get("q", "")[:200])
    rows = Paginator(jobs, JOBS).get_page(request.GET.get("page"))
    kept = {"status": status, "q": request.GET.get("q", "")[:200]}
    context = batch_page(found, user, jobs=rows, today=localdate()) | {"kept": kept}
    return desk_page(request, "desk/compliance/batch.html", context)


@require_POST
def extend(request: HttpRequest, batch: str) -> HttpResponse:
    count = commands.add_firms(batch_of(request, batch), by=user_of(request), now=timezone.now())
    said = ngettext("%(num)d firm was taken in.", "%(num)d firms were taken in.", count)
    messages.success(request, said % {"num": count})
    return redirect("desk:batch", batch)


def _chosen(request: HttpRequest, found: FilingBatch) -> list[FilingJob]:
    """Return the chosen returns: each of a state with `all`, the ticked ones, or those that the preview showed."""
    jobs = queries.jobs_of(found, user_of(request), status=request.POST.get("status", ""))
    if "all" in request.POST:
        return list(jobs[:MOST])
    told = [*request.POST.getlist("return"), *request.POST.get("returns", "").split(",")]
    return list(jobs.filter(pk__in=[key for key in told if key.isdecimal() and len(key) < LONG][:MOST]))


@require_POST
def act(request: HttpRequest, batch: str) -> HttpResponse:
    """Show what would change; nothing is changed yet."""
    found, form = batch_of(request, batch), ManyForm(request.POST)
    jobs = _chosen(request, found)
    if not jobs or not form.is_valid():
        messages.info(request, _("Choose at least one return first."))
        return redirect("desk:batch", batch)
    given = form.cleaned_data["act"]
    preview = queries.preview_act(found, jobs, given, by=user_of(request), day=localdate())
    context = {"batch": found, "preview": preview, "form": form, "act_words": ACTS[given]}
    return desk_page(request, "desk/compliance/act.html", context)


@require_POST
def apply(request: HttpRequest, batch: str) -> HttpResponse:
    found, form = batch_of(request, batch), ManyForm(request.POST)
    if form.is_valid():
        jobs, given = _chosen(request, found), form.cleaned_data["act"]
        count = commands.act_on_returns(found, jobs, given, by=user_of(request), now=timezone.now())
        said = ngettext("%(num)d return changed.", "%(num)d returns changed.", count)
        messages.success(request, said % {"num": count})
    return redirect("desk:batch", batch)


@require_POST
def close(request: HttpRequest, batch: str) -> HttpResponse:
    commands.close_batch(batch_of(request, batch), by=user_of(request), now=timezone.now())
    messages.success(request, _("Closed."))
    return redirect("desk:batch", batch)


@require_POST
def reopen(request: HttpRequest, batch: str) -> HttpResponse:
    commands.reopen_batch(batch_of(request, batch), by=user_of(request))
    messages.success(request, _("Open again."))
    return redirect("desk:batch", batch)
