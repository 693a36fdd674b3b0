"""Acts on one promise: each fetches it as the person may see it, calls one command and goes back to the page."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.documents.commands import store_file
from kudosbay.faces.answers import attempt, once
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.desk.promise_forms import (
    AcceptForm,
    ConfirmedForm,
    HandOverForm,
    PassOnForm,
    ReplyForm,
    StepForm,
    TranslateForm,
    WriteForm,
)
from kudosbay.faces.desk.promise_showing import promise_page
from kudosbay.faces.desk.promise_views import promise_of
from kudosbay.faces.requests import user_of
from kudosbay.promises import commands
from kudosbay.promises.models import Promise, PromiseStep


def _answer(
    request: HttpRequest, promise: Promise, *, form: forms.Form, name: str, act: Callable[[], object], said: str
) -> HttpResponse:
    """Go back to the page with a word about what was done, or show the form again with what is wrong."""
    if form.is_valid() and attempt(form, act) is not None:
        messages.success(request, said)
        return redirect("desk:promise", promise.reference)
    context = promise_page(promise, user_of(request), {name: form, "form": form, "failing": name})
    return desk_page(request, "desk/promises/promise.html", context, status=422)


@require_POST
def accept(request: HttpRequest, promise: str) -> HttpResponse:
    found, form = promise_of(request, promise), AcceptForm(request.POST)

    def act() -> Promise:
        return commands.accept_promise(found, seen=form.seen, by=user_of(request), now=timezone.now())

    return _answer(request, found, form=form, name="accepting", act=act, said=_("It is yours to do now."))


@require_POST
def pass_on(request: HttpRequest, promise: str) -> HttpResponse:
    found, form = promise_of(request, promise), PassOnForm(request.POST)

    def act() -> Promise:
        to, by = form.cleaned_data["to"], user_of(request)
        return commands.pass_on(found, to=to, seen=form.seen, by=by, now=timezone.now())

    return _answer(request, found, form=form, name="passing", act=act, said=_("Passed on. Our clock runs on."))


@require_POST
def take_back(request: HttpRequest, promise: str) -> HttpResponse:
    found, form = promise_of(request, promise), AcceptForm(request.POST)

    def act() -> Promise:
        return commands.take_back(found, seen=form.seen, by=user_of(request), now=timezone.now())

    return _answer(request, found, form=form, name="accepting", act=act, said=_("Our turn again."))


@require_POST
def reply(request: HttpRequest, promise: str) -> HttpResponse:
    found, form = promise_of(request, promise), ReplyForm(request.POST, request.FILES)
    said = _("Answered. It stays open until whoever asked confirms.")
    return _answer(request, found, form=form, name="replying", act=lambda: _replied(request, found, form), said=said)


def _replied(request: HttpRequest, found: Promise, form: ReplyForm) -> Promise:
    given, by, now = form.cleaned_data, user_of(request), timezone.now()
    file = store_file(given["file"], by=by, now=now) if given["file"] else None
    words = {"outcome": given["outcome"], "evidence": given["evidence"]}
    return commands.reply(found, given["text"], seen=form.seen, by=by, now=now, file=file, **words)


@require_POST
def hand_over(request: HttpRequest, promise: str) -> HttpResponse:
    found, form = promise_of(request, promise), HandOverForm(request.POST)

    def act() -> Promise:
        owner, by = form.owners[form.cleaned_data["owner"]], user_of(request)
        return commands.hand_over(found, owner, seen=form.seen, by=by, now=timezone.now())

    return _answer(request, found, form=form, name="handing", act=act, said=_("Handed over."))


@require_POST
def step(request: HttpRequest, promise: str) -> HttpResponse:
    found, form = promise_of(request, promise), StepForm(request.POST)

    def act() -> PromiseStep:
        given = form.cleaned_data
        return commands.add_step(found, given["text"], due_on=given["due_on"], by=user_of(request))

    return _answer(request, found, form=form, name="stepping", act=act, said=_("Step added."))


@require_POST
def step_done(request: HttpRequest, promise: str, place: int) -> HttpResponse:
    found = promise_of(request, promise)
    wanted = get_object_or_404(found.steps, place=place)
    commands.finish_step(wanted, by=user_of(request), now=timezone.now())
    return redirect("desk:promise", found.reference)


@require_POST
def message(request: HttpRequest, promise: str) -> HttpResponse:
    found, form = promise_of(request, promise), WriteForm(request.POST)

    def write() -> str:
        commands.write_to_asker(found, form.cleaned_data["text"], by=user_of(request), now=timezone.now())
        return reverse("desk:promise", args=[found.reference])

    return _answer(request, found, form=form, name="writing", act=lambda: once(request, write), said=_("Message sent."))


@require_POST
def translate(request: HttpRequest, promise: str) -> HttpResponse:
    found, form = promise_of(request, promise), TranslateForm(request.POST)

    def act() -> Promise:
        said = {name: form.cleaned_data[name] for name in ("title", "words", "reply")}
        language, by = form.cleaned_data["language"], user_of(request)
        return commands.translate_promise(found, language, said, seen=form.seen, by=by)

    return _answer(request, found, form=form, name="translating", act=act, said=_("Kept beside the original."))


@require_POST
def confirmed(request: HttpRequest, promise: str) -> HttpResponse:
    found, form = promise_of(request, promise), ConfirmedForm(request.POST)

    def act() -> Promise:
        how, by = form.cleaned_data["how"], user_of(request)
        return commands.note_confirmation(found, how, seen=form.seen, by=by, now=timezone.now())

    return _answer(request, found, form=form, name="confirming", act=act, said=_("Closed, with how we know."))
