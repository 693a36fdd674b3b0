"""Ending messages of a kind: opening the link changes nothing, one click does, for people and for mail programs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from kudosbay.accounts.policy import STRANGER
from kudosbay.faces.language import preferred
from kudosbay.messaging.leaving import read_token
from kudosbay.messaging.queries import told_to
from kudosbay.people.commands import withdraw_consent

KINDS = {"policies": _("News of policies"), "exchange": _("Meetings and exchange")}


@csrf_exempt  # RFC 8058: a mail program posts without cookies; the link itself is the proof
def leave(request: HttpRequest, token: str) -> HttpResponse:
    leaving = read_token(token)
    if leaving is None:
        return _page(request, {"gone": True}, status=200)
    if request.method == "POST":
        withdraw_consent(leaving.person, leaving.purpose, by=STRANGER, now=timezone.now())
    got = told_to(leaving.person, purpose=leaving.purpose, most=3)
    said = {"kind": KINDS[leaving.purpose], "done": request.method == "POST", "got": got}
    return _page(request, said, status=200)


def _page(request: HttpRequest, context: dict[str, object], *, status: int) -> HttpResponse:
    response = render(request, "site/leave.html", context | {"home": f"/{preferred(request)}/"}, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
