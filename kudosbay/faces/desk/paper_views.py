"""A paper that a founder sent: look at its pages, accept it, or send it back with the reason and the place."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.cases import commands
from kudosbay.cases.models import CasePaper
from kudosbay.cases.plans import paper_of as planned
from kudosbay.cases.words import paper_card
from kudosbay.documents.checks import examine
from kudosbay.documents.commands import record_view
from kudosbay.documents.models import Document
from kudosbay.documents.previews import page_image
from kudosbay.documents.storage import read_file
from kudosbay.faces.answers import attempt
from kudosbay.faces.desk.case_forms import SendBackForm
from kudosbay.faces.desk.fetching import paper_of
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.downloads import as_download, as_picture
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.requests import user_of


def _document(found: CasePaper) -> Document:
    if found.document is None:
        raise Http404
    return found.document


def checked_again(document: Document | None) -> list[dict[str, str]]:
    """Return what was checked when it was sent, in the words of whoever looks now."""
    if document is None:
        return []
    day = localdate(document.sent_at)
    return examine(document.file, document.holder, today=day, expires_on=document.expires_on)


def _shown(request: HttpRequest, found: CasePaper, form: SendBackForm) -> HttpResponse:
    context = {
        "case": found.case,
        "paper": found,
        "planned": planned(found.case.plan, found.paper),
        "about": paper_card(found.paper),
        "document": found.document,
        "checks": checked_again(found.document),
        "form": form,
        "pages": range(1, found.document.file.pages + 1) if found.document else (),
    }
    return desk_page(request, "desk/case/paper.html", context, status=422 if form.errors else 200)


def paper(request: HttpRequest, reference: str, paper: str) -> HttpResponse:
    found = paper_of(request, reference, paper)
    return _shown(request, found, SendBackForm(lang=html_lang()))


def page_picture(request: HttpRequest, reference: str, paper: str, number: int) -> HttpResponse:
    document = _document(paper_of(request, reference, paper))
    if number > document.file.pages:
        raise Http404
    record_view(document, by=user_of(request), purpose="review", now=timezone.now())
    return as_picture(page_image(document.file, number))


def download(request: HttpRequest, reference: str, paper: str) -> HttpResponse:
    document = _document(paper_of(request, reference, paper))
    record_view(document, by=user_of(request), purpose="download", now=timezone.now())
    return as_download(read_file(document.file), name=document.file.name, kind=document.file.kind)


@require_POST
def accept(request: HttpRequest, reference: str, paper: str) -> HttpResponse:
    found = paper_of(request, reference, paper)
    commands.accept_paper(found, by=user_of(request), now=timezone.now())
    messages.success(request, _("Accepted."))
    return redirect("desk:case", reference)


@require_POST
def send_back(request: HttpRequest, reference: str, paper: str) -> HttpResponse:
    found = paper_of(request, reference, paper)
    form = SendBackForm(request.POST, lang=html_lang())
    if not form.is_valid() or not attempt(form, lambda: _sent_back(request, found, form)):
        return _shown(request, found, form)
    messages.success(request, _("Sent back. The founder is told what to change."))
    return redirect("desk:case", reference)


def _sent_back(request: HttpRequest, found: CasePaper, form: SendBackForm) -> Document:
    given = form.cleaned_data
    by, now = user_of(request), timezone.now()
    return commands.send_paper_back(
        found, reason=given["reason"], remark=given["remark"], mark=form.mark, by=by, now=now
    )
