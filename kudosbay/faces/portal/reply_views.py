"""One’s own reply to news: whoever signs in here proves that the address is hers, and may let the reply be shown."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.faces.requests import user_of
from kudosbay.faces.site_addresses import public_address
from kudosbay.publications.commands import confirm_reply
from kudosbay.publications.models import Reply
from kudosbay.publications.words import titles_shown


def own_reply(request: HttpRequest, reply_key: str) -> Reply:
    mine = Reply.objects.filter(writer=user_of(request)).select_related("publication")
    return get_object_or_404(mine, key=reply_key)


def reply(request: HttpRequest, reply_key: str) -> HttpResponse:
    found = own_reply(request, reply_key)
    context = {"reply": found, "titles": titles_shown(found.publication), "href": public_address(found.publication)}
    return render(request, "portal/reply.html", context)


@require_POST
def confirm(request: HttpRequest, reply_key: str) -> HttpResponse:
    confirm_reply(own_reply(request, reply_key), by=user_of(request), now=timezone.now())
    messages.success(request, _("Confirmed. It is shown once one of us has read it."))
    return redirect("portal:reply", reply_key)
