"""Files leave as attachments with the type that we found ourselves, and never run on our pages."""

from urllib.parse import quote

from django.http import HttpResponse


def as_download(content: bytes, *, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    return _sealed_off(response, f"attachment; filename*=UTF-8''{quote(name)}")


def as_picture(content: bytes) -> HttpResponse:
    """A page drawn by us, shown inside one of our own pages."""
    return _sealed_off(HttpResponse(content, content_type="image/png"), "inline")


def _sealed_off(response: HttpResponse, disposition: str) -> HttpResponse:
    response.headers["Content-Disposition"] = disposition
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response
