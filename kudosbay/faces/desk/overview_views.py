"""The figures: overview, the rows behind each, the wall and the paper. All are the same numbers."""

import csv
from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse

from kudosbay.faces.desk import overview_showing as showing
from kudosbay.faces.desk.fetching import may_see_rows
from kudosbay.faces.desk.figure_columns import columns
from kudosbay.faces.desk.overview_forms import AsOfForm
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.desk.table import Echo
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.presenting import slide_page
from kudosbay.faces.requests import user_of
from kudosbay.kernel import formats
from kudosbay.statistics import queries
from kudosbay.statistics.catalogue import BY_KEY, count_one
from kudosbay.statistics.wording import shown, told

ROWS = 50


def _context(request: HttpRequest) -> dict[str, Any]:
    form = AsOfForm(request.GET)
    counted = queries.overview(form.asked)
    return {
        "as_of_form": form,
        "asked": form.asked,
        "query": form.query,
        "head": showing.cards({key: counted[key] for key in queries.HEAD}, form.query),
        "groups": showing.grouped({key: one for key, one in counted.items() if key not in queries.HEAD}, form.query),
        "years": showing.years_chart(form.asked),
        "countries": showing.countries_chart(form.asked, html_lang()),
    }


def overview(request: HttpRequest) -> HttpResponse:
    return desk_page(request, "desk/overview/overview.html", _context(request))


def overview_print(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/overview/print.html", _context(request))


def overview_present(request: HttpRequest) -> HttpResponse:
    shown = _context(request)
    charts = {"charts": (shown["years"], shown["countries"]), "as_of": formats.format_date(shown["asked"].as_of)}
    charts["leave_href"] = reverse("desk:overview", query=shown["query"] or None)
    page = slide_page(shown | charts, request.GET, lambda query: _slide_address(shown["query"], query))
    return render(request, "present/slide.html", shown | charts | page)


def _slide_address(kept: dict[str, str], query: dict[str, str]) -> str:
    return reverse("desk:overview_present", query=kept | query)


def figures_json(request: HttpRequest) -> JsonResponse:
    asked = AsOfForm(request.GET).asked
    content = told(asked, queries.overview(asked).values())
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})


def _figure(key: str, form: AsOfForm) -> dict[str, Any]:
    counted = count_one(key, form.asked)
    return {
        "counted": counted,
        "value": shown(counted),
        "as_of_form": form,
        "asked": form.asked,
        "query": form.query,
    }


def figure(request: HttpRequest, key: str) -> HttpResponse:
    """Show the rows that the figure counts."""
    if key not in BY_KEY:
        raise Http404
    form = AsOfForm(request.GET)
    page = Paginator(queries.figure_rows(key, form.asked), ROWS).get_page(request.GET.get("page"))
    context = _figure(key, form) | {
        "rows": page if may_see_rows(user_of(request)) else None,
        "row_count": page.paginator.count,
        "columns": columns(key),
    }
    return desk_page(request, "desk/overview/figure.html", context)


def figure_csv(request: HttpRequest, key: str) -> StreamingHttpResponse:
    if key not in BY_KEY or not may_see_rows(user_of(request)):
        raise Http404
    rows = queries.figure_rows(key, AsOfForm(request.GET).asked)
    response = StreamingHttpResponse(_lines(key, rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{key}.csv"'
    return response


def _lines(key: str, rows: Any) -> Iterator[str]:
    writer, chosen = csv.writer(Echo()), columns(key)
    yield "\ufeff" + writer.writerow([column.label for column in chosen])
    for row in rows if isinstance(rows, list) else rows.iterator(chunk_size=500):
        yield writer.writerow([column.safe(row) for column in chosen])
