"""What the code on a printed paper opens: whether the paper is ours. It never says for whom it was made."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kudosbay.documents.queries import paper_by_key
from kudosbay.kernel.formats import HOME_ZONE

KINDS = {
    "agreement": _("Service agreement"),
    "certificate": _("Certificate of attendance"),
    "pack": _("Pack for an authority"),
    "plan": _("Plan"),
    "receipt": _("Receipt for papers"),
}


def verify(request: HttpRequest, key: str) -> HttpResponse:
    paper = paper_by_key(key)
    if paper is None:
        raise Http404
    facts = {"kind": KINDS.get(paper.template, _("Paper")), "paper_reference": paper.reference}
    made_on = paper.made_at.astimezone(HOME_ZONE).date()  # as it is printed
    response = render(request, "site/verify.html", facts | {"made_on": made_on})
    response.headers["X-Robots-Tag"] = "noindex"
    return response
