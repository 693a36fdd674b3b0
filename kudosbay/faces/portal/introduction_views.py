"""One's own needs and offers, and whom the centre introduces: nobody is named before both agree."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.faces.answers import attempt, once
from kudosbay.faces.notice_forms import OwnNoticeForm, written_by_owner
from kudosbay.faces.notice_showing import details
from kudosbay.faces.portal.introduction_forms import AnswerForm, FollowUpForm, WhoForm, WordForm
from kudosbay.faces.portal.introduction_showing import pair_page, rows_of
from kudosbay.faces.requests import user_of
from kudosbay.introductions import commands, queries
from kudosbay.introductions.kinds import BOTH, KINDS
from kudosbay.introductions.models import Introduction, Notice
from kudosbay.kernel.labels import themes_of
from kudosbay.people.models import Person


def notice_of(request: HttpRequest, reference: str) -> Notice:
    found = Notice.objects.visible_to(user_of(request)).select_related("enterprise", "person")
    return get_object_or_404(found, reference=reference)


def pair_of(request: HttpRequest, reference: str) -> Introduction:
    return get_object_or_404(Introduction.objects.visible_to(user_of(request)).with_sides(), reference=reference)


def introductions(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    context = {"notices": queries.my_notices(user), "pairs": rows_of(queries.my_introductions(user), user)}
    return render(request, "portal/introductions/mine.html", context | {"kinds": _postable()})


def _postable() -> list[Any]:
    return [kind for kind in KINDS.values() if kind.sides and kind.code != "member"]


def new_notice(request: HttpRequest, kind: str, side: str) -> HttpResponse:
    if kind not in KINDS or side not in KINDS[kind].sides or side not in BOTH:
        raise Http404
    form = OwnNoticeForm(request.POST or None, kind=KINDS[kind], side=side)
    who = None if _person(request) else WhoForm(request.POST or None, name=user_of(request).name)
    address = _posted(request, form, who) if _valid(form, who) else ""
    if address:
        return redirect(address)
    context = {"form": form, "who": who, "kind": KINDS[kind], "heading": KINDS[kind].side_words(side)}
    return render(request, "portal/introductions/form.html", context, status=422 if _wrong(form, who) else 200)


def _wrong(form: forms.Form, who: forms.Form | None) -> bool:
    return bool(form.errors or (who and who.errors))


def _person(request: HttpRequest) -> Person | None:
    return Person.objects.visible_to(user_of(request)).filter(user=user_of(request)).first()


def _valid(form: forms.Form, who: forms.Form | None) -> bool:
    return form.is_valid() and (who is None or who.is_valid())


def _posted(request: HttpRequest, form: OwnNoticeForm, who: WhoForm | None) -> str | None:
    by, now = user_of(request), timezone.now()

    def post() -> str:
        person = _person(request) or commands.name_oneself(**who.known, by=by, now=now)  # type: ignore[union-attr]
        party = commands.Party(person=person, company=form.cleaned_data["company"])
        made = commands.post_notice(form.kind.code, form.side, of=party, said=form.said(), by=by, now=now)
        return reverse("portal:notice", args=[made.reference])

    return attempt(form, lambda: once(request, post))


def notice(request: HttpRequest, notice: str) -> HttpResponse:
    found = notice_of(request, notice)
    pairs = rows_of(queries.introductions_of(found, user_of(request)), user_of(request))
    context = {"one": found, "details": details(found, private=True), "pairs": pairs}
    return render(request, "portal/introductions/notice.html", context)


def change_notice(request: HttpRequest, notice: str) -> HttpResponse:
    found = notice_of(request, notice)
    form = OwnNoticeForm(request.POST or None, kind=found.the_kind, side=found.side, initial=written_by_owner(found))
    if form.is_valid() and attempt(form, lambda: _changed(request, found, form)) is not None:
        messages.success(request, _("Saved. We read it before others see it."))
        return redirect("portal:notice", found.reference)
    context = {"form": form, "one": found, "kind": found.the_kind, "heading": _("Change your notice")}
    return render(request, "portal/introductions/form.html", context, status=422 if form.errors else 200)


def _changed(request: HttpRequest, found: Notice, form: OwnNoticeForm) -> Notice:
    said = form.said(found, themes=[label.code for label in themes_of(found)])
    seen = int(request.POST.get("version", "0") if request.POST.get("version", "0").isdecimal() else 0)
    return commands.change_notice(found, said=said, by=user_of(request), now=timezone.now(), seen=seen)


@require_POST
def close_notice(request: HttpRequest, notice: str) -> HttpResponse:
    found = commands.close_notice(notice_of(request, notice), by=user_of(request), now=timezone.now())
    return redirect("portal:notice", found.reference)


def introduction(request: HttpRequest, introduction: str) -> HttpResponse:
    found = pair_of(request, introduction)
    return render(request, "portal/introductions/introduction.html", pair_page(found, user_of(request)))


@require_POST
def say(request: HttpRequest, introduction: str) -> HttpResponse:
    """Agree, decline, or take one's word back, for the own side only."""
    found, form = pair_of(request, introduction), WordForm(request.POST)
    if form.is_valid():
        form.act(found, by=user_of(request), now=timezone.now())
    return redirect("portal:introduction", found.reference)


@require_POST
def follow_up(request: HttpRequest, introduction: str) -> HttpResponse:
    found, form = pair_of(request, introduction), FollowUpForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        row = get_object_or_404(found.follow_ups, pk=given["follow_up"])
        said = {"answer": given["answer"], "note": given["note"]}
        commands.answer_follow_up(row, **said, by=user_of(request), now=timezone.now())
        messages.success(request, _("Thank you. Your adviser reads it."))
    return redirect("portal:introduction", found.reference)


def answer(request: HttpRequest, target: str) -> HttpResponse:
    """Answer a published notice with an own one of the other side."""
    user = user_of(request)
    wanted = get_object_or_404(queries.answerable(user, today=localdate()), reference=target)
    own = queries.own_answers(user, wanted, today=localdate())
    form = AnswerForm(request.POST or None, own=own)
    if form.is_valid() and (made := attempt(form, lambda: _answered(request, wanted, form))):
        return redirect("portal:introduction", made.reference)
    side = "offer" if wanted.side == "need" else "need"
    context = {"form": form, "wanted": wanted, "own": own, "side": side, "details": details(wanted)}
    return render(request, "portal/introductions/answer.html", context, status=422 if form.errors else 200)


def _answered(request: HttpRequest, wanted: Notice, form: AnswerForm) -> Introduction:
    own, words = form.cleaned_data["own"], form.cleaned_data["words"]
    return commands.answer_notice(wanted, own=own, words=words, by=user_of(request), now=timezone.now())
