"""From a command's answer to a page: refusals beside their field, and forms that count once however often they are sent."""

import hashlib
from collections.abc import Callable
from typing import TypeVar

from django.forms import BaseForm
from django.http import HttpRequest

from kudosbay.faces.refusals import tell
from kudosbay.kernel import submitting
from kudosbay.kernel.errors import Refused, Stale
from kudosbay.kernel.ids import secret_token

Answer = TypeVar("Answer")
KEY = "form_key"
NOT_CONTENT = frozenset({"csrfmiddlewaretoken", KEY})


def attempt(form: BaseForm, act: Callable[[], Answer]) -> Answer | None:
    """Run a command for a valid form. A refusal becomes an error of its field; None then says: show the form again."""
    try:
        return act()
    except Stale:
        raise
    except Refused as refusal:
        tell(form, refusal)
        return None


def once(request: HttpRequest, act: Callable[[], str]) -> str:
    """Run `act`, which returns the address to go to, once for the form's key: see kernel.submitting.once."""
    given = request.POST.get(KEY) or secret_token()
    owner = getattr(request.user, "pk", None) or request.session.session_key or ""
    key = hashlib.sha256(f"{request.path}|{owner}|{given}".encode()).hexdigest()
    return submitting.once(key, _content(request), act)


def _content(request: HttpRequest) -> str:
    fields = sorted((name, request.POST.getlist(name)) for name in request.POST if name not in NOT_CONTENT)
    files = sorted((name, file.name, file.size) for name in request.FILES for file in request.FILES.getlist(name))
    return repr((fields, files))
