"""One return on the desk: its figures, whose turn it is, and what is entered at each turn."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kudosbay.accounts.models import User
from kudosbay.compliance import commands
from kudosbay.compliance.models import FilingJob
from kudosbay.compliance.policy import FROM
from kudosbay.documents.commands import store_file
from kudosbay.documents.storage import read_file
from kudosbay.faces.answers import attempt
from kudosbay.faces.desk.case_forms import VersionedForm
from kudosbay.faces.desk.compliance_forms import BecauseForm, PaperForm, PaymentForm, PrepareForm, ReceiptForm
from kudosbay.faces.desk.compliance_showing import return_page
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.downloads import as_download
from kudosbay.faces.requests import user_of

Given = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is entered at a turn: form, words, and the command that takes it."""

    form: type[VersionedForm]
    heading: str | Promise
    verb: str | Promise
    act: Callable[[FilingJob, Given, User, datetime], FilingJob]


ENTRIES: Final[dict[str, Entry]] = {
    "send-back": Entry(
        BecauseForm,
        gettext_lazy("Send it back"),
        gettext_lazy("Send it back to be prepared anew"),
        lambda job, given, by, _now: commands.send_back_return(
            job, because=given["because"], seen=given["version"], by=by
        ),
    ),
    "paper": Entry(
        PaperForm,
        gettext_lazy("The firm confirmed on paper"),
        gettext_lazy("Record the confirmation"),
        lambda job, given, by, now: commands.confirm_on_paper(job, name=given["name"], by=by, now=now),
    ),
    "receipt": Entry(
        ReceiptForm,
        gettext_lazy("The tax office accepted it"),
        gettext_lazy("Record the receipt"),
        lambda job, given, by, now: commands.record_receipt(
            job, receipt=given["receipt"], on=given["on"], by=by, now=now
        ),
    ),
    "reject": Entry(
        BecauseForm,
        gettext_lazy("The tax office rejected it"),
        gettext_lazy("Record the rejection"),
        lambda job, given, by, _now: commands.record_rejection(job, because=given["because"], by=by),
    ),
    "payment": Entry(
        PaymentForm,
        gettext_lazy("The tax is paid"),
        gettext_lazy("Record the payment"),
        lambda job, given, by, now: commands.record_payment(
            job, on=given["on"], voucher=given["voucher"], by=by, now=now
        ),
    ),
    "block": Entry(
        BecauseForm,
        gettext_lazy("It cannot be filed now"),
        gettext_lazy("Block it with this reason"),
        lambda job, given, by, _now: commands.block_return(job, because=given["because"], by=by),
    ),
    "aside": Entry(
        BecauseForm,
        gettext_lazy("The duty is not theirs"),
        gettext_lazy("Set it aside with this reason"),
        lambda job, given, by, _now: commands.set_return_aside(job, because=given["because"], by=by),
    ),
}


def return_of(request: HttpRequest, batch: str, number: int) -> FilingJob:
    rows = FilingJob.objects.visible_to(user_of(request))
    wanted = rows.select_related(
        "batch", "enterprise", "figures", "mandate", "prepared_by", "reviewed_by", "submitted_by", "reason_accepted_by"
    )
    return get_object_or_404(wanted, pk=number, batch__reference=batch)


def filed(request: HttpRequest, batch: str, filed: int) -> HttpResponse:
    found = return_of(request, batch, filed)
    return desk_page(request, "desk/compliance/return.html", return_page(found, user_of(request), localdate()))


def _form_page(
    request: HttpRequest, found: FilingJob, form: VersionedForm, *, heading: str | Promise, verb: str | Promise
) -> HttpResponse:
    back = reverse("desk:return", args=[found.batch.reference, found.pk])
    context: dict[str, Any] = {"form": form, "heading": heading, "verb": verb, "back": back}
    context["thing"] = f"{found.enterprise.name_zh} · {found.batch.reference}"
    return desk_page(request, "desk/simple_form.html", context, status=422 if form.errors else 200)


def _done(request: HttpRequest, batch: str, filed: int) -> HttpResponse:
    messages.success(request, _("Recorded."))
    return redirect("desk:return", batch, filed)


def prepare(request: HttpRequest, batch: str, filed: int) -> HttpResponse:
    found = return_of(request, batch, filed)
    known = {"version": found.version, "base": found.base, "tax": found.tax, "source": found.figures_from}
    form = PrepareForm(request.POST or None, request.FILES or None, initial=known)
    if form.is_valid() and attempt(form, lambda: _prepared(request, found, form)) is not None:
        return _done(request, batch, filed)
    return _form_page(request, found, form, heading=_("Figures of the return"), verb=_("Hand in for review"))


def _prepared(request: HttpRequest, found: FilingJob, form: PrepareForm) -> FilingJob:
    by, now, file = user_of(request), timezone.now(), form.cleaned_data["file"]
    kept = store_file(file, by=by, now=now) if file else found.figures
    return commands.prepare_return(found, replace(form.sums, file=kept), seen=form.seen, by=by, now=now)


def step(request: HttpRequest, batch: str, filed: int, entry: str) -> HttpResponse:
    found, told = return_of(request, batch, filed), ENTRIES.get(entry)
    if told is None:
        raise Http404
    form = told.form(request.POST or None, initial={"version": found.version, "on": localdate()})
    if form.is_valid() and attempt(form, lambda: _entered(request, found, told=told, form=form)) is not None:
        return _done(request, batch, filed)
    return _form_page(request, found, form, heading=told.heading, verb=told.verb)


def _entered(request: HttpRequest, found: FilingJob, *, told: Entry, form: VersionedForm) -> FilingJob:
    return told.act(found, form.cleaned_data, user_of(request), timezone.now())


@require_POST
def act(request: HttpRequest, batch: str, filed: int, verb: str) -> HttpResponse:
    found = return_of(request, batch, filed)
    if verb not in FROM:
        raise Http404
    commands.act_on_return(found, verb, by=user_of(request), now=timezone.now())
    return _done(request, batch, filed)


@require_POST
def accept(request: HttpRequest, batch: str, filed: int) -> HttpResponse:
    commands.accept_reason(return_of(request, batch, filed), by=user_of(request))
    return _done(request, batch, filed)


@require_POST
def unblock(request: HttpRequest, batch: str, filed: int) -> HttpResponse:
    commands.unblock_return(return_of(request, batch, filed), by=user_of(request))
    return _done(request, batch, filed)


def figures(request: HttpRequest, batch: str, filed: int) -> HttpResponse:
    file = return_of(request, batch, filed).figures
    if file is None:
        raise Http404
    return as_download(read_file(file), name=file.name, kind=file.kind)
