from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kudosbay.faces.access import ways_of
from kudosbay.faces.desk.nav import desk_nav
from kudosbay.faces.links import home_of
from kudosbay.faces.requests import user_of


def desk_page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Render a page of the desk with its navigation."""
    around = {
        "desk_nav": desk_nav(request),
        "home_href": home_of(user_of(request)),
        "search_href": reverse("desk:find") if ways_of(request)("desk:find") else "",
        "search_query": request.GET.get("q", ""),
    }
    return render(request, template, around | (context or {}), status=status)
