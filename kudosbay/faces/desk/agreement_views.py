"""Quote and agreement of a case: draw up, offer, confirm the signature, note the deposit."""

from collections.abc import Callable
from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.cases import commands
from kudosbay.cases.models import Agreement, Case
from kudosbay.cases.quotes import totals
from kudosbay.centre.queries import services_in_force
from kudosbay.documents.commands import record_view
from kudosbay.documents.storage import read_file
from kudosbay.faces.answers import attempt
from kudosbay.faces.desk.agreement_forms import DepositForm, LinesForm, OfferForm, SignForm
from kudosbay.faces.desk.fetching import case_of
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.downloads import as_download
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.requests import user_of

Form = LinesForm | OfferForm | SignForm | DepositForm


def _standing(case: Case) -> Agreement | None:
    return case.agreements.exclude(status=Agreement.Status.WITHDRAWN).order_by("-id").first()


def _of(case: Case) -> Agreement:
    return get_object_or_404(case.agreements.exclude(status=Agreement.Status.WITHDRAWN))


def _lines_form(agreement: Agreement | None, data: object = None) -> LinesForm:
    offered = services_in_force(localdate())
    held = set(agreement.lines.values_list("service", flat=True)) if agreement else set()
    chosen = [str(service.pk) for service in offered if service.code in held]
    initial = {"services": chosen, "version": agreement.version if agreement else 0}
    return LinesForm(data, offered=offered, lang=html_lang(), initial=initial)


def _page(request: HttpRequest, case: Case, **bound: Form) -> HttpResponse:
    standing = _standing(case)
    lines = list(standing.lines.order_by("id")) if standing else []
    context = {
        "case": case,
        "agreement": standing,
        "lines": lines,
        "totals": totals(lines),
        "lines_form": bound.get("lines") or _lines_form(standing),
        "offer_form": bound.get("offer") or OfferForm(),
        "sign_form": bound.get("sign") or SignForm(initial={"signed_on": localdate()}),
        "deposit_form": bound.get("deposit") or DepositForm(initial={"received_on": localdate()}),
        "form": next(iter(bound.values()), None),
    }
    return desk_page(request, "desk/case/agreement.html", context, status=422 if bound else 200)


def _act(
    request: HttpRequest, case: Case, form: Form, *, name: str, act: Callable[[], Agreement], said: str
) -> HttpResponse:
    if not form.is_valid() or not attempt(form, act):
        return _page(request, case, **{name: form})
    messages.success(request, said)
    return redirect("desk:agreement", case.reference)


def agreement(request: HttpRequest, reference: str) -> HttpResponse:
    return _page(request, case_of(request, reference))


@require_POST
def draft(request: HttpRequest, reference: str) -> HttpResponse:
    case = case_of(request, reference)
    commands.draft_agreement(case, by=user_of(request), now=timezone.now())
    messages.success(request, _("Drawn up from the table of services. Check the lines, then offer it."))
    return redirect("desk:agreement", reference)


@require_POST
def lines(request: HttpRequest, reference: str) -> HttpResponse:
    case = case_of(request, reference)
    held, form, by = _of(case), _lines_form(_of(case), request.POST), user_of(request)

    def act() -> Agreement:
        return commands.change_lines(held, form.chosen, seen=form.seen, by=by, now=timezone.now())

    return _act(request, case, form, name="lines", act=act, said=_("Saved."))


@require_POST
def offer(request: HttpRequest, reference: str) -> HttpResponse:
    case, form = case_of(request, reference), OfferForm(request.POST)
    held, by = _of(case), user_of(request)

    def act() -> Agreement:
        return commands.offer_agreement(
            held, by=by, now=timezone.now(), deposit=form.cleaned_data["deposit"] or Decimal(0)
        )

    return _act(request, case, form, name="offer", act=act, said=_("Offered. The founder is asked to sign."))


@require_POST
def sign(request: HttpRequest, reference: str) -> HttpResponse:
    case, form = case_of(request, reference), SignForm(request.POST)
    held, by = _of(case), user_of(request)

    def act() -> Agreement:
        return commands.confirm_signature(held, signed_on=form.cleaned_data["signed_on"], by=by, now=timezone.now())

    return _act(request, case, form, name="sign", act=act, said=_("Signed. It counts from that day."))


@require_POST
def deposit(request: HttpRequest, reference: str) -> HttpResponse:
    case, form = case_of(request, reference), DepositForm(request.POST)
    held, by = _of(case), user_of(request)

    def act() -> Agreement:
        return commands.note_deposit(held, received_on=form.cleaned_data["received_on"], by=by, now=timezone.now())

    return _act(request, case, form, name="deposit", act=act, said=_("The deposit is noted."))


@require_POST
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    held = _of(case_of(request, reference))
    commands.withdraw_agreement(held, by=user_of(request), now=timezone.now())
    messages.success(request, _("Withdrawn."))
    return redirect("desk:agreement", reference)


def paper(request: HttpRequest, reference: str) -> HttpResponse:
    held = _of(case_of(request, reference))
    if held.paper is None:
        raise Http404
    content = read_file(held.paper.file)
    return as_download(content, name=f"{held.reference}.pdf", kind="application/pdf")


def copy(request: HttpRequest, reference: str) -> HttpResponse:
    """Return the signed copy that the client sent."""
    held = _of(case_of(request, reference))
    if held.signed_copy is None:
        raise Http404
    record_view(held.signed_copy, by=user_of(request), purpose="download", now=timezone.now())
    file = held.signed_copy.file
    return as_download(read_file(file), name=file.name, kind=file.kind)
