"""A way in for somebody who stands at the counter and cannot receive a letter."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from kudosbay.faces.answers import attempt
from kudosbay.faces.desk.pages import desk_page
from kudosbay.faces.desk.person_views import person_of
from kudosbay.faces.requests import user_of
from kudosbay.people.commands import hand_over_way_in


def code(request: HttpRequest, person: str) -> HttpResponse:
    """Ask whether the passport was seen; then show the code, this once."""
    found, by, letter = person_of(request, person), user_of(request), None
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        letter = attempt(form, lambda: hand_over_way_in(found, by=by, now=timezone.now()))
    context = {"person": found, "form": form, "letter": letter}
    return desk_page(request, "desk/people/code.html", context, status=422 if form.errors else 200)
