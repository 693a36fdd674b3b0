"""Error pages, and the one place where a command's refusal becomes an answer."""

import errno
import sys
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit

from django.db import InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kudosbay.faces.links import same_site
from kudosbay.faces.typed import typed_in
from kudosbay.kernel.errors import Refused, Stale

NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
OUR_FAULTS: Final = ("no such ", "has no column", "syntax error")  # SQLite says these in the same way
RETRY_SECONDS: Final = "30"


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    return render(request, "errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    return render(request, "errors/403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    return render(request, "errors/403.html", {"expired": True}, status=403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours; where the machine cannot write just now, say so and give back what was typed."""
    if cannot_write(sys.exc_info()[1]):
        return unsaved(request)
    return render(request, "errors/500.html", status=500)


def cannot_write(fault: BaseException | None) -> bool:
    """Whether the disk is full or read-only, or the database is locked or away: it may work again in a moment."""
    if isinstance(fault, OSError) and not isinstance(fault, ConnectionError):
        return fault.errno in NO_ROOM
    if isinstance(fault, InternalError):
        return "read-only" in str(fault)
    return isinstance(fault, OperationalError) and not any(wrong in str(fault) for wrong in OUR_FAULTS)


def unsaved(request: HttpRequest) -> HttpResponse:
    typed = typed_in(request) if request.method == "POST" else None
    response = render(request, "errors/503.html", {"typed": typed, "again": request.get_full_path()}, status=503)
    response.headers["Retry-After"] = RETRY_SECONDS
    return response


class RefusalMiddleware:
    """A refusal that no form caught becomes a calm page; a stale form becomes the page that shows both sides."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return bad_request(request)  # no address of ours has it, and PostgreSQL keeps no such sign
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return render(request, "errors/409.html", _refusal(request, exception), status=409)
        return None


def _refusal(request: HttpRequest, refused: Refused) -> dict[str, Any]:
    """Return what the page says: the refusal, both sides of a stale form, and what was typed."""
    referer = urlsplit(request.headers.get("Referer", ""))
    came_from = (
        same_site(referer.path, otherwise=request.path) if referer.netloc == request.get_host() else request.path
    )
    yours, theirs = (refused.yours, refused.theirs) if isinstance(refused, Stale) else ({}, {})
    sides = [{"label": label, "yours": mine, "theirs": theirs.get(label, "")} for label, mine in yours.items()]
    return {"refusal": refused, "back": came_from, "sides": sides, "typed": typed_in(request)}
