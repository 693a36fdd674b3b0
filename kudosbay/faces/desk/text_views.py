"""One language of an edition: writing it, translating, reviewing, publishing, taking down."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.faces.answers import attempt
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.desk.publication_forms import TextForm, TranslationForm
from kudosbay.faces.desk.publication_showing import desk_address, preview_of
from kudosbay.faces.desk.publication_views import back, edition_of
from kudosbay.faces.jinja import lang_name
from kudosbay.faces.requests import user_of
from kudosbay.publications import commands
from kudosbay.publications.commands import LANGUAGES
from kudosbay.publications.models import Edition, Publication, Text
from kudosbay.publications.words import original


def text_of(request: HttpRequest, place: tuple[str, int, str]) -> Text:
    reference, number, language = place
    texts = Text.objects.filter(edition__publication__in=Publication.objects.visible_to(user_of(request)))
    wanted = {"edition__publication__reference": reference, "edition__number": number, "language": language}
    return get_object_or_404(texts.select_related("edition__publication"), **wanted)


def text(request: HttpRequest, publication: str, number: int, language: str) -> HttpResponse:
    found = text_of(request, (publication, number, language))
    kept = {name: getattr(found, name) for name in ("version", "title", "summary", "body")}
    form = TextForm(request.POST or None, initial=kept)
    form.named_for(found.edition.publication.kind)
    if _to_save(request, form) and attempt(form, lambda: _saved(request, found, form)) is not None:
        return back(request, found.edition.publication, _("Saved."))
    context = _beside(found.edition, found.language) | {"form": form, "text": found}
    return _text_page(request, form, context)


def _to_save(request: HttpRequest, form: Any) -> bool:
    return form.is_valid() and request.POST.get("act") != "preview"


def _saved(request: HttpRequest, found: Text, form: TextForm) -> Text:
    return commands.change_text(found, form.words, by=user_of(request), now=timezone.now(), seen=form.seen)


def _text_page(request: HttpRequest, form: Any, context: dict[str, Any]) -> HttpResponse:
    context["preview"] = preview_of(form.words) if form.is_bound and form.is_valid() else None
    return desk_page(request, "desk/publications/text.html", context, status=422 if form.errors else 200)


def _beside(edition: Edition, language: str) -> dict[str, Any]:
    """The original stands beside its translation."""
    texts = {one.language: one for one in edition.texts.order_by("pk")}
    source = original(texts)
    beside = preview_of(source) if source and source.language != language else None
    said = {"beside": beside, "beside_lang": source.language if source else ""}
    return said | {"publication": edition.publication, "edition": edition, "lang": language}


def text_new(request: HttpRequest, publication: str, number: int) -> HttpResponse:
    edition = edition_of(request, publication, number)
    missing = [code for code in LANGUAGES if code not in set(edition.texts.values_list("language", flat=True))]
    first = {"language": request.GET.get("language", ""), "status": "draft"}
    form = TranslationForm(request.POST or None, initial=first, missing=missing)
    form.named_for(edition.publication.kind)
    if _to_save(request, form) and attempt(form, lambda: _translated(request, edition, form)) is not None:
        return back(
            request, edition.publication, _("Kept as a draft. Nobody sees it until it is reviewed and published.")
        )
    return _text_page(request, form, _beside(edition, "") | {"form": form, "text": None})


def _translated(request: HttpRequest, edition: Edition, form: TranslationForm) -> Text:
    by, now, given = user_of(request), timezone.now(), form.cleaned_data
    return commands.translate(edition, given["language"], form.words, by=by, now=now, status=given["status"])


Act = Callable[..., Text]


def _done(request: HttpRequest, found: Text, said: str) -> HttpResponse:
    messages.success(request, said % {"language": lang_name(found.language)})
    return redirect(desk_address(found.edition.publication))


@require_POST
def review(request: HttpRequest, publication: str, number: int, language: str) -> HttpResponse:
    found = text_of(request, (publication, number, language))
    commands.review_text(found, by=user_of(request), now=timezone.now())
    return _done(request, found, _("%(language)s: reviewed."))


@require_POST
def keep_up(request: HttpRequest, publication: str, number: int, language: str) -> HttpResponse:
    found = text_of(request, (publication, number, language))
    commands.keep_up(found, by=user_of(request), now=timezone.now())
    return _done(request, found, _("%(language)s: brought up to the original, to be reviewed."))


@require_POST
def publish(request: HttpRequest, publication: str, number: int, language: str) -> HttpResponse:
    found = text_of(request, (publication, number, language))
    shown = commands.publish_text(found, by=user_of(request), now=timezone.now())
    if shown.parked_because:
        messages.error(request, shown.parked_because)
        return redirect(desk_address(found.edition.publication))
    return _done(request, found, _("%(language)s: published. The other languages are as they were."))


@require_POST
def publish_as_is(request: HttpRequest, publication: str, number: int, language: str) -> HttpResponse:
    found = text_of(request, (publication, number, language))
    commands.publish_as_is(found, by=user_of(request), now=timezone.now())
    return _done(request, found, _("%(language)s: published, and marked as what it is."))


@require_POST
def take_down(request: HttpRequest, publication: str, number: int, language: str) -> HttpResponse:
    found = text_of(request, (publication, number, language))
    commands.take_down(found, by=user_of(request))
    return _done(request, found, _("%(language)s: taken down."))
