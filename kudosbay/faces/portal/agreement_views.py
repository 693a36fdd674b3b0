"""Quote and agreement: what is paid to whom, the paper to be signed, the signed copy, the deposit."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.cases.commands import draft_agreement, send_signed_copy
from kudosbay.cases.models import Agreement, Case
from kudosbay.cases.quotes import services_for, totals
from kudosbay.cases.standing import current_agreement
from kudosbay.faces.answers import attempt, once
from kudosbay.faces.portal import paper_showing
from kudosbay.faces.portal.fetching import case_of, frame
from kudosbay.faces.portal.file_views import downloaded
from kudosbay.faces.portal.paper_forms import FileForm
from kudosbay.faces.portal.storing import stored
from kudosbay.faces.requests import user_of


def agreement(request: HttpRequest, reference: str) -> HttpResponse:
    case, sent = case_of(request, reference), request.method == "POST"
    one = current_agreement(case)
    form = FileForm(by=user_of(request), data=request.POST if sent else None, files=request.FILES if sent else None)
    address = _send(request, case, one, form=form) if sent and one and form.is_valid() else None
    if address:
        return redirect(address)
    context = frame(case, "agreement") | _shown(case, one) | {"form": form}
    return render(request, "portal/case/agreement.html", context, status=422 if form.errors else 200)


def _send(request: HttpRequest, case: Case, one: Agreement, *, form: FileForm) -> str | None:
    """Keep the file first: no transaction is open while it is read."""
    now = timezone.now()
    file = attempt(form, lambda: stored(form, now=now))
    if file is None:
        return None

    def send() -> str:
        send_signed_copy(one, file, by=form.by, now=now)
        messages.success(request, _("The signed agreement is with us. We look at it and tell you."))
        return reverse("portal:agreement", args=[case.reference])

    return attempt(form, lambda: once(request, send))


def _shown(case: Case, one: Agreement | None) -> dict[str, object]:
    lines = list(one.lines.order_by("id")) if one else services_for(case, on=localdate())
    copy = one.signed_copy if one else None
    return {
        "agreement": one,
        "lines": [{"title": kind, "rows": rows} for kind in PAYEES if (rows := [x for x in lines if x.kind == kind])],
        "totals": [{"kind": kind, "currency": money, "sum": total} for (kind, money), total in totals(lines).items()],
        "told": paper_showing.told(copy),
        "copy": copy,
    }


PAYEES = ("ours", "third", "official")


@require_POST
def agreement_ask(request: HttpRequest, reference: str) -> HttpResponse:
    """Have the agreement prepared from the quote that is shown."""
    case = case_of(request, reference)

    def ask() -> str:
        draft_agreement(case, by=user_of(request), now=timezone.now())
        messages.success(request, _("We prepare the agreement and write to you when it is ready to be signed."))
        return reverse("portal:agreement", args=[case.reference])

    return redirect(once(request, ask))


def agreement_paper(request: HttpRequest, reference: str) -> HttpResponse:
    one = current_agreement(case_of(request, reference))
    if one is None or one.paper is None:
        raise Http404
    return downloaded(one.paper.file)
