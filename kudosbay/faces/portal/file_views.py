"""Files and pages of one's own papers: as a download, or as a picture that we drew."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.timezone import localdate

from kudosbay.cases.commands import note_draft_seen
from kudosbay.centre.queries import parameter
from kudosbay.documents.commands import record_view
from kudosbay.documents.models import Document, GeneratedPaper, StoredFile
from kudosbay.documents.papers import render_pdf
from kudosbay.documents.previews import page_image as picture_of
from kudosbay.documents.refusals import FileRefused
from kudosbay.documents.storage import read_file
from kudosbay.faces.downloads import as_download, as_picture
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.portal import receipts
from kudosbay.faces.portal.fetching import case_of, paper_of_case
from kudosbay.faces.requests import user_of


def _document(request: HttpRequest, key: str) -> Document:
    documents = Document.objects.visible_to(user_of(request)).select_related("file", "holder")
    return get_object_or_404(documents, key=key)


def _looked_at(request: HttpRequest, key: str, purpose: str) -> StoredFile:
    """An agent's look is noted for the holder; one's own is nobody's business."""
    document = _document(request, key)
    record_view(document, by=user_of(request), purpose=purpose, now=timezone.now())
    return document.file


def file(request: HttpRequest, key: str) -> HttpResponse:
    return downloaded(_looked_at(request, key, "download"))


def downloaded(stored: StoredFile) -> HttpResponse:
    return as_download(read_file(stored), name=stored.name, kind=stored.kind)


def page_image(request: HttpRequest, key: str, page: int) -> HttpResponse:
    return _picture(_looked_at(request, key, "preview"), page)


def _picture(stored: StoredFile, page: int) -> HttpResponse:
    try:
        return as_picture(picture_of(stored, page, size="phone"))
    except FileRefused as refusal:
        raise Http404 from refusal


def draft_image(request: HttpRequest, reference: str, paper_id: int, page: int) -> HttpResponse:
    paper = paper_of_case(case_of(request, reference), paper_id)
    if paper.draft is None:
        raise Http404
    note_draft_seen(paper, by=user_of(request))
    return _picture(paper.draft, page)


def generated(request: HttpRequest, key: str) -> HttpResponse:
    papers = GeneratedPaper.objects.visible_to(user_of(request)).select_related("file")
    return downloaded(get_object_or_404(papers, key=key).file)


def receipt(request: HttpRequest, key: str) -> HttpResponse:
    """The lasting proof that we have a paper; it can be kept as a bookmark."""
    document = _document(request, key)
    context = receipts.shown(document) | {"days": parameter("document.review_working_days", on=localdate())}
    return render(request, "portal/case/receipt.html", context)


def receipt_pdf(request: HttpRequest, key: str) -> HttpResponse:
    document = _document(request, key)
    paper = render_pdf("receipt", language=html_lang(), data=receipts.on_paper(document))
    return as_download(paper, name=f"receipt-{document.reference}.pdf", kind="application/pdf")
