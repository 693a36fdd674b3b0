"""One conversation of the case with its adviser."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from kudosbay.cases.commands import write_to_adviser
from kudosbay.cases.models import Case
from kudosbay.centre.queries import parameter
from kudosbay.faces.answers import attempt, once
from kudosbay.faces.portal.fetching import case_of, frame
from kudosbay.faces.requests import user_of
from kudosbay.messaging.commands import read_thread
from kudosbay.messaging.models import Message
from kudosbay.messaging.queries import conversation


class MessageForm(forms.Form):
    text = forms.CharField(
        label=_("Your message"),
        help_text=_("In any language."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("There is nothing in this message yet. Write it, then send.")},
    )


def messages_page(request: HttpRequest, reference: str) -> HttpResponse:
    case = case_of(request, reference)
    form = MessageForm(request.POST or None)
    address = _write(request, case, form) if request.method == "POST" and form.is_valid() else None
    if address:
        return redirect(address)
    context = frame(case, "messages") | _talk(request, case) | {"form": form}
    return render(request, "portal/case/messages.html", context, status=422 if form.errors else 200)


def _talk(request: HttpRequest, case: Case) -> dict[str, Any]:
    said = list(conversation(case.thread, user=user_of(request)))
    unread = [one for one in said if one.direction == Message.Direction.OUT and one.read_at is None]
    return {"said": said, "unread": unread, "hours": parameter("reply.working_hours", on=localdate())}


def _write(request: HttpRequest, case: Case, form: MessageForm) -> str | None:
    def write() -> str:
        message = write_to_adviser(case, form.cleaned_data["text"], by=user_of(request), now=timezone.now())
        return f"{reverse('portal:messages', args=[case.reference])}#message-{message.pk}"

    return attempt(form, lambda: once(request, write))


@require_POST
def messages_read(request: HttpRequest, reference: str) -> HttpResponse:
    """Mark the adviser's messages as read; the page itself asks for it where there is script."""
    case = case_of(request, reference)
    read_thread(case.thread, by=user_of(request), now=timezone.now())
    if request.headers.get("HX-Request"):
        return HttpResponse()
    return redirect("portal:messages", reference=case.reference)
