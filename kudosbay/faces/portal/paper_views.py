"""Papers: what each is, sending it, looking at it before it goes to us, and what was said of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.cases.commands import discard_draft, prepare_paper, reuse_paper, send_draft
from kudosbay.cases.models import Case, CasePaper
from kudosbay.cases.standing import paper_state, standing
from kudosbay.documents.checks import examine
from kudosbay.documents.models import Document
from kudosbay.documents.queries import reusable_documents
from kudosbay.faces.answers import attempt, once
from kudosbay.faces.portal import paper_showing
from kudosbay.faces.portal.fetching import case_of, frame, paper_of_case
from kudosbay.faces.portal.paper_forms import PaperForm
from kudosbay.faces.portal.sending import SendForm
from kudosbay.faces.portal.storing import stored_paper
from kudosbay.faces.requests import user_of


def papers(request: HttpRequest, reference: str) -> HttpResponse:
    case = case_of(request, reference)
    now = standing(case)
    context = frame(case, "papers", now) | {"groups": paper_showing.groups(now), "standing": now}
    return render(request, "portal/case/papers.html", context)


def paper(request: HttpRequest, reference: str, paper_id: int) -> HttpResponse:
    case = case_of(request, reference)
    one = paper_of_case(case, paper_id)
    sent = request.method == "POST"
    form = PaperForm(
        one, by=user_of(request), data=request.POST if sent else None, files=request.FILES if sent else None
    )
    address = _prepare(request, case, one, form=form) if sent and form.is_valid() else None
    if address:
        return redirect(address)
    context = frame(case, "papers") | _shown(case, one) | {"form": form}
    return render(request, "portal/case/paper.html", context, status=422 if form.errors else 200)


def _prepare(request: HttpRequest, case: Case, one: CasePaper, *, form: PaperForm) -> str | None:
    """Keep the file first: no transaction is open while it is read. Then lay it beside the paper, once."""
    now = timezone.now()
    file = attempt(form, lambda: stored_paper(form, case, one, now=now))
    if file is None:
        return None
    expires_on = form.cleaned_data.get("expires_on")

    def lay() -> str:
        prepare_paper(one, file, by=form.by, now=now, expires_on=expires_on)
        return reverse("portal:paper_check", args=[case.reference, one.pk])

    return attempt(form, lambda: once(request, lay))


def _shown(case: Case, one: CasePaper) -> dict[str, object]:
    current = one.document
    earlier = reusable_documents(case.founder, one.paper, today=localdate())
    return {
        "paper": one,
        "about": paper_showing.card(case, one),
        "state": paper_state(one, case.steps.all()),
        "document": current,
        "told": paper_showing.told(current),
        "earlier": [document for document in earlier if document != current],
    }


def paper_check(request: HttpRequest, reference: str, paper_id: int) -> HttpResponse:
    """Show the file as we will see it, with what was checked; it goes to us with the button under it."""
    case = case_of(request, reference)
    one = paper_of_case(case, paper_id)
    if one.draft is None and request.method == "GET":
        return redirect("portal:paper", reference=case.reference, paper_id=one.pk)
    form = SendForm(request.POST or None)
    address = _send(request, one, form) if request.method == "POST" and form.is_valid() else None
    if address:
        return redirect(address)
    context = frame(case, "papers") | _draft_shown(case, one) | {"form": form}
    return render(request, "portal/case/paper_check.html", context, status=422 if form.errors else 200)


def _send(request: HttpRequest, one: CasePaper, form: SendForm) -> str | None:
    def send() -> str:
        document = send_draft(one, file=form.cleaned_data["file"], by=user_of(request), now=timezone.now())
        return reverse("portal:receipt", args=[document.key])

    return attempt(form, lambda: once(request, send))


def _draft_shown(case: Case, one: CasePaper) -> dict[str, object]:
    today, expires_on = localdate(), one.draft_expires_on
    checks = examine(one.draft, case.founder, today=today, expires_on=expires_on) if one.draft else []
    return {
        "paper": one,
        "about": paper_showing.card(case, one),
        "checks": checks,
        "failed": any(check["result"] == "fail" for check in checks),
    }


@require_POST
def draft_discard(request: HttpRequest, reference: str, paper_id: int) -> HttpResponse:
    case = case_of(request, reference)
    one = paper_of_case(case, paper_id)
    discard_draft(one, by=user_of(request))
    messages.success(request, _("The file was taken away. Nothing was sent."))
    return redirect("portal:paper", reference=case.reference, paper_id=one.pk)


@require_POST
def paper_reuse(request: HttpRequest, reference: str, paper_id: int) -> HttpResponse:
    """Fill the paper with one that was handed in before."""
    case = case_of(request, reference)
    one = paper_of_case(case, paper_id)
    form = SendForm(request.POST)
    if not form.is_valid():
        return redirect("portal:paper", reference=case.reference, paper_id=one.pk)
    known = Document.objects.visible_to(user_of(request)).usable()
    document = get_object_or_404(known, pk=form.cleaned_data["file"], paper=one.paper)
    reuse_paper(one, document, by=user_of(request), now=timezone.now())
    return redirect("portal:receipt", key=document.key)
