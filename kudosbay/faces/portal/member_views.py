"""Members find one another by consent, and ask."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kudosbay.centre.models import ConsentText
from kudosbay.centre.queries import consent_texts
from kudosbay.faces.answers import attempt, once
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.notice_forms import AREA, OwnNoticeForm
from kudosbay.faces.notice_showing import details
from kudosbay.faces.requests import user_of
from kudosbay.introductions import commands, queries
from kudosbay.introductions.kinds.member import GROUPS, KIND
from kudosbay.introductions.models import DIRECTORY, Notice
from kudosbay.people.models import Person


class JoinForm(OwnNoticeForm):
    agreed = forms.BooleanField(error_messages={"required": gettext_lazy("Without this consent you are not shown.")})

    def __init__(self, data: Any = None, *, text: ConsentText) -> None:
        super().__init__(data, kind=KIND, side="offer")
        self.fields["agreed"].label, self.fields["agreed"].help_text = text.title, text.text
        del self.fields["company"]


class QuestionForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Your question in one line"), max_length=160)
    words = forms.CharField(label=gettext_lazy("More about it"), max_length=4000, required=False, widget=AREA)


def person_of(request: HttpRequest) -> Person:
    return get_object_or_404(Person.objects.visible_to(user_of(request)), user=user_of(request))


def members(request: HttpRequest) -> HttpResponse:
    group = request.GET.get("group", "")
    group = group if group in dict(GROUPS) else ""
    found = queries.directory(localdate(), group=group, text=request.GET.get("q", "")[:100])
    own = Notice.objects.visible_to(user_of(request)).filter(kind="member", side="offer").order_by("-pk").first()
    context = {"members": [(one, details(one)) for one in found], "groups": GROUPS, "group": group, "own": own}
    return render(request, "portal/introductions/members.html", context)


def join(request: HttpRequest) -> HttpResponse:
    text = _text()
    form = JoinForm(request.POST or None, text=text)
    if form.is_valid() and attempt(form, lambda: _joined(request, form, text)) is not None:
        messages.success(request, _("Thank you. Your adviser reads it, then you stand in the directory."))
        return redirect("portal:members")
    context = {"form": form, "kind": KIND, "heading": _("Join the members’ directory"), "consent": form["agreed"]}
    return render(request, "portal/introductions/join.html", context, status=422 if form.errors else 200)


def _text() -> ConsentText:
    texts = consent_texts(localdate(), language=html_lang())
    found = next((text for text in texts if text.purpose == DIRECTORY), None)
    if found is None:
        raise Http404
    return found


def _joined(request: HttpRequest, form: JoinForm, text: ConsentText) -> Notice:
    by, now = user_of(request), timezone.now()
    return commands.join_directory(person_of(request), said=form.said(), text=text, by=by, now=now)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    commands.leave_directory(person_of(request), by=user_of(request), now=timezone.now())
    messages.success(request, _("You stand in the directory no more."))
    return redirect("portal:members")


def ask(request: HttpRequest, member: str) -> HttpResponse:
    wanted = get_object_or_404(queries.answerable_members(user_of(request), today=localdate()), reference=member)
    form = QuestionForm(request.POST or None)
    if form.is_valid() and (address := attempt(form, lambda: once(request, lambda: _asked(request, wanted, form)))):
        return redirect(address)
    context = {"form": form, "member": wanted, "details": details(wanted)}
    return render(request, "portal/introductions/ask.html", context, status=422 if form.errors else 200)


def _asked(request: HttpRequest, wanted: Notice, form: QuestionForm) -> str:
    said = {name: form.cleaned_data[name] for name in ("title", "words")}
    made = commands.ask_member(wanted, **said, language=html_lang(), by=user_of(request), now=timezone.now())
    return reverse("portal:introduction", args=[made.reference])
