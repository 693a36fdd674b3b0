"""Answering a question with a publication: choose one that holds, or draft one; release it; give it to whoever asked."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.faces.answers import attempt
from kudosbay.faces.desk import promise_answer_showing as showing
from kudosbay.faces.desk.case_forms import VersionedForm
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.desk.promise_answer_forms import AnswerForm, ChosenForm
from kudosbay.faces.desk.promise_showing import promise_page
from kudosbay.faces.desk.promise_views import promise_of
from kudosbay.faces.promise_showing import in_words, shown_title
from kudosbay.faces.requests import user_of
from kudosbay.promises import commands
from kudosbay.promises.models import Promise
from kudosbay.publications.models import Publication


def question_of(request: HttpRequest, reference: str) -> Promise:
    found = Promise.objects.visible_to(user_of(request)).filter(kind="question", asker_person__isnull=False)
    return get_object_or_404(
        found.select_related("asker_person__user", "owner", "answer__publication"), reference=reference
    )


def answer(request: HttpRequest, promise: str) -> HttpResponse:
    """The page of answers that hold, and of a new one; posting drafts the new one."""
    found, user, today = question_of(request, promise), user_of(request), localdate()
    form = AnswerForm(request.POST or None, initial=showing.draft_begins(found, user), user=user, today=today)
    if form.is_valid() and attempt(form, lambda: _drafted(request, found, form)) is not None:
        messages.success(request, _("Kept as a draft. Whoever releases answers sees it; nobody else does."))
        return redirect("desk:promise", found.reference)
    return _page(request, found, form, failing=form)


def _drafted(request: HttpRequest, found: Promise, form: AnswerForm) -> Publication:
    given, by = form.cleaned_data, user_of(request)
    told = {"language": given["language"], "cites": given["cites"]}
    return commands.draft_answer(found, form.words, by=by, now=timezone.now(), **told)


def _page(request: HttpRequest, found: Promise, form: AnswerForm, *, failing: AnswerForm | ChosenForm) -> HttpResponse:
    searched = request.GET.get("q", "")
    context = {
        "promise": found,
        "title": shown_title(found),
        "words": in_words(found, "words"),
        "drafting": form,
        "form": failing,
        "choosing": ChosenForm(initial={"version": found.version}),
        "searched": searched,
        "found": showing.answers_found(user_of(request), searched, today=localdate()),
        "reads": showing.reads(found),
    }
    return desk_page(request, "desk/promises/answer.html", context, status=422 if failing.errors else 200)


@require_POST
def answer_with(request: HttpRequest, promise: str) -> HttpResponse:
    found, form = question_of(request, promise), ChosenForm(request.POST)
    if form.is_valid() and attempt(form, lambda: _answered(request, found, form)) is not None:
        messages.success(request, _("Answered. It stays open until whoever asked confirms."))
        return redirect("desk:promise", found.reference)
    drafting = AnswerForm(
        initial=showing.draft_begins(found, user_of(request)), user=user_of(request), today=localdate()
    )
    return _page(request, found, drafting, failing=form)


def _answered(request: HttpRequest, found: Promise, form: ChosenForm) -> Promise:
    given, by = form.cleaned_data, user_of(request)
    chosen = get_object_or_404(Publication.objects.visible_to(by), reference=given["publication"], kind="answer")
    return commands.answer_with(found, chosen, note=given["note"], seen=form.seen, by=by, now=timezone.now())


@require_POST
def answer_release(request: HttpRequest, promise: str) -> HttpResponse:
    found, form, by = question_of(request, promise), VersionedForm(request.POST), user_of(request)
    act = lambda: commands.release_answer(found, seen=form.seen, by=by, now=timezone.now())  # noqa: E731
    if form.is_valid() and attempt(form, act) is not None:
        messages.success(request, _("Released and given. It stays open until whoever asked confirms."))
        return redirect("desk:promise", found.reference)
    context = promise_page(promise_of(request, promise), by, {"form": form, "failing": "releasing"})
    return desk_page(request, "desk/promises/promise.html", context, status=422)
