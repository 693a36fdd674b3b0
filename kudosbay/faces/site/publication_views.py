"""Public pages of what the centre publishes: a shelf of each kind, an article, an earlier edition, a feed."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from kudosbay.faces.site.feeds import atom
from kudosbay.faces.site.publication_showing import article_page, shelf_page
from kudosbay.publications import queries
from kudosbay.publications.kinds import KINDS

ROWS = 20
FEED_ROWS = 40
ATOM = "application/atom+xml; charset=utf-8"


def shelf(request: HttpRequest, kind: str) -> HttpResponse:
    _must_have_a_shelf(kind)
    theme = request.GET.get("theme", "")
    page = Paginator(queries.shelf(kind, theme=theme), ROWS).get_page(request.GET.get("page"))
    shown = queries.with_texts(list(page), today=localdate(), for_readers=True)
    context = shelf_page(kind, shown, page=page, kept={"theme": theme} if theme else {})
    return render(request, "site/publications/shelf.html", context)


def article(request: HttpRequest, kind: str, slug: str, number: int | None = None) -> HttpResponse:
    found = queries.article(kind, slug, today=localdate(), number=number)
    if found is None:
        raise Http404
    return render(request, "site/publications/article.html", article_page(found, today=localdate(), number=number))


def feed(request: HttpRequest, kind: str) -> HttpResponse:
    _must_have_a_shelf(kind)
    rows = queries.with_texts(list(queries.shelf(kind)[:FEED_ROWS]), today=localdate(), for_readers=True)
    return HttpResponse(atom(kind, rows, here=request.path), content_type=ATOM)


def _must_have_a_shelf(kind: str) -> None:
    if kind not in KINDS or not KINDS[kind].shelf:
        raise Http404
