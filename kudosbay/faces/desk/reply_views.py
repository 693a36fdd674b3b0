"""Replies of readers: the inbox by due time, one reply, and what is done with it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kudosbay.accounts.models import User
from kudosbay.faces.answers import attempt
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.requests import user_of
from kudosbay.faces.site_addresses import public_address
from kudosbay.faces.verbs import verb_words
from kudosbay.kernel import formats
from kudosbay.publications import commands, queries
from kudosbay.publications.models import Reply
from kudosbay.publications.policy import may_write
from kudosbay.publications.words import titles_shown

ROWS = 50
STATES = (
    ("open", gettext_lazy("Open")),
    ("held", gettext_lazy("Held")),
    ("answered", gettext_lazy("Answered")),
    ("shown", gettext_lazy("Shown")),
    ("set_aside", gettext_lazy("Set aside")),
)


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Our answer"),
        help_text=gettext_lazy("It goes to the writer by e-mail, and stands below the reply if that is shown."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


def replies(request: HttpRequest) -> HttpResponse:
    user, state = user_of(request), request.GET.get("state", "open")
    counted = queries.replies_counted(user, timezone.now())
    chips = [
        {"label": label, "count": counted.get(code, 0), "href": f"?state={code}", "current": code == state}
        for code, label in STATES
    ]
    page = Paginator(queries.replies_list(user, state=state), ROWS).get_page(request.GET.get("page"))
    context = {"page": page, "chips": chips, "state": state, "late": counted["late"], "now": timezone.now()}
    return desk_page(request, "desk/publications/replies.html", context)


def reply_of(request: HttpRequest, reply: int) -> Reply:
    found = Reply.objects.visible_to(user_of(request)).select_related("publication", "writer", "answered_by")
    return get_object_or_404(found, pk=reply)


def reply(request: HttpRequest, reply: int) -> HttpResponse:
    found = reply_of(request, reply)
    return desk_page(request, "desk/publications/reply.html", _page(found, user_of(request), AnswerForm()))


def _page(found: Reply, user: User, form: AnswerForm) -> dict[str, Any]:
    told = queries.reply_timeline(found)
    return {
        "reply": found,
        "form": form,
        "titles": titles_shown(found.publication),
        "href": public_address(found.publication),
        "late": found.due_at < timezone.now() and found.status in {Reply.Status.HELD, Reply.Status.RECEIVED},
        "may_show": may_write(user),
        "happenings": [{"title": verb_words(one.verb), "when": formats.moment_words(one.at)} for one in told],
    }


@require_POST
def answer(request: HttpRequest, reply: int) -> HttpResponse:
    found, form = reply_of(request, reply), AnswerForm(request.POST)
    if form.is_valid() and attempt(form, lambda: _answered(request, found, form)) is not None:
        return _done(request, found, _("Answered by e-mail."))
    context = _page(found, user_of(request), form)
    return desk_page(request, "desk/publications/reply.html", context, status=422)


def _answered(request: HttpRequest, found: Reply, form: AnswerForm) -> Reply:
    by, link = user_of(request), public_address(found.publication, language=found.language)
    return commands.answer_reply(found, form.cleaned_data["text"], by=by, now=timezone.now(), link=link)


def _done(request: HttpRequest, found: Reply, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("desk:reply", found.pk)


@require_POST
def let_through(request: HttpRequest, reply: int) -> HttpResponse:
    found = commands.let_through(reply_of(request, reply), by=user_of(request))
    return _done(request, found, _("Let through. It waits for an answer."))


@require_POST
def show(request: HttpRequest, reply: int) -> HttpResponse:
    found = commands.show_reply(reply_of(request, reply), by=user_of(request), now=timezone.now())
    return _done(request, found, _("Shown below the article."))


@require_POST
def hide(request: HttpRequest, reply: int) -> HttpResponse:
    return _done(request, commands.hide_reply(reply_of(request, reply), by=user_of(request)), _("Hidden again."))


@require_POST
def set_aside(request: HttpRequest, reply: int) -> HttpResponse:
    return _done(request, commands.set_aside(reply_of(request, reply), by=user_of(request)), _("Set aside."))
