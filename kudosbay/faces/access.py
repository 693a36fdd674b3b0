"""The door: each request is held against the access matrix before its view runs."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import resolve_url

from kudosbay.accounts.matrix import ANONYMOUS, MATRIX, allowed

OPEN = frozenset({"", "prometheus-django-metrics"})


class AccessMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        row = MATRIX.get(name)
        if row is None:
            raise Http404
        method = "GET" if request.method == "HEAD" else str(request.method)
        if method not in row.methods:
            return HttpResponseNotAllowed(sorted(row.methods))
        return self._decide(request, name, method)

    def _decide(self, request: HttpRequest, name: str, method: str) -> HttpResponse | None:
        signed_in = request.user.is_authenticated
        roles = frozenset(request.user.role_set) if signed_in else frozenset()  # type: ignore[union-attr]
        if allowed(name, method=method, roles=frozenset(str(role) for role in roles)):
            return None
        if not signed_in and ANONYMOUS not in MATRIX[name].methods[method]:
            return to_sign_in(request)
        raise Http404


def to_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    path = request.get_full_path() if request.method == "GET" else ""
    query = f"?{urlencode({'next': path})}" if path else ""
    return HttpResponseRedirect(resolve_url(settings.LOGIN_URL) + query)
