"""A policy told to exactly those whom it concerns: from its page to a draft, which goes the way of every message to many."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kudosbay.faces.answers import attempt, once
from kudosbay.faces.desk.campaign_forms import TellForm
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.desk.publication_views import publication_of
from kudosbay.faces.desk.telling_showing import telling_page, words_begin
from kudosbay.faces.requests import user_of
from kudosbay.faces.site_addresses import go_address
from kudosbay.publications import commands
from kudosbay.publications.concerning import edition_that_counts
from kudosbay.publications.models import Edition


def tell(request: HttpRequest, publication: str) -> HttpResponse:
    edition = edition_that_counts(publication_of(request, publication), today=localdate())
    if edition is None:
        raise Http404
    form = TellForm(request.POST or None, initial=words_begin(edition))
    address = (
        attempt(form, lambda: once(request, lambda: _drafted(request, edition, form))) if form.is_valid() else None
    )
    if address:
        messages.success(request, _("Drafted. It goes to nobody before it is let go out."))
        return redirect(address)
    context = telling_page(edition, today=localdate()) | {"form": form}
    return desk_page(request, "desk/publications/tell.html", context, status=422 if form.errors else 200)


def _drafted(request: HttpRequest, edition: Edition, form: TellForm) -> str:
    link = go_address(edition.publication)
    made = commands.tell_concerned(edition, form.texts, link=link, by=user_of(request), now=timezone.now())
    return reverse("desk:campaign", args=[made.reference])
