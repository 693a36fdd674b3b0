"""A reply to news: no puzzle, but a field that only machines fill in, a least time, and limits."""

from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kudosbay.accounts.limits import TooManyTries
from kudosbay.accounts.policy import STRANGER
from kudosbay.faces.answers import attempt, once
from kudosbay.faces.jinja import html_lang
from kudosbay.faces.requests import place_of
from kudosbay.faces.site_addresses import public_address
from kudosbay.publications import commands, doors, queries
from kudosbay.publications.commands import Written
from kudosbay.publications.kinds import KINDS
from kudosbay.publications.models import Publication
from kudosbay.publications.words import titles_shown

LTR = {"dir": "ltr"}


class ReplyForm(forms.Form):
    name = forms.CharField(label=_("Your name (required)"), help_text=_("It stands beside your reply."), max_length=120)
    email = forms.EmailField(
        label=_("Your e-mail (required)"),
        help_text=_("It is never published. We answer you there."),
        max_length=254,
        widget=forms.EmailInput(attrs=LTR | {"autocomplete": "email"}),
    )
    text = forms.CharField(
        label=_("Your reply (required)"),
        help_text=_("Plain words, in any language. One with links is read by us before anything else happens."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def written(self) -> Written:
        return Written(*(self.cleaned_data[name] for name in ("name", "email", "text")))

    @property
    def by_machine(self) -> bool:
        """The field that nobody sees was filled in."""
        return bool(self.data.get("website"))


def _news(slug: str) -> Publication:
    found = queries.public_publication("news", slug)
    if found is None or not KINDS[found.kind].takes_replies:
        raise Http404
    return found


def reply(request: HttpRequest, slug: str) -> HttpResponse:
    found = _news(slug)
    form = ReplyForm(request.POST or None, initial={"opened": doors.stamp(timezone.now())})
    if form.is_valid() and (form.by_machine or attempt(form, partial(_sent, request, found, form)) is not None):
        return redirect("public:reply_sent", slug)
    return render(request, "site/publications/reply.html", _page(found, form), status=_status(form))


def _sent(request: HttpRequest, found: Publication, form: ReplyForm) -> str:
    now, here = timezone.now(), place_of(request)
    doors.check_stamp(form.cleaned_data["opened"], now=now)

    def send() -> str:
        try:
            kept = doors.take_reply(found, form.written, language=request.LANGUAGE_CODE, place=here, now=now)
        except TooManyTries:
            form.must_wait = True  # type: ignore[attr-defined]
            raise
        commands.ask_to_confirm(kept, by=STRANGER, now=now, link=reverse("portal:reply", args=[kept.key]))
        return public_address(found)

    return once(request, send)


def _page(found: Publication, form: ReplyForm) -> dict[str, Any]:
    return {
        "form": form,
        "publication": found,
        "titles": titles_shown(found),
        "href": public_address(found),
        "stamp": doors.stamp(timezone.now()),
        "page_lang": html_lang(),
    }


def _status(form: ReplyForm) -> int:
    if getattr(form, "must_wait", False):
        return 429
    return 422 if form.errors else 200


def reply_sent(request: HttpRequest, slug: str) -> HttpResponse:
    found = _news(slug)
    context = {"publication": found, "titles": titles_shown(found), "href": public_address(found)}
    return render(request, "site/publications/reply_sent.html", context)
