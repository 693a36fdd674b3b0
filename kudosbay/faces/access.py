"""The door: each request is held against the access matrix before its view runs."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import resolve_url

from kudosbay.accounts.matrix import ANONYMOUS, BEFORE_SECOND_FACTOR, MATRIX, STARTS, allowed
from kudosbay.accounts.models import User
from kudosbay.faces import keys, sessions

SECOND_FACTOR_URL = "portal:second_factor"
OPEN_ACCOUNT_URL = "portal:open_account"


class AccessMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._enter(request) or self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def _enter(self, request: HttpRequest) -> HttpResponse | None:
        if keys.shows_key(request):
            return keys.enter(request)
        sessions.end_if_lapsed(request)
        return None

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        row = MATRIX.get(name)
        if row is None:
            raise Http404
        method = "GET" if request.method == "HEAD" else str(request.method)
        if method not in row.methods:
            return HttpResponseNotAllowed(sorted(row.methods))
        return _wait_for_factor(request, name) or _decide(request, name, method)


def _wait_for_factor(request: HttpRequest, name: str) -> HttpResponse | None:
    if hasattr(request, "program_key"):  # made behind both factors
        return None
    if not request.user.is_authenticated or name in BEFORE_SECOND_FACTOR or not sessions.waits_for_factor(request):
        return None
    return HttpResponseRedirect(resolve_url(SECOND_FACTOR_URL) + _query(request))


def roles_in(request: HttpRequest) -> frozenset[str]:
    """Return the roles of who asks; a stranger has none. A request that failed early knows nobody."""
    user = getattr(request, "user", None)
    return frozenset(str(role) for role in user.role_set) if isinstance(user, User) else frozenset()


def ways_of(request: HttpRequest) -> Callable[..., bool]:
    """Return `may(view, method)`: whether this way leads on for who looks. A page leads a stranger to the door."""
    kept: list[frozenset[str]] = []

    def may(view: str, method: str = "GET") -> bool:
        if not kept:  # asked for the first time: a page of last resort asks nothing of a database that may be away
            kept.append(roles_in(request))
        roles = kept[0]
        led_to_the_door = not roles and method == "GET"
        return led_to_the_door or allowed(view, method=method, roles=roles)

    return may


def _decide(request: HttpRequest, name: str, method: str) -> HttpResponse | None:
    signed_in = request.user.is_authenticated
    if allowed(name, method=method, roles=roles_in(request)):
        return None
    if not signed_in and ANONYMOUS not in MATRIX[name].methods[method]:
        return keys.unknown() if name.startswith("api:") else to_door(request, name)
    raise Http404


def to_door(request: HttpRequest, name: str) -> HttpResponseRedirect:
    door = OPEN_ACCOUNT_URL if name in STARTS else settings.LOGIN_URL
    return HttpResponseRedirect(resolve_url(door) + _query(request))


def _query(request: HttpRequest) -> str:
    """Remember a page to come back to; never an act."""
    return f"?{urlencode({'next': request.get_full_path()})}" if request.method == "GET" else ""
