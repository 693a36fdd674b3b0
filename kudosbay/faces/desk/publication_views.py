"""The list of what the centre publishes, one publication, and its editions."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.faces.answers import attempt, once
from kudosbay.faces.desk.exports import as_table
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.desk.publication_forms import EditionForm, EndForm, OwnerForm, PublicationFilter, PublicationForm
from kudosbay.faces.desk.publication_showing import (
    columns,
    desk_address,
    in_rows,
    list_surroundings,
    preview_of,
    publication_page,
    rows_of,
)
from kudosbay.faces.requests import user_of
from kudosbay.kernel.labels import themes_of
from kudosbay.publications import commands, queries
from kudosbay.publications.models import Edition, Publication
from kudosbay.publications.policy import may_write

ROWS = 50
KINDS = ("csv", "xlsx")


def publication_of(request: HttpRequest, reference: str) -> Publication:
    found = Publication.objects.visible_to(user_of(request)).select_related("owner")
    return get_object_or_404(found, reference=reference)


def edition_of(request: HttpRequest, reference: str, number: int) -> Edition:
    editions = Edition.objects.filter(publication__in=Publication.objects.visible_to(user_of(request)))
    found = editions.select_related("publication__owner")
    return get_object_or_404(found, publication__reference=reference, number=number)


def publications(request: HttpRequest) -> HttpResponse:
    form, user = PublicationFilter(request.GET), user_of(request)
    found = queries.publication_list(user, form.wanted, today=localdate())
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {
        "filter": form,
        "kept": form.kept,
        "page": page,
        "rows": rows_of(list(page)),
        "may_write": may_write(user),
    }
    context |= list_surroundings(user, form.kept)
    return desk_page(request, "desk/publications/list.html", context)


@require_POST
def export(request: HttpRequest) -> HttpResponseBase:
    form = PublicationFilter(request.POST)
    kind = request.POST.get("as", "csv")
    kind = kind if kind in KINDS else KINDS[0]
    found = queries.publication_list(user_of(request), form.wanted, today=localdate())
    commands.note_export(kind=kind, rows=found.count(), wanted=form.kept, by=user_of(request))
    return as_table(kind, "publications", columns=columns(), rows=in_rows(found))


def new(request: HttpRequest) -> HttpResponse:
    form = PublicationForm(
        request.POST or None, initial={"kind": request.GET.get("kind", "policy"), "language": "zh-Hans"}
    )
    looked = request.POST.get("act") == "preview"
    address = attempt(form, lambda: _begun(request, form)) if form.is_valid() and not looked else None
    if address:
        return redirect(address)
    context: dict[str, Any] = {"form": form, "preview": preview_of(form.words) if form.is_valid() else None}
    return desk_page(request, "desk/publications/new.html", context, status=422 if form.errors else 200)


def _begun(request: HttpRequest, form: PublicationForm) -> str:
    given, by, now = form.cleaned_data, user_of(request), timezone.now()
    more = {"slug": given["slug"], "themes": given["themes"], "language": given["language"]}
    write = commands.write_publication
    return once(request, lambda: desk_address(write(given["kind"], form.words, by=by, now=now, **more)))


def publication(request: HttpRequest, publication: str) -> HttpResponse:
    found = publication_of(request, publication)
    return desk_page(request, "desk/publications/publication.html", publication_page(found, user_of(request)))


def form_page(request: HttpRequest, found: Publication, form: forms.Form, **words: Any) -> HttpResponse:
    """A form about one publication: `heading` and `verb`, and what else its template shows."""
    context = {"publication": found, "form": form} | words
    return desk_page(request, "desk/publications/form.html", context, status=422 if form.errors else 200)


def back(request: HttpRequest, found: Publication, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(desk_address(found))


def change(request: HttpRequest, publication: str) -> HttpResponse:
    found, by = publication_of(request, publication), user_of(request)
    codes = [theme.code for theme in themes_of(found)]
    form = OwnerForm(request.POST or None, initial={"version": found.version, "owner": found.owner_id, "themes": codes})
    if form.is_valid() and attempt(form, lambda: _changed(found, form, by)) is not None:
        return back(request, found, _("Saved."))
    return form_page(request, found, form, heading=_("Owner and themes"), verb=_("Save owner and themes"))


def _changed(found: Publication, form: OwnerForm, by: Any) -> Publication:
    given = form.cleaned_data
    return commands.change_publication(found, themes=given["themes"], owner=given["owner"], by=by, seen=form.seen)


@require_POST
def begin(request: HttpRequest, publication: str) -> HttpResponse:
    found = publication_of(request, publication)
    edition = commands.begin_edition(found, by=user_of(request), now=timezone.now())
    messages.success(request, _("Begun. Readers see the last version until you publish this one."))
    return redirect("desk:edition_change", found.reference, edition.number)


def edition_change(request: HttpRequest, publication: str, number: int) -> HttpResponse:
    edition = edition_of(request, publication, number)
    form = EditionForm(request.POST or None, edition=edition)
    if form.is_valid() and attempt(form, lambda: _facts_changed(request, edition, form)) is not None:
        return back(request, edition.publication, _("Saved."))
    words = {"heading": _("Facts and dates"), "verb": _("Save facts and dates"), "edition": edition}
    return form_page(request, edition.publication, form, **words)


def _facts_changed(request: HttpRequest, edition: Edition, form: EditionForm) -> Edition:
    return commands.change_edition(edition, form.facts, details=form.details, by=user_of(request), seen=form.seen)


def edition_end(request: HttpRequest, publication: str, number: int) -> HttpResponse:
    edition = edition_of(request, publication, number)
    form = EndForm(request.POST or None, initial={"last_day": edition.valid_until})
    if form.is_valid() and attempt(form, lambda: _ended(request, edition, form)) is not None:
        messages.success(request, _("Recorded. It stays readable, marked as ended."))
        return redirect(reverse("desk:answers_recall"))
    return form_page(request, edition.publication, form, heading=_("When it ends"), verb=_("Record the end"))


def _ended(request: HttpRequest, edition: Edition, form: EndForm) -> Edition:
    return commands.end_edition(edition, last_day=form.cleaned_data["last_day"], by=user_of(request))


@require_POST
def edition_sign(request: HttpRequest, publication: str, number: int) -> HttpResponse:
    edition = edition_of(request, publication, number)
    commands.sign_off(edition, by=user_of(request), now=timezone.now())
    return back(request, edition.publication, _("Signed off."))
