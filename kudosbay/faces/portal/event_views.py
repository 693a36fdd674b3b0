"""Signing up for an event. Who has no account yet is led to open one and comes back here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from kudosbay.faces import gathering_words as words
from kudosbay.faces.answers import attempt, once
from kudosbay.faces.portal.event_forms import BookForm
from kudosbay.faces.requests import user_of
from kudosbay.gatherings import queries
from kudosbay.gatherings.commands import Introduced, introduce, sign_up
from kudosbay.gatherings.models import Gathering
from kudosbay.people.models import Person


def book(request: HttpRequest, event: str) -> HttpResponse:
    found = get_object_or_404(Gathering.objects.visible_to(None), reference=event)
    known = queries.own_booking(user_of(request), found)
    if known and known.is_live:
        return redirect("portal:ticket", known.key)
    form = book_form(request, found)
    if request.method == "POST" and form.is_valid():
        address = attempt(form, lambda: once(request, lambda: _booked(request, found, form)))
        if address:
            return redirect(address)
    return render(request, "portal/events/book.html", {"form": form, "event": found, "words": words})


def book_form(request: HttpRequest, found: Gathering) -> BookForm:
    new = not Person.objects.filter(user=user_of(request)).exists()
    data = request.POST if request.method == "POST" else None
    return BookForm(data, questions=found.questions, new=new, name=user_of(request).name)


def _booked(request: HttpRequest, found: Gathering, form: BookForm) -> str:
    user, now, given = user_of(request), timezone.now(), form.cleaned_data
    who = Introduced(given.get("full_name", ""), given.get("nationality", ""), request.LANGUAGE_CODE)
    person = introduce(user, who, by=user, now=now)
    booking = sign_up(found, person, by=user, now=now, answers=form.answers(found.questions))
    return reverse("portal:ticket", args=[booking.key])
