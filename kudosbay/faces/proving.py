"""A fresh proof of who it is, asked before an act that would hurt in the hands of somebody at an unlocked screen."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from kudosbay.accounts.queries import has_second_factor
from kudosbay.faces import sessions
from kudosbay.faces.links import same_site
from kudosbay.faces.requests import user_of

View = Callable[..., HttpResponse]


def proven_recently(view: View) -> View:
    """Ask again for a proof before passwords, second factors and roles change; then come back."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if sessions.is_recent(request, now=timezone.now()):
            return view(request, *args, **kwargs)
        request.session[sessions.NEXT] = request.path if request.method == "GET" else _page_before(request)
        return redirect("portal:second_factor" if has_second_factor(user_of(request)) else "portal:sign_in")

    return answer


def _page_before(request: HttpRequest) -> str:
    """The page whose button was pressed: an act itself is never repeated by coming back."""
    return same_site(urlsplit(request.headers.get("Referer", "")).path, otherwise=reverse("portal:account"))
