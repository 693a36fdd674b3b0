from typing import cast

from django.conf import settings
from django.http import HttpRequest

from kudosbay.accounts.models import User


def user_of(request: HttpRequest) -> User:
    return cast("User", request.user)


def place_of(request: HttpRequest) -> str:
    """The network address that asks. X-Forwarded-For counts only as far as our own proxies wrote it."""
    asked_by = str(request.META.get("REMOTE_ADDR", ""))
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    trusted = settings.TRUSTED_PROXIES
    return hops[-trusted] if trusted and len(hops) >= trusted else asked_by


def host_of(request: HttpRequest) -> str:
    """The host without its port, checked against ALLOWED_HOSTS."""
    return request.get_host().rsplit(":", 1)[0] if "]" not in request.get_host() else request.get_host()
