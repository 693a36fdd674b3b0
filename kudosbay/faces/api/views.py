"""Figures for programs: the same numbers as on the screen, on paper and on the wall."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from kudosbay.faces.api.asked import AskedForm
from kudosbay.faces.api.described import document
from kudosbay.statistics.catalogue import BY_KEY, count_one
from kudosbay.statistics.queries import figure_rows, overview
from kudosbay.statistics.wording import told

TEXT: dict[str, Any] = {"ensure_ascii": False}


def described(request: HttpRequest) -> HttpResponse:
    return JsonResponse(document(request.build_absolute_uri("/api/v1/")), json_dumps_params=TEXT)


def figures(request: HttpRequest) -> HttpResponse:
    form = AskedForm(request.GET)
    if not form.is_valid():
        return _refused(form)
    return JsonResponse(told(form.asked, overview(form.asked).values()), json_dumps_params=TEXT)


def figure(request: HttpRequest, key: str) -> HttpResponse:
    """One figure, with how many rows it counts."""
    form = AskedForm(request.GET)
    if key not in BY_KEY:
        return JsonResponse({"error": f"no figure is called {key}", "figures": sorted(BY_KEY)}, status=404)
    if not form.is_valid():
        return _refused(form)
    found = figure_rows(key, form.asked)
    number = len(found) if isinstance(found, list) else found.count()
    return JsonResponse(count_one(key, form.asked).as_json() | {"rows": number}, json_dumps_params=TEXT)


def _refused(form: AskedForm) -> HttpResponse:
    return JsonResponse({"errors": form.errors.get_json_data()}, status=422, json_dumps_params=TEXT)
