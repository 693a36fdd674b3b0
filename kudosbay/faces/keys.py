"""Who a program is: the key it shows stands for its owner, for reading and nothing else."""

from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from kudosbay.accounts.commands import note_use
from kudosbay.accounts.limits import TooManyTries, spend
from kudosbay.accounts.queries import program_key
from kudosbay.faces.requests import place_of

ROOT: Final = "/api/"
SCHEME: Final = "bearer "


def shows_key(request: HttpRequest) -> bool:
    return request.path_info.startswith(ROOT) and request.headers.get("Authorization", "").lower().startswith(SCHEME)


def enter(request: HttpRequest) -> HttpResponse | None:
    """Let the key's owner read, or return why not. Guessing is counted by place."""
    shown, now = request.headers["Authorization"][len(SCHEME) :].strip(), timezone.now()
    key = program_key(shown, now=now)
    if key is None:
        return _guessed(request, shown, now)
    note_use(key, by=key.user, now=now)
    request.user, request.program_key = key.user, key  # type: ignore[attr-defined]
    return None


def _guessed(request: HttpRequest, shown: str, now: datetime) -> HttpResponse:
    try:
        spend(f"key:{shown[:8]}", place=place_of(request), now=now)
    except TooManyTries as refusal:
        return JsonResponse({"error": str(refusal)}, status=429, headers={"Retry-After": "900"})
    return unknown()


def unknown() -> HttpResponse:
    told = _("Send an open key: Authorization: Bearer kb_…")
    return JsonResponse({"error": told}, status=401, headers={"WWW-Authenticate": "Bearer"})
