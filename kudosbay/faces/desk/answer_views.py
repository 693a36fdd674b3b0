"""Whom a publication concerns, what an answer rests on, who was given it, and the recall when that ends."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kudosbay.faces.answers import attempt
from kudosbay.faces.desk.concern_showing import concern_page
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.desk.publication_forms import CiteForm, GiveForm
from kudosbay.faces.desk.publication_views import back, edition_of, form_page, publication_of
from kudosbay.faces.requests import user_of
from kudosbay.faces.site_addresses import go_address
from kudosbay.kernel.errors import Refused
from kudosbay.people.models import Person
from kudosbay.promises.queries import questions_behind
from kudosbay.publications import commands, queries
from kudosbay.publications.models import AnswerGiven, Citation, Edition, Publication


def concerned(request: HttpRequest, publication: str, number: int) -> HttpResponse:
    edition = edition_of(request, publication, number)
    context = concern_page(edition, user_of(request), today=localdate())
    return desk_page(request, "desk/publications/concerned.html", context)


def cite(request: HttpRequest, publication: str, number: int) -> HttpResponse:
    edition = edition_of(request, publication, number)
    form = CiteForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: _cited(request, edition, form)) is not None:
        return back(request, edition.publication, _("Kept. When it ends, this answer is recalled."))
    return form_page(request, edition.publication, form, heading=_("What it rests on"), verb=_("Cite it"))


def _cited(request: HttpRequest, edition: Edition, form: CiteForm) -> Citation:
    wanted = form.cleaned_data["cited"].strip().upper()
    found = Publication.objects.visible_to(user_of(request)).filter(reference=wanted).first()
    cited = queries.edition_to_cite(found, today=localdate()) if found else None
    if cited is None:
        raise Refused(_("Nothing published has this reference."), field="cited")
    return commands.cite(edition, cited, by=user_of(request), place=form.cleaned_data["place"])


def give(request: HttpRequest, publication: str) -> HttpResponse:
    found = publication_of(request, publication)
    form = GiveForm(request.POST or None, initial={"person": request.GET.get("person", "")})
    if form.is_valid() and attempt(form, lambda: _given(request, found, form)) is not None:
        return back(request, found, _("Given. If what it rests on ends, this person is told."))
    return form_page(request, found, form, heading=_("Give this answer"), verb=_("Give the answer"))


def _given(request: HttpRequest, found: Publication, form: GiveForm) -> AnswerGiven:
    wanted = form.cleaned_data["person"].strip().upper()
    person = Person.objects.visible_to(user_of(request)).filter(reference=wanted).first()
    edition = queries.edition_to_cite(found, today=localdate())
    if person is None or edition is None:
        raise Refused(_("Nobody has this reference."), field="person")
    link = go_address(found)
    return commands.give_answer(edition, person, by=user_of(request), now=timezone.now(), link=link)


def recall(request: HttpRequest) -> HttpResponse:
    rows = queries.recalls(user_of(request), localdate())
    context = {"rows": rows, "questions": questions_behind([one for row in rows for one in row.given])}
    return desk_page(request, "desk/publications/recall.html", context)


@require_POST
def correct(request: HttpRequest, publication: str) -> HttpResponse:
    found = publication_of(request, publication)
    count = commands.send_corrections(found, by=user_of(request), now=timezone.now(), link=go_address(found))
    messages.success(
        request, ngettext("%(count)s person is told.", "%(count)s people are told.", count) % {"count": count}
    )
    return redirect("desk:answers_recall")
