"""The receipt of a paper: on the screen, and as a PDF in the reader's language and in Chinese."""

from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kudosbay.cases.plans import paper_of
from kudosbay.cases.standing import case_of_document
from kudosbay.documents.models import Document
from kudosbay.documents.papers import drawn, holder_on_paper, operator_on_paper
from kudosbay.faces.jinja import html_lang
from kudosbay.kernel.formats import moment_words

ON_PAPER: Final = ("zh-hans",)
NEXT: Final = _("Your adviser looks at the paper and tells you whether it is in order. You need not do anything.")
AGREEMENT: Final = _("Signed agreement")


def shown(document: Document) -> dict[str, Any]:
    case = case_of_document(document)
    names = paper_of(case.plan, document.paper).get("name") if case else None
    return {"document": document, "case": case, "name": names or {html_lang(): str(AGREEMENT)}}


def on_paper(document: Document) -> dict[str, Any]:
    it = shown(document)
    rows: list[dict[str, Any]] = [
        {"label": said(_("Paper")), "value": it["name"] if "en" in it["name"] else said(AGREEMENT)},
        {"label": said(_("File")), "value": drawn(document.file.name)},
        {"label": said(_("Received")), "value": moment_words(document.sent_at)},
    ]
    case = [{"label": said(_("Case")), "value": it["case"].reference}] if it["case"] else []
    return {
        "title": said(_("Receipt")),
        "name": document.holder.full_name,
        "reference": document.reference,
        "rows": [*case, *rows],
        "next": said(NEXT),
        "made_on": localdate(document.sent_at).isoformat(),
        "verify": f"{settings.BASE_URL}{reverse('portal:receipt', args=[document.key])}",
        "operator": operator_on_paper(),
        "holder": holder_on_paper(document.holder),
    }


def said(text: Promise) -> Mapping[str, str]:
    """Return a text in the reader's language and in Chinese."""
    told = {html_lang(): str(text)}
    for code in ON_PAPER:
        with translation.override(code):
            told[html_lang(code)] = str(text)
    return told
