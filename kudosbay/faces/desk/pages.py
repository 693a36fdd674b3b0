from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kudosbay.faces.desk.nav import desk_nav


def desk_page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Render a page of the desk with its navigation."""
    around = {"desk_nav": desk_nav(request), "search_href": "/desk/find/", "search_query": request.GET.get("q", "")}
    return render(request, template, around | (context or {}), status=status)
