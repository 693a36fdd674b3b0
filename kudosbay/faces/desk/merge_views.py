"""Two records of one human: compared side by side, merged, and made two again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kudosbay.accounts.models import User
from kudosbay.faces.answers import attempt
from kudosbay.faces.desk.merge_showing import CompareForm, compare_page
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.desk.person_views import person_of
from kudosbay.faces.requests import user_of
from kudosbay.people import commands
from kudosbay.people.models import Merge


def compare(request: HttpRequest, person: str, other: str) -> HttpResponse:
    """`person` stays, `other` goes; posting merges them with the values that were chosen."""
    kept, gone, user = person_of(request, person), person_of(request, other), user_of(request)
    form = CompareForm(request.POST or None, kept=kept, gone=gone)
    if form.is_valid() and attempt(form, lambda: _merged(form, user)) is not None:
        messages.success(request, _("Merged. For thirty days this can be undone on this page."))
        return redirect("desk:person", kept.reference)
    return desk_page(request, "desk/people/merge.html", compare_page(form, user), status=422 if form.errors else 200)


def _merged(form: CompareForm, user: User) -> Merge:
    return commands.merge_people(form.kept, form.gone, take=form.taken, by=user, now=timezone.now())


@require_POST
def undo(request: HttpRequest, person: str, merge: int) -> HttpResponse:
    found = person_of(request, person)
    wanted = get_object_or_404(found.merges, pk=merge)
    gone = commands.undo_merge(wanted, by=user_of(request), now=timezone.now())
    messages.success(request, _("These are two records again."))
    return redirect("desk:person", gone.reference)
