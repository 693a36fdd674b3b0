"""From what a form brings to a stored file: sent whole, arrived in pieces, or made from words."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.utils.timezone import localdate

from kudosbay.cases.models import Case, CasePaper
from kudosbay.documents.commands import finish_upload, store_file
from kudosbay.documents.models import StoredFile
from kudosbay.documents.papers import holder_on_paper, operator_on_paper, render_pdf
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.portal.paper_forms import FileForm
from kudosbay.faces.portal.paper_showing import paper_name


def stored(form: FileForm, *, now: datetime) -> StoredFile:
    """Check and keep the file; FileRefused names the cause."""
    if form.arrived:
        return finish_upload(form.arrived, by=form.by, now=now)
    return store_file(form.cleaned_data["file"], by=form.by, now=now)


def stored_paper(form: FileForm, case: Case, paper: CasePaper, *, now: datetime) -> StoredFile:
    words = form.cleaned_data.get("words")
    if not words:
        return stored(form, now=now)
    file = ContentFile(_written(case, paper, words, now=now), name=f"{paper.paper}.pdf")
    return store_file(file, by=form.by, now=now)


def _written(case: Case, paper: CasePaper, words: str, *, now: datetime) -> bytes:
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    data = {
        "title": {html_lang(): paper_name(case, paper)},
        "name": case.founder.full_name,
        "rows": [{"label": {html_lang(): str(place)}, "value": line} for place, line in enumerate(lines, start=1)],
        "reference": case.reference,
        "made_on": localdate(now).isoformat(),
        "operator": operator_on_paper(),
        "holder": holder_on_paper(case.founder),
    }
    return render_pdf("receipt", language=html_lang(), data=data)
