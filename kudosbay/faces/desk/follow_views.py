"""What follows from a gathering: which publications it spread, and promises for what was asked there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.accounts.models import User
from kudosbay.faces.answers import attempt
from kudosbay.faces.desk.gathering_acts_views import tried
from kudosbay.faces.desk.gathering_fetching import gathering_of
from kudosbay.faces.desk.minutes_forms import CourseForm
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.requests import user_of
from kudosbay.gatherings import commands
from kudosbay.gatherings.models import FollowUp, Gathering, Statement
from kudosbay.kernel.errors import Refused
from kudosbay.publications.models import Publication


@require_POST
def spread(request: HttpRequest, gathering: str) -> HttpResponse:
    """Put a publication with the event, or take it off."""
    found = gathering_of(request, gathering)
    act = _take_off if request.POST.get("act") == "remove" else _add
    return tried(request, lambda: act(found, _publication(request), user_of(request)), gathering)


def _publication(request: HttpRequest) -> Publication:
    publications = Publication.objects.visible_to(user_of(request))
    found = publications.filter(reference=request.POST.get("publication", "")).first()
    if found is None:
        raise Refused(_("There is nothing with this reference."), field="publication")
    return found


def _add(found: Gathering, publication: Publication, by: User) -> object:
    return commands.spread_publication(found, publication, by=by, now=timezone.now())


def _take_off(found: Gathering, publication: Publication, by: User) -> object:
    return commands.take_off_publication(found, publication, by=by)


def follow(request: HttpRequest, gathering: str, statement: int) -> HttpResponse:
    """Promise an answer for words that were written down before."""
    found = gathering_of(request, gathering)
    said = get_object_or_404(found.statements.all(), pk=statement)
    form = CourseForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: _followed(request, said, form)) is not None:
        messages.success(request, _("It has an owner now and is due for an answer."))
        return redirect("desk:gathering", gathering)
    context = {"form": form, "event": found, "heading": _("Follow it up"), "verb": _("Promise an answer"), "said": said}
    return desk_page(request, "desk/gatherings/form.html", context, status=422 if form.errors else 200)


def _followed(request: HttpRequest, said: Statement, form: CourseForm) -> FollowUp:
    return commands.follow_up(said, course=form.course, by=user_of(request), now=timezone.now())
